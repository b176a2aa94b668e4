package io.bifocal.conf;

/** The kinds of collection. */
public enum CollectionKind {
  /** A tree of files, one image each. */
  DIRECTORY,
  /** Tar shards as WebDataset defines them. */
  WEBDATASET,
  /** Parquet files with a column of encoded images. */
  PARQUET,
  /** A table that names the files. */
  MANIFEST
}
