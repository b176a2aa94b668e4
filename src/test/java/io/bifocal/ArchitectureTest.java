package io.bifocal;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.equivalentTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.conditions.ArchConditions.callMethodWhere;
import static com.tngtech.archunit.lang.conditions.ArchConditions.dependOnClassesThat;
import static com.tngtech.archunit.lang.conditions.ArchConditions.never;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaMethodCall;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import io.bifocal.jobs.Bifocal;
import java.util.Locale;
import java.util.Set;

/**
 * Who may call whom, as docs/architecture.md says it: jobs and sql → report → analysis → pipeline,
 * store → inference, feature, preprocess → image; collection stands aside; conf is below all.
 *
 * <p>A rule about a package that does not exist yet holds; it bites when the package comes.
 */
@AnalyzeClasses(packages = "io.bifocal", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
  private static final String[] SPARK_AND_HADOOP = {
    "org.apache.spark..", "org.apache.hadoop..", "org.apache.parquet..", "scala.."
  };

  @ArchTest static final ArchRule conf = mayUse("conf");
  @ArchTest static final ArchRule image = mayUse("image", "conf");
  @ArchTest static final ArchRule preprocess = mayUse("preprocess", "image", "conf");
  @ArchTest static final ArchRule feature = mayUse("feature", "preprocess", "image", "conf");
  @ArchTest static final ArchRule inference = mayUse("inference", "preprocess", "image", "conf");
  @ArchTest static final ArchRule collection = mayUse("collection", "conf");

  @ArchTest
  static final ArchRule store =
      mayUse("store", "inference", "feature", "preprocess", "image", "conf");

  @ArchTest
  static final ArchRule pipeline =
      mayUse(
          "pipeline", "store", "inference", "feature", "preprocess", "image", "collection", "conf");

  @ArchTest
  static final ArchRule analysis =
      mayUse(
          "analysis",
          "pipeline",
          "store",
          "inference",
          "feature",
          "preprocess",
          "image",
          "collection",
          "conf");

  @ArchTest
  static final ArchRule report =
      mayUse(
          "report",
          "analysis",
          "pipeline",
          "store",
          "inference",
          "feature",
          "preprocess",
          "image",
          "collection",
          "conf");

  @ArchTest
  static final ArchRule sql =
      mayUse(
          "sql",
          "pipeline",
          "store",
          "inference",
          "feature",
          "preprocess",
          "image",
          "collection",
          "conf");

  @ArchTest
  static final ArchRule nothingDependsOnTheTop =
      noClasses()
          .that()
          .resideOutsideOfPackages("io.bifocal.jobs..", "io.bifocal.sql..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("io.bifocal.jobs..", "io.bifocal.sql..");

  @ArchTest
  static final ArchRule noPackagesGoRoundInACircle =
      slices().matching("io.bifocal.(*)..").should().beFreeOfCycles();

  @ArchTest
  static final ArchRule noAnalysesGoRoundInACircle =
      slices().matching("io.bifocal.analysis.(*)..").should().beFreeOfCycles();

  @ArchTest
  static final ArchRule thePlainLibraryKnowsNothingOfSpark =
      noClasses()
          .that()
          .resideInAnyPackage(
              "io.bifocal.conf..",
              "io.bifocal.image..",
              "io.bifocal.preprocess..",
              "io.bifocal.feature..",
              "io.bifocal.inference..",
              "io.bifocal.analysis.statistics..",
              "io.bifocal.analysis.classify..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(SPARK_AND_HADOOP);

  @ArchTest
  static final ArchRule collectionNeedsHadoopAndSparkAlone =
      classes()
          .that()
          .resideInAPackage("io.bifocal.collection..")
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage(
              "io.bifocal.collection..",
              "io.bifocal.conf..",
              "java..",
              "scala..",
              "org.apache.spark..",
              "org.apache.hadoop..",
              // In Spark's own jar folder.
              "org.apache.parquet..",
              "com.fasterxml.jackson..",
              "com.github.luben.zstd..");

  @ArchTest
  static final ArchRule onlyTheProgramExits =
      noClasses()
          .that(not(equivalentTo(Bifocal.class)))
          .should()
          .callMethod(System.class, "exit", int.class)
          .orShould()
          .callMethod(Runtime.class, "exit", int.class)
          .orShould()
          .callMethod(Runtime.class, "halt", int.class);

  @ArchTest
  static final ArchRule nobodyLogsThroughTheJdk =
      noClasses().should().dependOnClassesThat().resideInAPackage("java.util.logging..");

  @ArchTest
  static final ArchRule textsDoNotDependOnTheDefaultLocale =
      classes().should(never(callMethodWhere(takesTheDefaultLocale())));

  @ArchTest
  static final ArchRule bytesDoNotDependOnTheDefaultCharset =
      noClasses()
          .should()
          .callMethod(String.class, "getBytes")
          .orShould()
          .callConstructor(String.class, byte[].class)
          .orShould()
          .callConstructor(String.class, byte[].class, int.class, int.class)
          .orShould()
          .callConstructor(java.io.InputStreamReader.class, java.io.InputStream.class)
          .orShould()
          .callConstructor(java.io.OutputStreamWriter.class, java.io.OutputStream.class)
          .orShould()
          .dependOnClassesThat()
          .haveFullyQualifiedName("java.io.FileReader")
          .orShould()
          .dependOnClassesThat()
          .haveFullyQualifiedName("java.io.FileWriter");

  private static ArchRule mayUse(String name, String... others) {
    String[] allowed = new String[others.length + 1];
    for (int i = 0; i < others.length; i++) {
      allowed[i] = "io.bifocal." + others[i] + "..";
    }
    allowed[others.length] = "io.bifocal." + name + "..";
    DescribedPredicate<com.tngtech.archunit.core.domain.JavaClass> forbidden =
        resideInAnyPackage("io.bifocal..").and(not(resideInAnyPackage(allowed)));
    return classes()
        .that()
        .resideInAPackage("io.bifocal." + name + "..")
        .should(never(dependOnClassesThat(forbidden)))
        .as(name + " uses no package of ours but " + String.join(", ", others))
        .allowEmptyShould(true);
  }

  /** Formatting and changing case without a locale. */
  private static DescribedPredicate<JavaMethodCall> takesTheDefaultLocale() {
    Set<String> withLocale =
        Set.of(
            "java.lang.String.format",
            "java.lang.String.formatted",
            "java.lang.String.toLowerCase",
            "java.lang.String.toUpperCase",
            "java.io.PrintStream.printf",
            "java.io.PrintStream.format",
            "java.io.PrintWriter.printf",
            "java.io.PrintWriter.format",
            "java.time.format.DateTimeFormatter.ofPattern");
    return DescribedPredicate.describe(
        "take the default locale",
        (JavaMethodCall call) ->
            withLocale.contains(call.getTargetOwner().getName() + "." + call.getName())
                && call.getTarget().getRawParameterTypes().stream()
                    .noneMatch(type -> type.isEquivalentTo(Locale.class)));
  }
}
