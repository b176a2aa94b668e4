package io.bifocal.collection;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * What the files beside an image say of it: {@code .cls}, {@code .json} and {@code .txt} of the
 * same name.
 *
 * <ol>
 *   <li>What the path says goes first; sidecars fill what it lacks. Only a split of their own is
 *       stronger than that of a folder.
 *   <li>The label is the text of {@code .cls}, else {@code labelField} of {@code .json}, else the
 *       text of {@code .txt}; the split and the group are {@code split} and {@code group} of {@code
 *       .json}.
 *   <li>Whatever gave none of these columns becomes an attribute: the fields of {@code .json} under
 *       their names, objects and lists as JSON, and the texts as {@code cls} and {@code txt}. JSON
 *       that is no object is the attribute {@code json}; JSON that cannot be parsed gives the
 *       attribute {@code json_error}, which says where and why.
 * </ol>
 *
 * <p>Texts are UTF-8, without the white space around them; an empty one, and a {@code null} in
 * JSON, says nothing.
 *
 * @param labelField field of the JSON that holds the label, a dot goes into an object; null where
 *     labels do not come from sidecars
 */
record Sidecars(String labelField) implements Serializable {
  /** The fields of a sample that describe its image. */
  static final Set<String> FIELDS = Set.of("cls", "json", "txt");

  /** A larger sidecar is not read. */
  static final int MOST_BYTES = 1 << 20;

  private static final List<String> TEXTS = List.of("cls", "txt");

  private static final ObjectMapper JSON =
      JsonMapper.builder()
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
          .build();

  /**
   * What sidecars and path say together.
   *
   * @param byField contents by lower-cased extension; others than {@link #FIELDS} are not looked at
   * @param fromPath what the path says
   */
  PathFacts facts(Map<String, byte[]> byField, PathFacts fromPath) {
    Map<String, String> said = new TreeMap<>();
    JsonNode json = byField.get("json") == null ? null : parse(byField.get("json"), said);
    for (String field : TEXTS) {
      put(said, field, text(byField.get(field)));
    }
    String label = fromPath.label();
    if (label == null && labelField != null) {
      label = label(json, said, text(byField.get("cls")), text(byField.get("txt")));
    }
    String ownSplit = take(json, "split", said);
    String split = ownSplit == null ? fromPath.split() : ownSplit;
    String group = fromPath.group() == null ? take(json, "group", said) : fromPath.group();
    said.putAll(fromPath.attributes());
    return new PathFacts(label, split, group, Collections.unmodifiableMap(said));
  }

  private String label(JsonNode json, Map<String, String> said, String cls, String txt) {
    if (cls != null) {
      said.remove("cls");
      return cls;
    }
    String field = take(json, labelField, said);
    if (field == null && txt != null) {
      said.remove("txt");
      return txt;
    }
    return field;
  }

  /** The value of a field, which then is no attribute; null where it has none or no single one. */
  private static String take(JsonNode json, String field, Map<String, String> said) {
    JsonNode value = json;
    for (String name : field.split("\\.", -1)) {
      value = value == null ? null : value.get(name);
    }
    String text = value == null || !value.isValueNode() ? null : text(value);
    if (text != null && !TEXTS.contains(field)) {
      said.remove(field);
    }
    return text;
  }

  /** Parses an object, of which each field is noted in {@code said}; null if it is none. */
  private static JsonNode parse(byte[] content, Map<String, String> said) {
    JsonNode json;
    try {
      json = JSON.readTree(content);
    } catch (JsonProcessingException e) {
      said.put("json_error", place(e.getLocation()) + e.getOriginalMessage());
      return null;
    } catch (IOException e) {
      said.put("json_error", String.valueOf(e.getMessage()));
      return null;
    }
    if (!json.isObject()) {
      put(said, "json", json.isMissingNode() ? null : text(json));
      return null;
    }
    for (Map.Entry<String, JsonNode> field : json.properties()) {
      put(said, field.getKey(), text(field.getValue()));
    }
    return json;
  }

  private static String place(JsonLocation at) {
    return at == null
        ? ""
        : String.format(Locale.ROOT, "line %d, column %d: ", at.getLineNr(), at.getColumnNr());
  }

  private static void put(Map<String, String> said, String name, String text) {
    if (text != null) {
      said.put(name, text);
    }
  }

  private static String text(JsonNode value) {
    String text = value.isValueNode() ? value.asText() : value.toString();
    return value.isNull() || text.isEmpty() ? null : text;
  }

  private static String text(byte[] content) {
    String text = content == null ? "" : new String(content, StandardCharsets.UTF_8).strip();
    return text.isEmpty() ? null : text;
  }
}
