package io.bifocal.collection;

import io.bifocal.conf.CollectionSettings;
import io.bifocal.conf.ColumnSettings;
import io.bifocal.conf.LabelRule;
import io.bifocal.conf.Names;
import io.bifocal.conf.UserError;
import java.io.Serializable;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What the columns of a table say of an image. Columns are stronger than the path; further ones are
 * attributes.
 *
 * @param columns their names
 * @param key name of the column of paths or images
 * @param givesLabels whether a label is taken from its column
 * @param needsLabels whether there has to be one
 */
record TableFacts(ColumnSettings columns, String key, boolean givesLabels, boolean needsLabels)
    implements Serializable {

  /** The facts of a table whose column {@code key} holds the paths or the images. */
  static TableFacts of(CollectionSettings settings, String key) {
    LabelRule rule = settings.label().orElse(LabelRule.COLUMN);
    return new TableFacts(
        settings.columns(),
        key,
        rule == LabelRule.COLUMN,
        settings.label().filter(LabelRule.COLUMN::equals).isPresent());
  }

  /**
   * Checks that a table has the columns that it has to.
   *
   * @param table what to call it
   * @throws UserError naming the nearest column
   */
  void check(String table, Collection<String> names) {
    require(table, names, key, true);
    ColumnSettings usual = ColumnSettings.DEFAULT;
    boolean labelIsNamed = givesLabels && !columns.label().equals(usual.label());
    require(table, names, columns.label(), needsLabels || labelIsNamed);
    require(table, names, columns.split(), !columns.split().equals(usual.split()));
    require(table, names, columns.group(), !columns.group().equals(usual.group()));
  }

  /** What a row says, by the names of its columns; an empty text is none. */
  PathFacts facts(Map<String, String> row, PathFacts fromPath) {
    Map<String, String> rest = new TreeMap<>(fromPath.attributes());
    row.forEach(
        (name, text) -> {
          if (!isNone(text) && !isKnown(name)) {
            rest.put(name, text);
          }
        });
    return new PathFacts(
        givesLabels ? either(row.get(columns.label()), fromPath.label()) : fromPath.label(),
        either(row.get(columns.split()), fromPath.split()),
        either(row.get(columns.group()), fromPath.group()),
        Map.copyOf(rest));
  }

  private boolean isKnown(String name) {
    return List.of(key, columns.label(), columns.split(), columns.group()).contains(name);
  }

  private static String either(String strong, String weak) {
    return isNone(strong) ? weak : strong;
  }

  private static boolean isNone(String text) {
    return text == null || text.isEmpty();
  }

  private static void require(String table, Collection<String> names, String name, boolean needed) {
    if (needed && !names.contains(name)) {
      throw new UserError(
          table
              + ": "
              + Names.unknown("column", name, names)
              + "; collection.columns says what the columns are called");
    }
  }
}
