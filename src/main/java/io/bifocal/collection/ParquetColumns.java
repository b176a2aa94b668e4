package io.bifocal.collection;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.bifocal.conf.UserError;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.hadoop.metadata.ParquetMetadata;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;

/**
 * The columns of a Parquet file that are looked at: the one of paths or images, and those that can
 * be written as text. A field of a struct is called {@code struct.field}. Lists, maps and binary
 * columns are left out.
 *
 * @param key column of paths or images
 * @param texts the others, by name
 * @param classes for a column of class numbers as Hugging Face writes it, the names of the classes
 */
record ParquetColumns(
    ColumnDescriptor key, Map<String, ColumnDescriptor> texts, Map<String, List<String>> classes) {

  /**
   * The columns of a table of paths.
   *
   * @throws UserError if it lacks one that it has to have
   */
  static ParquetColumns ofPaths(String table, ParquetMetadata footer, TableFacts facts) {
    Map<String, ColumnDescriptor> leaves = leaves(footer.getFileMetaData().getSchema());
    facts.check(table, leaves.keySet());
    return of(leaves.get(facts.key()), leaves, footer);
  }

  /**
   * The columns of a table of images: binary, or a struct of {@code bytes} and more.
   *
   * @throws UserError if it lacks one that it has to have
   */
  static ParquetColumns ofImages(String table, ParquetMetadata footer, TableFacts facts) {
    MessageType schema = footer.getFileMetaData().getSchema();
    Map<String, ColumnDescriptor> leaves = leaves(schema);
    List<String> names = new ArrayList<>(leaves.keySet());
    schema.getFields().forEach(field -> names.add(field.getName()));
    facts.check(table, names.stream().distinct().toList());
    ColumnDescriptor image = leaves.getOrDefault(facts.key(), leaves.get(facts.key() + ".bytes"));
    if (image == null || !isBinary(image)) {
      throw new UserError(
          table
              + ": column '"
              + facts.key()
              + "' is neither binary nor a struct with a binary field bytes, but "
              + String.join(
                  " ", schema.getType(facts.key().split("\\.")[0]).toString().split("\\s+"))
              + "; lists of images are not read");
    }
    return of(image, leaves, footer);
  }

  /** The text of a value: the name of the class where the number is one. */
  String text(String column, ColumnValues values) {
    String text = values.text();
    List<String> names = classes.get(column);
    if (text == null || names == null) {
      return text;
    }
    int number = text.matches("[0-9]{1,9}") ? Integer.parseInt(text) : -1;
    if (number >= 0 && number < names.size()) {
      return names.get(number);
    }
    return text.equals("-1") ? null : text;
  }

  private static ParquetColumns of(
      ColumnDescriptor key, Map<String, ColumnDescriptor> leaves, ParquetMetadata footer) {
    Map<String, ColumnDescriptor> texts = new TreeMap<>();
    leaves.forEach(
        (name, leaf) -> {
          if (!leaf.equals(key) && isText(leaf)) {
            texts.put(name, leaf);
          }
        });
    return new ParquetColumns(
        key, texts, classes(footer.getFileMetaData().getKeyValueMetaData().get("huggingface")));
  }

  private static Map<String, ColumnDescriptor> leaves(MessageType schema) {
    Map<String, ColumnDescriptor> leaves = new LinkedHashMap<>();
    for (ColumnDescriptor column : schema.getColumns()) {
      if (column.getMaxRepetitionLevel() == 0) {
        leaves.put(String.join(".", column.getPath()), column);
      }
    }
    return leaves;
  }

  private static boolean isBinary(ColumnDescriptor leaf) {
    return leaf.getPrimitiveType().getPrimitiveTypeName() == PrimitiveTypeName.BINARY
        && leaf.getPrimitiveType().getLogicalTypeAnnotation() == null;
  }

  private static boolean isText(ColumnDescriptor leaf) {
    return switch (leaf.getPrimitiveType().getPrimitiveTypeName()) {
      case INT32, INT64, FLOAT, DOUBLE, BOOLEAN -> true;
      case BINARY, FIXED_LEN_BYTE_ARRAY ->
          leaf.getPrimitiveType().getLogicalTypeAnnotation() != null;
      case INT96 -> false;
    };
  }

  private static Map<String, List<String>> classes(String metadata) {
    Map<String, List<String>> classes = new TreeMap<>();
    if (metadata != null) {
      try {
        JsonNode features = new ObjectMapper().readTree(metadata).at("/info/features");
        features
            .properties()
            .forEach(
                feature -> {
                  if (feature.getValue().path("_type").asText().equals("ClassLabel")) {
                    List<String> names = new ArrayList<>();
                    feature.getValue().path("names").forEach(name -> names.add(name.asText()));
                    classes.put(feature.getKey(), List.copyOf(names));
                  }
                });
      } catch (JsonProcessingException notTheirs) {
        return Map.of();
      }
    }
    return classes;
  }
}
