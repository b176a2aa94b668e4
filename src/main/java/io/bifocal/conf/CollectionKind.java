package io.bifocal.conf;

/** The kinds of collection. */
public enum CollectionKind {
  /** A tree of files, one image each. */
  DIRECTORY
}
