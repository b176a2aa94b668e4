package io.bifocal;

import static org.junit.jupiter.api.Assertions.assertTrue;

import com.typesafe.config.ConfigFactory;
import io.bifocal.conf.Binder;
import io.bifocal.conf.Block;
import io.bifocal.conf.Catalogue;
import io.bifocal.feature.FeatureExtractor;
import io.bifocal.image.Input;
import io.bifocal.preprocess.Operator;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * {@code docs/features.md} and {@code docs/preprocessing.md} say what the records and their Javadoc
 * say; costs come from the last benchmark, pictures from the job {@code explain}.
 */
class FeatureReferenceTest {
  private static final String MARK =
      "<!-- Generated from the records; to be changed there, and here by"
          + " mvn test -Dtest=FeatureReferenceTest -Dbifocal.write-docs=true -->\n";
  private static final Path COSTS = Path.of("src/bench/results/extractors.csv");
  private static final Path DOCS = Path.of("docs");

  private static final Map<String, Class<? extends Record>> EXTRACTORS =
      new Catalogue<>(FeatureExtractor.class, "extractor").all();
  private static final Map<String, Class<? extends Record>> OPERATORS =
      new Catalogue<>(Operator.class, "operator").all();

  @Test
  void documentOfExtractorsSaysWhatTheRecordsSay() throws IOException {
    RecordReference.assertGenerated(DOCS.resolve("features.md"), MARK, extractors());
  }

  @Test
  void documentOfOperatorsSaysWhatTheRecordsSay() throws IOException {
    RecordReference.assertGenerated(DOCS.resolve("preprocessing.md"), MARK, operators());
  }

  @Test
  void everyParameterIsExplained() {
    EXTRACTORS.values().forEach(RecordReference::assertExplained);
    OPERATORS.values().forEach(RecordReference::assertExplained);
  }

  /** In the order in which users look for it. */
  @Test
  void everyExtractorSaysWhatItTakesAndGivesAndWhoseItIs() throws IOException {
    for (Class<? extends Record> type : EXTRACTORS.values()) {
      Javadoc javadoc = RecordReference.javadoc(type);
      for (String word : List.of("1. ", "Input:", "Output:", "Errors:", "Source:")) {
        assertTrue(
            javadoc.paragraphs().stream().anyMatch(p -> p.startsWith(word)),
            type.getSimpleName() + " has no paragraph " + word);
      }
    }
  }

  private static String extractors() throws IOException {
    Map<String, Cost> costs = costs();
    StringBuilder out = new StringBuilder();
    out.append(
        "\n| name | values | ms at 128² | ms at 512² | what it is |\n|---|---|---|---|---|\n");
    for (Map.Entry<String, Class<? extends Record>> entry : EXTRACTORS.entrySet()) {
      FeatureExtractor extractor = defaults(entry.getValue());
      Cost cost = costs.getOrDefault(entry.getKey(), Cost.UNKNOWN);
      out.append(
          String.format(
              Locale.ROOT,
              "| [%s](#%s) | %,d | %s | %s | %s |\n",
              entry.getKey(),
              entry.getKey(),
              extractor.length(extractor.defaultInput()),
              cost.small(),
              cost.large(),
              RecordReference.javadoc(entry.getValue()).summary()));
    }
    for (Map.Entry<String, Class<? extends Record>> entry : EXTRACTORS.entrySet()) {
      out.append(extractor(entry.getKey(), entry.getValue()));
    }
    return out.toString();
  }

  private static String extractor(String name, Class<? extends Record> type) throws IOException {
    FeatureExtractor extractor = defaults(type);
    Input input = extractor.defaultInput();
    return section(name, type, picture(name))
        + String.format(
            Locale.ROOT,
            "%sDefault input: %s. With the defaults, a vector has %,d values.\n\n",
            RecordReference.alias(type),
            RecordReference.described(input),
            extractor.length(input))
        + RecordReference.table(type);
  }

  private static String operators() throws IOException {
    StringBuilder out = new StringBuilder("\n| name | what it does |\n|---|---|\n");
    for (Map.Entry<String, Class<? extends Record>> entry : OPERATORS.entrySet()) {
      out.append(
          String.format(
              Locale.ROOT,
              "| [%s](#%s) | %s |\n",
              entry.getKey(),
              entry.getKey(),
              RecordReference.javadoc(entry.getValue()).summary()));
    }
    for (Map.Entry<String, Class<? extends Record>> entry : OPERATORS.entrySet()) {
      out.append(section(entry.getKey(), entry.getValue(), ""))
          .append(RecordReference.alias(entry.getValue()))
          .append(RecordReference.table(entry.getValue()));
    }
    return out.toString();
  }

  private static String section(String name, Class<?> type, String picture) throws IOException {
    Javadoc javadoc = RecordReference.javadoc(type);
    return "\n## "
        + name
        + "\n\n"
        + javadoc.summary()
        + "\n\n"
        + picture
        + String.join("\n\n", javadoc.paragraphs())
        + "\n\n";
  }

  private static String picture(String name) {
    String file = "features/" + name + ".png";
    return Files.exists(DOCS.resolve(file)) ? "![" + name + "](" + file + ")\n\n" : "";
  }

  private static FeatureExtractor defaults(Class<? extends Record> type) {
    return (FeatureExtractor)
        Binder.bind(type, new Block(ConfigFactory.empty().root(), type.getSimpleName()));
  }

  /** CPU time of one picture in milliseconds, as the benchmark wrote it. */
  private record Cost(String small, String large) {
    static final Cost UNKNOWN = new Cost("", "");
  }

  private static Map<String, Cost> costs() throws IOException {
    Map<String, Cost> costs = new HashMap<>();
    for (String line : Files.readAllLines(COSTS)) {
      String[] fields = line.split(",", -1);
      costs.put(fields[0], new Cost(fields[1], fields[2]));
    }
    return costs;
  }
}
