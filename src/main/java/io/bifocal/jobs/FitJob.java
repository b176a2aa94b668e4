package io.bifocal.jobs;

import io.bifocal.conf.Settings;
import io.bifocal.pipeline.Fit;
import io.bifocal.store.FitRecord;
import java.io.PrintStream;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.apache.spark.sql.SparkSession;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Learns what the configured extractors have to learn from the collection. */
@Command(
    name = "fit",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    description = {
      "Learn the vocabularies that extractors such as sift-words need.",
      "Draws pictures of the last run, never held-out ones (of val and test), learns visual words of their local features, and puts them into the store, where extract and nightly find them. What is there already stays, unless --again is given."
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
          "learn anew what is there already; features of the vocabulary before stay, and are computed anew by the next run")
  private boolean again;

  @Override
  public Integer call() {
    Settings settings = options.settings();
    Fit.Options fit = new Fit.Options(images, descriptors, again);
    SparkSession spark = Sessions.open("fit");
    try {
      print(System.out, run(spark, settings, fit));
      return Bifocal.DONE;
    } finally {
      spark.stop();
    }
  }

  /** Runs the job. */
  static Fit.Result run(SparkSession spark, Settings settings, Fit.Options options) {
    try (Run run = Run.begin("fit", spark, settings)) {
      run.takeLastImages();
      return run.fit(options);
    }
  }

  private static void print(PrintStream out, Fit.Result result) {
    if (result.learnt().isEmpty() && result.kept().isEmpty()) {
      out.println("No extractor of the configuration needs a vocabulary; nothing was learnt");
    }
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

  private static String number(String text, Double value) {
    return value == null ? "" : String.format(Locale.ROOT, text, value);
  }
}
