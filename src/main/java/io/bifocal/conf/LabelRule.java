package io.bifocal.conf;

/** Where the label of a file comes from when no path pattern says so. */
public enum LabelRule {
  /** The name of the folder that holds the file; none for files at the root. */
  PARENT_FOLDER,
  /** Files have no label. */
  NONE
}
