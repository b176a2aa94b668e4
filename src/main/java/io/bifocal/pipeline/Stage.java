package io.bifocal.pipeline;

import io.bifocal.conf.Names;

/** What the pass does with an image besides handing it to producers, in the order of the work. */
public enum Stage {
  /** Fetching the bytes, by the threads that read ahead. */
  READ,
  /** The identity of the bytes: SHA-256. */
  HASH,
  /** Looking at the header and the structure of the file. */
  PROBE,
  /** Making the picture. */
  DECODE,
  /** Handing rows to the Parquet writer, which encodes and compresses them. */
  ENCODE,
  /** Ending the files. */
  WRITE;

  /** As records and tables name it. */
  public String label() {
    return Names.kebab(this);
  }
}
