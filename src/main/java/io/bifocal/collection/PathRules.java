package io.bifocal.collection;

import io.bifocal.conf.CollectionSettings;
import io.bifocal.conf.LabelRule;
import io.bifocal.conf.SplitRule;
import java.io.Serializable;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Which paths belong to the collection, and what they say of their files. */
final class PathRules implements Serializable {
  private static final Pattern GROUP_NAME = Pattern.compile("\\(\\?<([a-zA-Z][a-zA-Z0-9]*)>");
  private static final String LABEL = "label";

  private final List<Pattern> include;
  private final List<Pattern> exclude;
  private final Pattern pattern;
  private final List<String> groups;
  private final boolean labelFromParent;
  private final SplitRule split;

  PathRules(CollectionSettings settings) {
    this(settings, settings.labelRule());
  }

  /**
   * @param label where labels come from that no pattern gives
   */
  PathRules(CollectionSettings settings, LabelRule label) {
    include = settings.include().stream().map(Glob::compile).toList();
    exclude = settings.exclude().stream().map(Glob::compile).toList();
    pattern = settings.pattern().map(text -> Pattern.compile(text, Pattern.DOTALL)).orElse(null);
    groups = pattern == null ? List.of() : groups(pattern);
    labelFromParent = label == LabelRule.PARENT_FOLDER && !groups.contains(LABEL);
    split = settings.split();
  }

  /** Whether the file at {@code path} belongs to the collection. */
  boolean accept(String path) {
    return include.stream().anyMatch(glob -> glob.matcher(path).matches())
        && exclude.stream().noneMatch(glob -> glob.matcher(path).matches());
  }

  /** What {@code path} says of its file; of its pattern nothing where that does not match. */
  PathFacts describe(String path) {
    return describe(path, path);
  }

  /**
   * What {@code path} says of a member of an archive.
   *
   * @param member its path within the archive, with which {@code path} ends
   */
  PathFacts describe(String path, String member) {
    int start = path.length() - member.length();
    Map<String, String> found = new TreeMap<>();
    Span label = labelFromParent ? Span.ofParent(path, start) : Span.NOWHERE;
    if (pattern != null) {
      Matcher matcher = pattern.matcher(path);
      if (matcher.matches()) {
        for (String group : groups) {
          if (matcher.group(group) != null) {
            found.put(group, matcher.group(group));
          }
        }
        if (found.containsKey(LABEL)) {
          label = new Span(matcher.start(LABEL), matcher.end(LABEL));
        }
      }
    }
    String given = found.remove("split");
    String group = found.remove("group");
    found.remove(LABEL);
    return new PathFacts(
        label.of(path), split(folders(path, start), label, given), group, Map.copyOf(found));
  }

  /** The path with the archive as a folder of its own, each name where it was. */
  private static String folders(String path, int start) {
    return start == 0 ? path : path.substring(0, start - 1) + "/" + path.substring(start);
  }

  /**
   * What of {@code facts} counts: a split that something other than a hash gives is none where a
   * hash is to give it.
   */
  PathFacts allowed(PathFacts facts) {
    return split == SplitRule.GIVEN
        ? facts
        : new PathFacts(facts.label(), null, facts.group(), facts.attributes());
  }

  private String split(String path, Span label, String given) {
    if (split == SplitRule.CONTENT) {
      return null;
    }
    return given != null ? given : SplitFolders.split(path, label).orElse(null);
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
