package io.bifocal.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Shares by row and set of features, as a heat table. */
final class Grid {
  private final String what;
  private final double darkest;
  private final ComparedSets sets;
  private final Map<String, Map<String, Double>> rows = new LinkedHashMap<>();
  private final Set<String> columns = new LinkedHashSet<>();

  /**
   * @param what rows are
   * @param darkest the share with the darkest ground
   * @param sets in whose order the columns are
   */
  Grid(String what, double darkest, ComparedSets sets) {
    this.sets = sets;
    this.what = what;
    this.darkest = darkest;
  }

  void put(String row, String set, double share) {
    columns.add(set);
    rows.computeIfAbsent(row, name -> new LinkedHashMap<>()).put(set, share);
  }

  void write(Html html) {
    html.open("div", "class", "heats");
    List<String> order = sets.inOrder(List.copyOf(columns));
    List<String> headings = new ArrayList<>(List.of(what));
    order.forEach(column -> headings.add(column + "#"));
    try (Table table = new Table(html, headings.toArray(String[]::new))) {
      rows.forEach(
          (row, shares) -> {
            table.row().heading(row);
            order.forEach(column -> table.heat(shares.getOrDefault(column, Double.NaN), darkest));
            table.end();
          });
    }
    html.close();
  }
}
