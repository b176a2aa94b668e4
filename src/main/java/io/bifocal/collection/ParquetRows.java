package io.bifocal.collection;

import io.bifocal.conf.UserError;
import java.io.IOException;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.TreeMap;
import org.apache.parquet.hadoop.metadata.ParquetMetadata;

/**
 * The rows of one row group in some form: those that can be read, and where the group is damaged a
 * last one that says so.
 *
 * @param <T> what becomes of a row
 */
final class ParquetRows<T> implements Iterator<T> {
  private final Form<T> form;
  private final Entry file;
  private final RowGroup group;
  private final ParquetColumns columns;
  private final ColumnValues key;
  private final Map<String, ColumnValues> texts = new TreeMap<>();
  private long done;
  private T next;

  /** What becomes of a row. */
  interface Form<T> extends Serializable {

    /** The columns that it needs. */
    ParquetColumns columns(Entry file, ParquetMetadata footer);

    /**
     * A row.
     *
     * @param number in the file, from 0
     * @param key its value in the column of paths or images
     * @param texts its other values, null ones left out
     */
    T row(Entry file, long number, ColumnValues key, Map<String, String> texts);

    /** What cannot be read. */
    T refused(Entry file, RefusedException why);
  }

  private ParquetRows(Form<T> form, Entry file, ParquetColumns columns, RowGroup group) {
    this.form = form;
    this.file = file;
    this.group = group;
    this.columns = columns;
    this.key = group.values(columns.key());
    columns.texts().forEach((name, column) -> texts.put(name, group.values(column)));
    advance();
  }

  /** The numbers of the row groups of {@code file}; −1 stands for a file that cannot be read. */
  static List<Integer> groups(FileTree tree, Entry file) {
    List<Integer> groups = new ArrayList<>();
    try {
      int count = new ParquetInput(tree, file).footer().getBlocks().size();
      for (int i = 0; i < count; i++) {
        groups.add(i);
      }
    } catch (RefusedException e) {
      groups.add(-1);
    }
    return groups;
  }

  /** The rows of a row group, by its number as {@link #groups} gives it. */
  static <T> Iterator<T> of(FileTree tree, Entry file, int number, Form<T> form) {
    RowGroup group = null;
    try {
      ParquetInput input = new ParquetInput(tree, file);
      ParquetMetadata footer = input.footer();
      if (number < 0 || number >= footer.getBlocks().size()) {
        throw new RefusedException("unreadable", "the file changed while it was listed");
      }
      ParquetColumns columns = form.columns(file, footer);
      group = new RowGroup(input, footer, number);
      return new ParquetRows<>(form, file, columns, group);
    } catch (RefusedException e) {
      return List.of(form.refused(file, e)).iterator();
    } catch (UserError e) {
      RefusedException why = new RefusedException("unreadable", e.getMessage());
      return List.of(form.refused(file, why)).iterator();
    } catch (IOException | RuntimeException e) {
      close(group);
      RefusedException why = RefusedException.of(e, "row group " + number);
      return List.of(form.refused(file, why)).iterator();
    }
  }

  @Override
  public boolean hasNext() {
    return next != null;
  }

  @Override
  public T next() {
    if (next == null) {
      throw new NoSuchElementException();
    }
    T row = next;
    advance();
    return row;
  }

  private void advance() {
    if (done == group.rows()) {
      next = null;
      close(group);
      return;
    }
    try {
      key.goTo(done);
      Map<String, String> row = new TreeMap<>();
      for (Map.Entry<String, ColumnValues> column : texts.entrySet()) {
        column.getValue().goTo(done);
        String text = columns.text(column.getKey(), column.getValue());
        if (text != null) {
          row.put(column.getKey(), text);
        }
      }
      next = form.row(file, group.firstRow() + done, key, row);
      done++;
    } catch (RuntimeException e) {
      String where = "from row " + (group.firstRow() + done) + " to the end of its row group";
      next = form.refused(file, RefusedException.of(e, where));
      done = group.rows();
    }
  }

  private static void close(RowGroup group) {
    try {
      if (group != null) {
        group.close();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
