package io.bifocal.report;

import io.bifocal.analysis.compare.Comparison;

/**
 * The page of a comparison. Self-contained: no script, nothing from elsewhere, less than 5 MB;
 * light or dark as the reader's device is.
 */
public final class ComparePage {
  private ComparePage() {}

  /** Writes the page, as HTML that is well-formed XML too. */
  public static String of(Comparison comparison) {
    ComparedSets sets = new ComparedSets(comparison);
    Html html = new Html();
    PageHead.write(html, "Comparison " + comparison.run(), CompareStyle.CSS);
    html.open("body");
    CompareVerdict.write(html, comparison);
    DataSection.write(html, comparison);
    CurveSection.write(html, comparison, sets);
    AreaSection.write(html, comparison);
    ContrastSection.write(html, comparison, sets);
    ParetoSection.write(html, comparison, sets);
    RobustnessSection.write(html, comparison.robustness(), sets);
    ShiftSection.write(html, comparison.shift(), sets);
    CalibrationSection.write(html, sets);
    ConfusionSection.write(html, comparison, sets);
    SliceSection.write(html, sets);
    PriorSection.write(html, sets);
    ImportanceSection.write(html, comparison);
    ExampleSection.write(html, comparison.examples());
    MethodSection.write(html, comparison);
    html.element(
        "footer",
        "Bifocal "
            + comparison.bifocal()
            + "; the same numbers are in comparison.json of run "
            + comparison.run());
    html.close().close();
    return html.toString();
  }
}
