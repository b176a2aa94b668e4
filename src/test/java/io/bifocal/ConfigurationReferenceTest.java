package io.bifocal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.typesafe.config.ConfigFactory;
import io.bifocal.conf.Binder;
import io.bifocal.conf.Block;
import io.bifocal.conf.ByteSize;
import io.bifocal.conf.Canonical;
import io.bifocal.conf.Catalogue;
import io.bifocal.conf.CollectionSettings;
import io.bifocal.conf.Color;
import io.bifocal.conf.ColumnSettings;
import io.bifocal.conf.Count;
import io.bifocal.conf.DecodingSettings;
import io.bifocal.conf.Default;
import io.bifocal.conf.Help;
import io.bifocal.conf.LimitSettings;
import io.bifocal.conf.ModelSettings;
import io.bifocal.conf.Names;
import io.bifocal.conf.Settings;
import io.bifocal.conf.ShortName;
import io.bifocal.conf.Tolerance;
import io.bifocal.feature.FeatureExtractor;
import io.bifocal.image.Input;
import io.bifocal.inference.ModelCard;
import io.bifocal.inference.ModelInput;
import io.bifocal.inference.ModelOutputs;
import io.bifocal.inference.Scale;
import java.io.IOException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * {@code docs/configuration.md} says what the records say. The part above the mark is written by
 * hand, the part below it is made here.
 */
class ConfigurationReferenceTest {
  private static final Path DOCUMENT = Path.of("docs/configuration.md");
  private static final Path EXTRACTORS = Path.of("src/main/java/io/bifocal/feature");
  private static final String MARK =
      "<!-- Generated from the records; to be changed there, and here by"
          + " mvn test -Dtest=ConfigurationReferenceTest -Dbifocal.write-docs=true -->\n";

  /** How the reader writes a value of these types. */
  private static final Map<Type, String> TYPES =
      Map.ofEntries(
          Map.entry(String.class, "text"),
          Map.entry(int.class, "whole number"),
          Map.entry(Integer.class, "whole number"),
          Map.entry(long.class, "whole number"),
          Map.entry(double.class, "number"),
          Map.entry(Double.class, "number"),
          Map.entry(boolean.class, "`true` or `false`"),
          Map.entry(Color.class, "colour"),
          Map.entry(Count.class, "count"),
          Map.entry(ByteSize.class, "bytes"),
          Map.entry(Tolerance.class, "percentage or count"),
          Map.entry(Scale.class, "number or fraction"),
          Map.entry(Block.class, "object"));

  @Test
  void documentSaysWhatTheRecordsSay() throws IOException {
    String document = Files.readString(DOCUMENT);
    int mark = document.indexOf(MARK);
    assertTrue(mark >= 0, DOCUMENT + " lacks the line that begins its generated part: " + MARK);
    String introduction = document.substring(0, mark + MARK.length());
    if (Boolean.getBoolean("bifocal.write-docs")) {
      Files.writeString(DOCUMENT, introduction + reference());
      return;
    }
    assertEquals(
        reference(),
        document.substring(introduction.length()),
        DOCUMENT
            + " is not what the records say; rewrite it with"
            + " mvn test -Dtest=ConfigurationReferenceTest -Dbifocal.write-docs=true\n");
  }

  @Test
  void everyKeyIsExplained() {
    for (Class<?> type :
        List.of(
            Settings.class,
            CollectionSettings.class,
            LimitSettings.class,
            DecodingSettings.class,
            ColumnSettings.class,
            ModelSettings.class,
            Input.class,
            ModelCard.class,
            ModelInput.class,
            ModelOutputs.class)) {
      assertExplained(type);
    }
    extractors().values().forEach(ConfigurationReferenceTest::assertExplained);
  }

  private static void assertExplained(Class<?> type) {
    for (RecordComponent component : type.getRecordComponents()) {
      assertTrue(component.isAnnotationPresent(Help.class), component + " has no @Help");
    }
  }

