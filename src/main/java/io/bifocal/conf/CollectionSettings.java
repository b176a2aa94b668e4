package io.bifocal.conf;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/** Which files make up the collection, and what is known of them. */
public record CollectionSettings(
    @Help(
            "folder that holds the collection: a local path or any URI that Hadoop knows (s3a://…, hdfs://…); for kinds other than directory also a single file, or a glob of files such as shards/train-{00000..00099}.tar")
        String root,
    @Default("directory")
        @Help(
            "directory: a tree of files, one image each; webdataset: tar shards (.tar, .tar.gz, .tgz, .tar.zst); parquet: Parquet files with encoded images; manifest: a table of paths")
        CollectionKind kind,
    @Default("[\"**\"]")
        @Help(
            "globs of the files to take (images, shards, tables), relative to the root; ** crosses folders, {00000..00099} counts")
        List<String> include,
    @Default("[]") @Help("globs of the files to leave out; stronger than include")
        List<String> exclude,
    @Help(
            "parent-folder (what a directory means without it, and without a pattern), sidecar (a file of the same name ending .cls, .json or .txt, in this order; what a webdataset means), column (what a parquet or manifest means) or none; a pattern with a group label goes before")
        Optional<LabelRule> label,
    @Default("label")
        @Help("field of a .json sidecar that holds the label; a dot goes into an object")
        String labelField,
    @Help(
            "regular expression over the whole path of an image; its named groups label, split and group give these columns, further ones go to attributes; a path that it does not match has none of them")
        Optional<String> pattern,
    @Help(
            "table of paths, as CSV with a header, JSON lines (.jsonl, .ndjson) or Parquet: for kind manifest the files that make up the collection (without it manifest.csv, .jsonl or .parquet in the root, or the root itself); for kind directory it is joined by path, for labels and whatever else its columns say")
        Optional<String> manifest,
    @Help(
            "what separates the columns of a CSV manifest; without it comma, semicolon, tab or bar, whichever its header has")
        Optional<String> delimiter,
    @Default("{}") @Help("names of the columns in a manifest or in Parquet files")
        ColumnSettings columns,
    @Default("given")
        @Help(
            "given: what the pattern, a column or a sidecar says, otherwise a folder called train, val or test; content: assigned by a hash of the group, or of the content where there is none, so that neither stands on both sides")
        SplitRule split,
    @Default("{ train = 80%, val = 10%, test = 10% }")
        @Help("with split = content: the splits and their shares, which make 100% together")
        Map<String, String> splitShares) {

  public CollectionSettings {
    if (root.isBlank()) {
      throw new UserError("root is empty; give the folder that holds the collection");
    }
    label.ifPresent(rule -> check(rule, kind, manifest));
    Shares.percentages(splitShares);
    if (delimiter.filter(text -> text.length() != 1 || "\"\r\n".contains(text)).isPresent()) {
      throw new UserError(
          "delimiter = '" + delimiter.get() + "' is not one character; give , or ; or \"\\t\"");
    }
    if (label.isPresent() && pattern.filter(text -> text.contains("(?<label>")).isPresent()) {
      throw new UserError(
          "label and pattern are both set; a pattern gives the label itself, by its group (?<label>…)");
    }
    pattern.ifPresent(
        text -> {
          try {
            Pattern.compile(text);
          } catch (PatternSyntaxException e) {
            throw new UserError("pattern is not a regular expression: " + e.getMessage(), e);
          }
        });
  }

  /** Where labels come from that no pattern gives: what is set, or else the usual of the kind. */
  public LabelRule labelRule() {
    return label.orElseGet(
        () ->
            switch (kind) {
              case DIRECTORY -> pattern.isPresent() ? LabelRule.NONE : LabelRule.PARENT_FOLDER;
              case WEBDATASET -> LabelRule.SIDECAR;
              case PARQUET, MANIFEST -> LabelRule.COLUMN;
            });
  }

  /** The same with other globs of files to take. */
  public CollectionSettings including(List<String> globs) {
    return new CollectionSettings(
        root,
        kind,
        globs,
        exclude,
        label,
        labelField,
        pattern,
        manifest,
        delimiter,
        columns,
        split,
        splitShares);
  }

  private static void check(LabelRule rule, CollectionKind kind, Optional<String> manifest) {
    boolean files = kind == CollectionKind.DIRECTORY;
    if (rule == LabelRule.SIDECAR && !files && kind != CollectionKind.WEBDATASET) {
      throw new UserError(
          "label = sidecar needs files beside the images, which kind = "
              + Names.kebab(kind)
              + " does not look for; use it with kind = directory or webdataset");
    }
    if (rule == LabelRule.COLUMN && kind == CollectionKind.WEBDATASET) {
      throw new UserError(
          "label = column needs a table, which kind = webdataset does not have; use sidecar");
    }
    if (rule == LabelRule.COLUMN && files && manifest.isEmpty()) {
      throw new UserError(
          "label = column needs a table; name one with collection.manifest, or set kind to parquet"
              + " or manifest");
    }
  }
}
