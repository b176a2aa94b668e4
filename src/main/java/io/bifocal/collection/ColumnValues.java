package io.bifocal.collection;

import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.column.ColumnReader;
import org.apache.parquet.column.impl.ColumnReadStoreImpl;
import org.apache.parquet.column.page.PageReadStore;
import org.apache.parquet.column.page.PageReader;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.io.api.Converter;
import org.apache.parquet.io.api.GroupConverter;
import org.apache.parquet.io.api.PrimitiveConverter;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.PrimitiveType;

/**
 * The values of a column without lists in one row group, row by row, at most one page of them in
 * memory. Whatever is wrong with the file is thrown as some unchecked exception.
 */
final class ColumnValues {
  private final ColumnPages pages;
  private final ColumnDescriptor column;
  private final MessageType schema;
  private final String createdBy;
  private ColumnReader reader;
  private long row;

  /**
   * @param createdBy what the footer says of the program that wrote the file
   */
  ColumnValues(ColumnPages pages, ColumnDescriptor column, MessageType schema, String createdBy) {
    this.pages = pages;
    this.column = column;
    this.schema = schema;
    this.createdBy = createdBy;
  }

  /** Goes to a row of the group, in any order; forwards is cheap. */
  void goTo(long wanted) {
    if (reader == null || wanted < row || wanted >= pages.rowsBefore()) {
      pages.goTo(wanted);
      row = pages.rowsBefore();
      reader = open();
    }
    while (row < wanted) {
      if (!isNull()) {
        reader.skip();
      }
      reader.consume();
      row++;
    }
  }

  boolean isNull() {
    return reader.getCurrentDefinitionLevel() < column.getMaxDefinitionLevel();
  }

  /** The value of this row, which is not null; of a binary column. */
  Binary binary() {
    return reader.getBinary();
  }

  /** The value of this row as text, as its type is written; null for none. */
  String text() {
    if (isNull()) {
      return null;
    }
    PrimitiveType type = column.getPrimitiveType();
    return switch (type.getPrimitiveTypeName()) {
      case INT32 -> type.stringifier().stringify(reader.getInteger());
      case INT64 -> type.stringifier().stringify(reader.getLong());
      case FLOAT -> type.stringifier().stringify(reader.getFloat());
      case DOUBLE -> type.stringifier().stringify(reader.getDouble());
      case BOOLEAN -> type.stringifier().stringify(reader.getBoolean());
      case BINARY, FIXED_LEN_BYTE_ARRAY, INT96 -> type.stringifier().stringify(reader.getBinary());
    };
  }

  private ColumnReader open() {
    PageReadStore store =
        new PageReadStore() {
          @Override
          public PageReader getPageReader(ColumnDescriptor descriptor) {
            return pages;
          }

          @Override
          public long getRowCount() {
            return pages.getTotalValueCount();
          }
        };
    return new ColumnReadStoreImpl(store, new Unused(column.getPath().length), schema, createdBy)
        .getColumnReader(column);
  }

  /** Parquet wants to know where values go to; they are asked for one by one. */
  private static final class Unused extends GroupConverter {
    private final int depth;

    Unused(int depth) {
      this.depth = depth;
    }

    @Override
    public Converter getConverter(int field) {
      return depth > 1 ? new Unused(depth - 1) : new PrimitiveConverter() {};
    }

    @Override
    public void start() {
      // Nothing is converted.
    }

    @Override
    public void end() {
      // Nothing is converted.
    }
  }
}