  private static String reference() throws IOException {
    StringBuilder out = new StringBuilder();
    section(out, "## The whole file", "", Settings.class);
    section(out, "## `collection`", "", CollectionSettings.class);
    section(out, "### `columns` of `collection`", "", ColumnSettings.class);
    section(out, "## `limits`", "", LimitSettings.class);
    section(out, "## `decoding`", "", DecodingSettings.class);
    extractorSections(out);
    section(
        out,
        "## `models`",
        "A list of objects, each a model of its own name; the folder's `card.conf` says the rest.\n\n",
        ModelSettings.class);
    section(
        out,
        "## `card.conf` of a model",
        "The file beside `model.onnx`. It is HOCON too, but knows no environment variables.\n\n",
        ModelCard.class);
    section(
        out,
        "### `input` of a card",
        "The picture is resized, its channels are put in order, and every value becomes"
            + " (pixel × scale − mean) / std.\n\n",
        ModelInput.class);
    section(out, "### `outputs` of a card", "", ModelOutputs.class);
    return out.toString();
  }

  private static void extractorSections(StringBuilder out) throws IOException {
    out.append(
        """

        ## `extractors`

        A list of objects. `name` chooses the extractor; `input` says which picture it is handed; all other keys are
        parameters of the extractor. A name with dots is a record of your own that implements
        `io.bifocal.feature.FeatureExtractor`, brought with `--jars`.
        """);
    for (Map.Entry<String, Class<? extends Record>> entry : extractors().entrySet()) {
      Class<? extends Record> type = entry.getValue();
      FeatureExtractor extractor =
          (FeatureExtractor)
              Binder.bind(type, new Block(ConfigFactory.empty().root(), entry.getKey()));
      String alias =
          Optional.ofNullable(type.getAnnotation(ShortName.class))
              .map(name -> "Also called `" + name.value() + "`. ")
              .orElse("");
      String text =
          String.format(
              Locale.ROOT,
              "%s\n\n%sDefault input: %s.\nWith the defaults, a vector has %,d values.\n\n",
              summary(type),
              alias,
              described(extractor.defaultInput()),
              extractor.length(extractor.defaultInput()));
      section(out, "### `" + entry.getKey() + "`", text, type);
    }
    section(
        out,
        "### `input` of an extractor",
        "Keys that are not set keep the extractor's default input; the defaults here are those of"
            + " extractors that ask\nfor nothing else.\n\n",
        Input.class);
  }

  private static Map<String, Class<? extends Record>> extractors() {
    return new Catalogue<>(FeatureExtractor.class, "extractor").all();
  }

  private static void section(StringBuilder out, String title, String text, Class<?> type) {
    out.append('\n').append(title).append("\n\n").append(text);
    out.append("| key | value | default | meaning |\n|---|---|---|---|\n");
    for (RecordComponent component : type.getRecordComponents()) {
      out.append("| `")
          .append(Names.kebab(component.getName()))
          .append("` | ")
          .append(type(component.getGenericType()))
          .append(" | ")
          .append(fallback(component))
          .append(" | ")
          .append(component.getAnnotation(Help.class).value().replace("|", "\\|"))
          .append(" |\n");
    }
  }

  private static String type(Type type) {
    if (type instanceof ParameterizedType generic) {
      Type element = generic.getActualTypeArguments()[0];
      if (generic.getRawType() == Map.class) {
        return "object of texts";
      }
      return generic.getRawType() == List.class ? "list: " + type(element) : type(element);
    }
    Class<?> target = (Class<?>) type;
    if (TYPES.containsKey(target)) {
      return TYPES.get(target);
    }
    if (target.isEnum()) {
      return Arrays.stream(target.getEnumConstants())
          .map(constant -> "`" + Names.kebab((Enum<?>) constant) + "`")
          .collect(Collectors.joining(", "));
    }
    assertTrue(target.isRecord(), target + " has no name here; add it to TYPES");
    return "object";
  }

  private static String fallback(RecordComponent component) {
    Default value = component.getAnnotation(Default.class);
    if (value != null) {
      return "`" + value.value() + "`";
    }
    return component.getType() == Optional.class ? "not set" : "**required**";
  }

  private static String described(Input input) {
    Map<String, Object> values = Canonical.values(input);
    return "`{ "
        + values.entrySet().stream()
            .map(entry -> entry.getKey() + " = " + entry.getValue())
            .collect(Collectors.joining(", "))
        + " }`";
  }

  /** The first sentence of the extractor's Javadoc. */
  private static String summary(Class<?> type) throws IOException {
    String source = Files.readString(EXTRACTORS.resolve(type.getSimpleName() + ".java"));
    Matcher sentence = Pattern.compile("/\\*\\*\\s+\\* ([^.]*\\.)\\s").matcher(source);
    assertTrue(sentence.find(), type + " has no Javadoc");
    return sentence.group(1).replaceAll("\\s+\\* ", " ");
  }
}
