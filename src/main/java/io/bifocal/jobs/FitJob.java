package io.bifocal.jobs;

import io.bifocal.analysis.compare.ClassifierFit;
import io.bifocal.conf.Settings;
import io.bifocal.conf.UserError;
import io.bifocal.pipeline.Fit;
import io.bifocal.pipeline.FitGuards;
import io.bifocal.store.ClassifierFitRecord;
import io.bifocal.store.FitRecord;
import io.bifocal.store.GuardFitRecord;
import java.io.PrintStream;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.apache.spark.sql.SparkSession;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Learns what the configured extractors and guards have to learn from the collection. */
@Command(
    name = "fit",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    description = {
      "Learn the vocabularies that extractors such as sift-words need, and what guards of models compare with.",
      "Draws pictures of the last run, never held-out ones (of val and test), learns visual words of their local features, and puts them into the store, where extract and nightly find them. For the guards mahalanobis and nearest-neighbours runs the model over such pictures (10,000 at most), for temperature over labelled ones of the split val. What is there already stays, unless --again is given.",
      "With --classifier learns the classifiers of the configuration instead, from the vectors that nightly left in the store. From then on nightly writes their predictions."
    },
    footer = {"", "Example: bifocal fit --conf conf/quickstart.conf"})
final class FitJob implements Callable<Integer> {
  @Mixin private ConfigurationOptions options;

  @Option(
      names = "--images",
      defaultValue = "10000",
      paramLabel = "N",
      description = "pictures to learn from, at most; default: ${DEFAULT-VALUE}")
  private int images;

  @Option(
      names = "--descriptors",
      defaultValue = "1000000",
      paramLabel = "N",
      description =
          "local descriptors to learn from, at most, as many of each picture; default: ${DEFAULT-VALUE}")
  private int descriptors;

  @Option(
      names = "--again",
      description =
          "learn anew what is there already; features and predictions of before stay, and are computed anew by the next run")
  private boolean again;

  @Option(
      names = "--classifier",
      description =
          "learn the classifiers of the configuration, and nothing else, from stored vectors of labelled images")
  private boolean classifier;

  @Override
  public Integer call() {
    Settings settings = options.settings();
    Fit.Options fit = new Fit.Options(images, descriptors, again);
    if (classifier && settings.classifiers().isEmpty()) {
      throw new UserError(
          "--classifier: the configuration has no classifiers; give classifiers = [ { name = …, of ="
              + " [ names of extractors and models ] } ]");
    }
    SparkSession spark = Sessions.open("fit");
    try {
      if (classifier) {
        print(System.out, runClassifiers(spark, settings, fit));
        return Bifocal.DONE;
      }
      Results results = run(spark, settings, fit);
      if (results.isEmpty()) {
        System.out.println(
            "Nothing of the configuration has to be learnt: no extractor needs a vocabulary, no"
                + " guard of a model what it compares with");
      }
      print(System.out, results.vocabularies());
      print(System.out, results.guards());
      return Bifocal.DONE;
    } finally {
      spark.stop();
    }
  }

  /** What became of the vocabularies, and of what guards need. */
  record Results(Fit.Result vocabularies, FitGuards.Result guards) {
    boolean isEmpty() {
      return vocabularies.learnt().isEmpty()
          && vocabularies.kept().isEmpty()
          && guards.learnt().isEmpty()
          && guards.kept().isEmpty();
    }
  }

  /** Runs the job. */
  static Results run(SparkSession spark, Settings settings, Fit.Options options) {
    try (Run run = Run.begin("fit", spark, settings)) {
      run.takeLastImages();
      return new Results(run.fit(options), run.fitGuards(options));
    }
  }

  /** Learns classifiers. */
  static ClassifierFit.Result runClassifiers(
      SparkSession spark, Settings settings, Fit.Options options) {
    try (Run run = Run.begin("fit", spark, settings)) {
      return run.fitClassifiers(options);
    }
  }

  private static void print(PrintStream out, ClassifierFit.Result result) {
    for (ClassifierFitRecord kept : result.kept()) {
      out.printf(
          Locale.ROOT,
          "classifier %s version %s is there since %s; --again learns it anew%n",
          kept.name(),
          kept.version(),
          kept.started());
    }
    for (ClassifierFitRecord learnt : result.learnt()) {
      out.printf(
          Locale.ROOT,
          "classifier %s version %s learnt in %.1f s%n",
          learnt.name(),
          learnt.version(),
          learnt.seconds());
      out.printf(
          Locale.ROOT,
          "  of %,d labelled pictures of run %s, %d classes%s%s%n",
          learnt.images(),
          learnt.snapshot(),
          learnt.labels().size(),
          number(", balanced accuracy %.3f on those that were held out", learnt.accuracy()),
          learnt.leftOut().isEmpty()
              ? ""
              : "; too few pictures of " + String.join(", ", learnt.leftOut()));
      out.println("  " + learnt.file().path());
    }
  }

  private static void print(PrintStream out, Fit.Result result) {
    for (FitRecord kept : result.kept()) {
      out.printf(
          Locale.ROOT,
          "%s version %s is there since %s; --again learns it anew%n",
          kept.recipe(),
          kept.version(),
          kept.started());
    }
    for (FitRecord learnt : result.learnt()) {
      out.printf(
          Locale.ROOT,
          "%s version %s learnt in %.1f s%n",
          learnt.recipe(),
          learnt.version(),
          learnt.seconds());
      out.printf(
          Locale.ROOT,
          "  of %,d descriptors of %,d pictures of run %s, %d iterations, mean squared distance to the nearest centre %.4g%s%s%n",
          learnt.descriptors(),
          learnt.images(),
          learnt.snapshot(),
          learnt.iterations(),
          learnt.distance(),
          number(", mean log-likelihood %.4g", learnt.logLikelihood()),
          number(", components keep %.3g of the variance", learnt.explained()));
      out.println("  " + learnt.file().path());
    }
  }

  private static void print(PrintStream out, FitGuards.Result result) {
    for (GuardFitRecord kept : result.kept()) {
      out.printf(
          Locale.ROOT,
          "guards of %s version %s are there since %s; --again learns them anew%n",
          kept.model(),
          kept.version(),
          kept.started());
    }
    for (GuardFitRecord learnt : result.learnt()) {
      out.printf(
          Locale.ROOT,
          "guards of %s version %s learnt in %.1f s%n",
          learnt.model(),
          learnt.version(),
          learnt.seconds());
      if (learnt.training() > 0) {
        out.printf(
            Locale.ROOT,
            "  distances of %,d training pictures of run %s%s%n",
            learnt.training(),
            learnt.snapshot(),
            learnt.shrinkage() == null
                ? ""
                : String.format(
                    Locale.ROOT,
                    ", %,d classes, shrinkage %.3g",
                    learnt.classes(),
                    learnt.shrinkage()));
      }
      if (learnt.temperature() != null) {
        out.printf(
            Locale.ROOT,
            "  temperature %.4g of %,d pictures of val, negative log-likelihood %.4g before, %.4g after%n",
            learnt.temperature(),
            learnt.validation(),
            learnt.lossBefore(),
            learnt.lossAfter());
      }
      out.println("  " + learnt.file().path());
    }
  }

  private static String number(String text, Double value) {
    return value == null ? "" : String.format(Locale.ROOT, text, value);
  }
}
