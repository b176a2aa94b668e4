package io.bifocal.analysis.compare;

import java.io.Serializable;

/**
 * A content that takes part in a comparison.
 *
 * @param imageId 64 hexadecimal digits
 * @param path of one of its files, the first by name
 * @param label index of its class; -1 where nobody said
 * @param unit number of what must not be torn apart: images of one group, and groups that share an
 *     image; -1 where there is no class
 * @param bytes size of its file
 * @param width pixels
 * @param height pixels
 * @param trains whether it may be trained on
 * @param tests whether it may be tested on
 * @param asked whether it has no label, and classifiers say how frequent classes are among such
 */
record SampleRow(
    String imageId,
    String path,
    int label,
    int unit,
    long bytes,
    int width,
    int height,
    boolean trains,
    boolean tests,
    boolean asked)
    implements Serializable {

  /** Whether it is trained or tested with. */
  boolean isUsed() {
    return trains || tests;
  }

  /** The folder that the file lies in, empty for the root. */
  String folder() {
    int slash = path.lastIndexOf('/');
    return slash < 0 ? "" : path.substring(0, slash);
  }

  /** The same, which takes no part. */
  SampleRow aside() {
    return new SampleRow(imageId, path, label, unit, bytes, width, height, false, false, false);
  }
}
