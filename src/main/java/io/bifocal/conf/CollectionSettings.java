package io.bifocal.conf;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/** Which files make up the collection, and what their paths say of them. */
public record CollectionSettings(
    @Help(
            "folder that holds the collection: a local path or any URI that Hadoop knows (s3a://…, hdfs://…)")
        String root,
    @Default("directory") @Help("directory: a tree of files, one image each") CollectionKind kind,
    @Default("[\"**\"]")
        @Help("globs of the paths to take, relative to the root; ** crosses folders")
        List<String> include,
    @Default("[]") @Help("globs of the paths to leave out; stronger than include")
        List<String> exclude,
    @Help("where there is no pattern: parent-folder (what not setting it means) or none")
        Optional<LabelRule> label,
    @Help(
            "regular expression over the whole relative path; its named groups label, split and group give these columns, further ones go to attributes; a path that it does not match has none of them")
        Optional<String> pattern) {

  public CollectionSettings {
    if (root.isBlank()) {
      throw new UserError("root is empty; give the folder that holds the collection");
    }
    if (label.isPresent() && pattern.isPresent()) {
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
}
