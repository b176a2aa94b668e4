package io.bifocal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.bifocal.conf.Age;
import io.bifocal.conf.Block;
import io.bifocal.conf.ByteSize;
import io.bifocal.conf.Canonical;
import io.bifocal.conf.Color;
import io.bifocal.conf.Count;
import io.bifocal.conf.Default;
import io.bifocal.conf.Help;
import io.bifocal.conf.Named;
import io.bifocal.conf.Names;
import io.bifocal.conf.ShortName;
import io.bifocal.conf.Tolerance;
import io.bifocal.image.Input;
import io.bifocal.inference.CropFraction;
import io.bifocal.inference.Scale;
import java.io.IOException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Markdown of records: their keys as a table, their Javadoc as text. */
final class RecordReference {
  private static final Path SOURCES = Path.of("src/main/java");

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
          Map.entry(Age.class, "age"),
          Map.entry(Tolerance.class, "percentage or count"),
          Map.entry(Scale.class, "number or fraction"),
          Map.entry(CropFraction.class, "number or fraction"),
          Map.entry(Block.class, "object"),
          Map.entry(Named.class, "name or object"));

  private RecordReference() {}

  /** Fails unless every component has a line of help. */
  static void assertExplained(Class<?> type) {
    for (RecordComponent component : type.getRecordComponents()) {
      assertTrue(component.isAnnotationPresent(Help.class), component + " has no @Help");
    }
  }

  /**
   * Fails unless what follows {@code mark} in {@code document} is {@code reference}; writes it
   * there instead if {@code -Dbifocal.write-docs=true}.
   */
  static void assertGenerated(Path document, String mark, String reference) throws IOException {
    String text = Files.readString(document);
    int at = text.indexOf(mark);
    assertTrue(at >= 0, document + " lacks the line that begins its generated part: " + mark);
    String introduction = text.substring(0, at + mark.length());
    if (Boolean.getBoolean("bifocal.write-docs")) {
      Files.writeString(document, introduction + reference);
      return;
    }
    assertEquals(
        reference,
        text.substring(introduction.length()),
        document
            + " is not what the records say; the line above its generated part says how to rewrite it");
  }

  /** A heading, a text and the table of the record's keys. */
  static String section(String title, String text, Class<?> type) {
    return "\n" + title + "\n\n" + text + table(type);
  }

  /** The keys of a record; nothing for a record without any. */
  static String table(Class<?> type) {
    if (type.getRecordComponents().length == 0) {
      return "It has no parameters.\n";
    }
    StringBuilder out = new StringBuilder();
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
    return out.toString();
  }

  /** “Also called `lbp`. ”, or nothing. */
  static String alias(Class<?> type) {
    return Optional.ofNullable(type.getAnnotation(ShortName.class))
        .map(name -> "Also called `" + name.value() + "`. ")
        .orElse("");
  }

  /** An input as the configuration writes it. */
  static String described(Input input) {
    Map<String, Object> values = Canonical.values(input);
    return "`{ "
        + values.entrySet().stream()
            .map(entry -> entry.getKey() + " = " + entry.getValue())
            .collect(Collectors.joining(", "))
        + " }`";
  }

  /** The Javadoc of a record, without its tags. */
  static Javadoc javadoc(Class<?> type) throws IOException {
    Path source = SOURCES.resolve(type.getName().replace('.', '/') + ".java");
    return Javadoc.of(Files.readString(source), type.getSimpleName());
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
}
