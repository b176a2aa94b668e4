package io.bifocal.pipeline;

import io.bifocal.store.Store;
import java.io.IOException;
import java.io.Serializable;
import org.apache.hadoop.fs.Path;

/**
 * Anything that turns a decoded image into a row of its table: an extractor or a model, as
 * configured.
 */
interface Producer extends Serializable {

  /** {@code features} or {@code predictions}: the table. */
  String table();

  /** Its name in the table. */
  String name();

  /** 8 hexadecimal digits: what its rows depend on besides the image. */
  String version();

  /** What the version stands for, as canonical JSON. */
  String configuration();

  /** Values in a vector, or in an embedding; 0 for none. */
  int length();

  /** The column of {@link #table()} that holds that many values. */
  String vectorColumn();

  /** The folder of this version's rows, relative to the store. */
  String folder();

  /** Opens it for one task, which writes its rows to {@code file}. */
  ProducerWorker open(Store store, Path file) throws IOException;
}
