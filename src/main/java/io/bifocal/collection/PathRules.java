package io.bifocal.collection;

import io.bifocal.conf.CollectionKind;
import io.bifocal.conf.CollectionSettings;
import io.bifocal.conf.LabelRule;
import java.io.Serializable;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Which paths belong to the collection, and what they say of their files. */
final class PathRules implements Serializable {
  private static final Pattern GROUP_NAME = Pattern.compile("\\(\\?<([a-zA-Z][a-zA-Z0-9]*)>");

  private final List<Pattern> include;
  private final List<Pattern> exclude;
  private final Pattern pattern;
  private final List<String> groups;
  private final boolean labelFromParent;

  PathRules(CollectionSettings settings) {
    include = settings.include().stream().map(Glob::compile).toList();
    exclude = settings.exclude().stream().map(Glob::compile).toList();
    pattern = settings.pattern().map(text -> Pattern.compile(text, Pattern.DOTALL)).orElse(null);
    groups = pattern == null ? List.of() : groups(pattern);
    LabelRule unset =
        settings.kind() == CollectionKind.WEBDATASET ? LabelRule.SIDECAR : LabelRule.PARENT_FOLDER;
    labelFromParent = settings.label().orElse(unset) == LabelRule.PARENT_FOLDER;
  }

  /** Whether the file at {@code path} belongs to the collection. */
  boolean accept(String path) {
    return include.stream().anyMatch(glob -> glob.matcher(path).matches())
        && exclude.stream().noneMatch(glob -> glob.matcher(path).matches());
  }

  /** What {@code path} says of its file; nothing where the pattern does not match. */
  PathFacts describe(String path) {
    return describe(path, path);
  }

  /**
   * What {@code path} says of a member of an archive.
   *
   * @param member its path within the archive, whose folders are its folders
   */
  PathFacts describe(String path, String member) {
    if (pattern == null) {
      return new PathFacts(labelFromParent ? parent(member) : null, null, null, Map.of());
    }
    Map<String, String> found = new TreeMap<>();
    Matcher matcher = pattern.matcher(path);
    if (matcher.matches()) {
      for (String group : groups) {
        if (matcher.group(group) != null) {
          found.put(group, matcher.group(group));
        }
      }
    }
    return new PathFacts(
        found.remove("label"), found.remove("split"), found.remove("group"), Map.copyOf(found));
  }

  private static String parent(String path) {
    int end = path.lastIndexOf('/');
    return end < 0 ? null : path.substring(path.lastIndexOf('/', end - 1) + 1, end);
  }

  private static List<String> groups(Pattern pattern) {
    return GROUP_NAME
        .matcher(pattern.pattern())
        .results()
        .map(found -> found.group(1))
        .filter(name -> isGroup(pattern, name))
        .toList();
  }

  /** What looks like a named group may be escaped or stand in brackets. */
  private static boolean isGroup(Pattern pattern, String name) {
    Matcher matchesNothing = Pattern.compile("|" + pattern.pattern()).matcher("");
    if (!matchesNothing.matches()) {
      throw new IllegalStateException("an empty alternative always matches");
    }
    try {
      return matchesNothing.group(name) == null;
    } catch (IllegalArgumentException isNone) {
      return false;
    }
  }
}
