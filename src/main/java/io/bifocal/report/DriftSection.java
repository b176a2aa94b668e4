package io.bifocal.report;

import io.bifocal.store.DriftFinding;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;

/** What is different from other runs: what matters as sentences, all else folded away. */
final class DriftSection {
  private static final int MOST_ROWS = 200;

  private DriftSection() {}

  static void write(Html html, List<DriftFinding> findings) {
    html.open("section").element("h2", "Drift");
    List<DriftFinding> notable =
        findings.stream().filter(finding -> !finding.level().equals(DriftFinding.OK)).toList();
    if (findings.isEmpty()) {
      html.element("p", "This run was compared with no other.");
    } else if (notable.isEmpty()) {
      html.element("p", "Nothing beyond the thresholds, compared with " + against(findings) + ".");
    } else {
      html.open("ul", "class", "findings");
      for (DriftFinding finding : notable.subList(0, Math.min(MOST_ROWS, notable.size()))) {
        html.open("li", "class", finding.level())
            .element("b", finding.what())
            .text(" against " + finding.against() + ": " + finding.detail())
            .close();
      }
      html.close();
    }
    if (!findings.isEmpty()) {
      all(html, findings);
    }
    html.close();
  }

  private static void all(Html html, List<DriftFinding> findings) {
    html.open("details");
    html.element("summary", "All " + Amounts.count(findings.size(), "comparison"));
    try (Table table =
        new Table(html, "What", "Against", "Statistic", "Value#", "Threshold#", "p#", "Level")) {
      findings.stream()
          .sorted(Comparator.comparing(finding -> finding.level().equals(DriftFinding.OK)))
          .limit(MOST_ROWS)
          .forEach(
              finding ->
                  table
                      .row()
                      .text(finding.what())
                      .text(finding.against())
                      .text(finding.statistic())
                      .number(Amounts.number(finding.value()))
                      .number(Amounts.number(finding.threshold()))
                      .number(Amounts.number(finding.pValue()))
                      .text(finding.level())
                      .end());
    }
    if (findings.size() > MOST_ROWS) {
      html.element("p", "The rest is in the record of the run.", "class", "quiet");
    }
    html.close();
  }

  private static String against(List<DriftFinding> findings) {
    return findings.stream()
        .map(DriftFinding::against)
        .distinct()
        .collect(Collectors.joining(" and "));
  }
}
