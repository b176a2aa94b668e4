package io.bifocal.collection;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.spark.sql.Row;

/** The rows of a text with one JSON object a line. Objects and lists in it are taken as JSON. */
final class JsonManifest extends ManifestText {
  private static final int LONGEST_LINE = 1 << 20;

  /** So many lines tell which columns there are. */
  private static final int SAMPLE = 1000;

  private static final ObjectMapper JSON =
      JsonMapper.builder()
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
          .build();

  private final BufferedReader in;
  private final String key;
  private long line;

  /**
   * @param in at the beginning of the file
   * @param key name of the column of paths
   */
  JsonManifest(BufferedReader in, String key) {
    super(in);
    this.in = in;
    this.key = key;
  }

  /** The columns that the first rows have. */
  static Set<String> columns(BufferedReader in) throws IOException {
    Set<String> columns = new TreeSet<>();
    JsonManifest rows = new JsonManifest(in, "");
    for (int i = 0; i < SAMPLE; i++) {
      String text = rows.line();
      if (text == null) {
        break;
      }
      try {
        JSON.readTree(text).fieldNames().forEachRemaining(columns::add);
      } catch (JsonProcessingException malformed) {
        // It gets its row like any other.
      }
    }
    return columns;
  }

  @Override
  Row read() throws IOException {
    String text = line();
    while (text != null && text.isBlank()) {
      text = line();
    }
    if (text == null) {
      return null;
    }
    if (text.length() > LONGEST_LINE) {
      return malformed("is longer than " + LONGEST_LINE + " characters");
    }
    JsonNode node;
    try {
      node = JSON.readTree(text);
    } catch (JsonProcessingException e) {
      return malformed("is not JSON: " + e.getOriginalMessage());
    }
    if (!node.isObject()) {
      return malformed("is not a JSON object");
    }
    Map<String, String> values = new TreeMap<>();
    node.properties()
        .forEach(
            field -> {
              JsonNode value = field.getValue();
              String said = value.isValueNode() ? value.asText() : value.toString();
              if (!value.isNull() && !said.isEmpty()) {
                values.put(field.getKey(), said);
              }
            });
    return ManifestRow.of(line, values, key);
  }

  private Row malformed(String problem) {
    return ManifestRow.malformed(line, "line " + line + " " + problem);
  }

  /** The next line, of which little more is kept than may be long; null after the last. */
  private String line() throws IOException {
    StringBuilder text = new StringBuilder();
    int character = in.read();
    if (character < 0) {
      return null;
    }
    line++;
    while (character >= 0 && character != '\n') {
      if (text.length() <= LONGEST_LINE) {
        text.append((char) character);
      }
      character = in.read();
    }
    return text.toString();
  }
}
