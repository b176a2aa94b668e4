package io.bifocal.store;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.parquet.column.ColumnReader;
import org.apache.parquet.column.impl.ColumnReadStoreImpl;
import org.apache.parquet.column.page.PageReadStore;
import org.apache.parquet.example.data.simple.convert.GroupRecordConverter;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.util.HadoopInputFile;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;
import org.apache.parquet.schema.Type;

/**
 * Reads the numbers of a data file of {@code features} or {@code predictions} straight from its
 * columns: the vector or embedding, then the score and the guards of a model.
 */
public final class NumberReader implements AutoCloseable {
  private static final List<String> VECTORS = List.of("vector", "embedding");

  private final ParquetFileReader file;
  private final MessageType schema;
  private final Optional<String> vector;
  private final boolean labelled;
  private final List<String> scalars = new ArrayList<>();

  /** Opens {@code path}. */
  public NumberReader(Path path, Configuration hadoop) throws IOException {
    file = ParquetFileReader.open(HadoopInputFile.fromPath(path, hadoop));
    MessageType all = file.getFooter().getFileMetaData().getSchema();
    List<Type> fields = new ArrayList<>();
    fields.add(all.getType("image_id"));
    vector = VECTORS.stream().filter(all::containsField).findAny();
    vector.ifPresent(name -> fields.add(all.getType(name)));
    labelled = all.containsField("label");
    if (labelled) {
      fields.add(all.getType("label"));
    }
    for (Type field : all.getFields()) {
      if (field.isPrimitive()
          && field.asPrimitiveType().getPrimitiveTypeName() == PrimitiveTypeName.FLOAT) {
        scalars.add(field.getName());
        fields.add(field);
      }
    }
    schema = new MessageType(all.getName(), fields);
    file.setRequestedSchema(schema);
  }

  /** What is told of a row. */
  @FunctionalInterface
  public interface Visitor {
    /**
     * A row.
     *
     * @param label null where it has none
     * @param values the vector, then the {@link NumberReader#scalars}; NaN where there is no value;
     *     filled anew for the next row
     */
    void row(String label, float[] values);
  }

  /** The names of the columns that hold one number a row: the score of a model, and its guards. */
  public List<String> scalars() {
    return List.copyOf(scalars);
  }

  /** The rows of the file. */
  public long rows() {
    return file.getRecordCount();
  }

  /**
   * Reads row by row.
   *
   * @param length values in a vector, 0 for none
   * @param wanted by image_id, the rows to be told of
   * @param most ends after so many of them
   */
  public void read(int length, Predicate<String> wanted, long most, Visitor visitor)
      throws IOException {
    float[] values = new float[length + scalars.size()];
    long told = 0;
    for (PageReadStore pages = file.readNextRowGroup();
        pages != null && told < most;
        pages = file.readNextRowGroup()) {
      ColumnReadStoreImpl columns =
          new ColumnReadStoreImpl(
              pages,
              new GroupRecordConverter(schema).getRootConverter(),
              schema,
              file.getFooter().getFileMetaData().getCreatedBy());
      ColumnReader ids = column(columns, "image_id");
      ColumnReader vectors =
          length == 0 ? null : column(columns, vector.orElseThrow(), "list", "element");
      ColumnReader labels = labelled ? column(columns, "label") : null;
      List<ColumnReader> numbers = scalars.stream().map(name -> column(columns, name)).toList();
      for (long row = 0; row < pages.getRowCount() && told < most; row++) {
        boolean take = wanted.test(text(ids));
        if (vectors != null) {
          vector(vectors, values, length, take);
        }
        for (int i = 0; i < numbers.size(); i++) {
          values[length + i] = number(numbers.get(i));
        }
        String label = labels == null ? null : text(labels);
        if (take) {
          visitor.row(label, values);
          told++;
        }
      }
    }
  }

  private ColumnReader column(ColumnReadStoreImpl columns, String... path) {
    return columns.getColumnReader(schema.getColumnDescription(path));
  }

  private static boolean isPresent(ColumnReader column) {
    return column.getCurrentDefinitionLevel() == column.getDescriptor().getMaxDefinitionLevel();
  }

  private static String text(ColumnReader column) {
    String text = isPresent(column) ? column.getBinary().toStringUsingUTF8() : null;
    column.consume();
    return text;
  }

  private static float number(ColumnReader column) {
    float number = isPresent(column) ? column.getFloat() : Float.NaN;
    column.consume();
    return number;
  }

  private static void vector(ColumnReader column, float[] values, int length, boolean take) {
    int at = 0;
    if (!isPresent(column)) {
      column.consume();
    } else {
      do {
        if (take && at < length) {
          values[at] = column.getFloat();
        } else {
          column.skip();
        }
        at++;
        column.consume();
      } while (column.getCurrentRepetitionLevel() > 0);
    }
    for (int i = Math.min(at, length); i < length; i++) {
      values[i] = Float.NaN;
    }
  }

  @Override
  public void close() throws IOException {
    file.close();
  }
}
