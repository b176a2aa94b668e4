package io.bifocal.pipeline;

import io.bifocal.store.RunRecord;
import io.bifocal.store.Store;
import java.io.IOException;
import java.io.Serializable;
import org.apache.hadoop.fs.Path;

/**
 * Anything that turns a decoded image into a row of its table: an extractor or a model, as
 * configured.
 */
interface Producer extends Serializable {

  /** {@code features}, {@code predictions}, {@code pictures} or {@code keypoints}: the table. */
  String table();

  /** Its name in the table. */
  String name();

  /** 8 hexadecimal digits: what its rows depend on besides the image. */
  String version();

  /** What the version stands for, as canonical JSON. */
  String configuration();

  /** Values in a vector, in an embedding (0 for none), or in the descriptor of a keypoint. */
  int length();

  /** The folder of this version's rows, relative to the store. */
  default String folder() {
    return RunRecord.Produced.folder(table(), name(), version());
  }

  /** What a run record says of it. */
  default RunRecord.Produced record(
      long computed,
      long errors,
      long present,
      long missing,
      double cpuSeconds,
      double relativeCost) {
    return new RunRecord.Produced(
        table(),
        name(),
        version(),
        configuration(),
        length(),
        computed,
        errors,
        present,
        missing,
        cpuSeconds,
        relativeCost);
  }

  /** Opens it for one task, which writes its rows to {@code file}. */
  ProducerWorker<?> open(Store store, Path file) throws IOException;
}
