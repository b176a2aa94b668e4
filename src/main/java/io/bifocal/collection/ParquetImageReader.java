package io.bifocal.collection;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import org.apache.parquet.hadoop.metadata.ParquetMetadata;

/**
 * Reads images out of Parquet files, one page at a time. In the order of container and position
 * every page is read once; any other order works.
 */
final class ParquetImageReader implements ImageReader {
  private final FileTree tree;
  private final TableFacts facts;
  private String container;
  private ParquetInput input;
  private ParquetMetadata footer;
  private RowGroup group;
  private ColumnValues images;

  ParquetImageReader(FileTree tree, TableFacts facts) {
    this.tree = tree;
    this.facts = facts;
  }

  @Override
  public int concurrency() {
    return 1;
  }

  @Override
  public InputStream open(Location location) throws IOException {
    try {
      enter(location.container());
      enter(location.position());
      images.goTo(location.position() - group.firstRow());
      if (images.isNull()) {
        throw new IOException("the image of this row is null");
      }
      return new ByteArrayInputStream(images.binary().getBytes());
    } catch (IOException | RuntimeException e) {
      // What was begun before the failure is not to be gone on with.
      close();
      throw e;
    }
  }

  @Override
  public void close() {
    container = null;
    leaveGroup();
  }

  private void enter(String file) throws IOException {
    if (file.equals(container)) {
      return;
    }
    close();
    Entry entry = tree.entry(file).orElseThrow(() -> new IOException(file + " is gone"));
    input = new ParquetInput(tree, entry);
    try {
      footer = input.footer();
    } catch (RefusedException e) {
      throw new IOException(file + ": " + e.getMessage(), e);
    }
    container = file;
  }

  private void enter(long row) throws IOException {
    if (group != null && row >= group.firstRow() && row < group.firstRow() + group.rows()) {
      return;
    }
    leaveGroup();
    long first = 0;
    for (int i = 0; i < footer.getBlocks().size(); i++) {
      first += footer.getBlocks().get(i).getRowCount();
      if (row < first) {
        group = new RowGroup(input, footer, i);
        images = group.values(ParquetColumns.ofImages(container, footer, facts).key());
        return;
      }
    }
    throw new IOException(container + " has no row " + row);
  }

  private void leaveGroup() {
    try {
      if (group != null) {
        group.close();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      group = null;
    }
  }
}
