package io.bifocal.analysis.compare;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/** Samples made of labels and units. */
final class Samples {
  private Samples() {}

  /** Rows that are trained and tested with. */
  static Sample of(int classes, int[] labels, int[] units) {
    List<SampleRow> rows = new ArrayList<>();
    for (int row = 0; row < labels.length; row++) {
      rows.add(row(row, labels[row], units[row], true, true));
    }
    return sample(classes, rows);
  }

  static SampleRow row(int row, int label, int unit, boolean trains, boolean tests) {
    String id = String.format(Locale.ROOT, "%064d", row);
    return new SampleRow(id, row + ".png", label, unit, 10, 4, 4, trains, tests, false);
  }

  static Sample sample(int classes, List<SampleRow> rows) {
    return new Sample(
        "20260101T020000Z",
        IntStream.range(0, classes).mapToObj(label -> "class-" + label).toList(),
        rows,
        (int) rows.stream().mapToInt(SampleRow::unit).distinct().count(),
        rows.size(),
        0,
        List.of());
  }
}
