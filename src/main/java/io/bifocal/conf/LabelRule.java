package io.bifocal.conf;

/** Where labels come from. */
public enum LabelRule {
  /** The name of the folder that holds the file; none for files at the root. */
  PARENT_FOLDER,
  /** A file of the same name beside the image: {@code .cls}, {@code .json} or {@code .txt}. */
  SIDECAR,
  /** A column of the table that lists or holds the images. */
  COLUMN,
  /** There are none. */
  NONE
}
