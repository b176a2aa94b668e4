package io.bifocal.conf;

import java.io.Serializable;

/** The names of columns in tables that list or hold images. */
public record ColumnSettings(
    @Default("path")
        @Help(
            "manifest: where the file is, relative to collection.root (the folder of the manifest, where the manifest is the root), or in full")
        String path,
    @Default("image")
        @Help("parquet: the encoded bytes, as binary or as a struct of bytes and path")
        String image,
    @Default("label") @Help("label, as text or number; a table need not have it") String label,
    @Default("split") @Help("split; a table need not have it") String split,
    @Default("group") @Help("group; a table need not have it") String group)
    implements Serializable {

  /** The usual names. */
  public static final ColumnSettings DEFAULT =
      new ColumnSettings("path", "image", "label", "split", "group");
}
