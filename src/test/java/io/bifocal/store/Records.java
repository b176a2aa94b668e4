package io.bifocal.store;

import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** Run records for tests. */
final class Records {
  private Records() {}

  static RunRecord of(String run) {
    return large(run, 1);
  }

  /** A record of {@code files} data files. */
  static RunRecord large(String run, int files) {
    return new RunRecord(
        run,
        "nightly",
        RunRecord.COMPLETE,
        "2026-11-22T02:00:00Z",
        "2026-11-22T02:00:07Z",
        7.25,
        "0.1.0",
        "4.1.0",
        "/photos/é \"quoted\"\n",
        "decoder 1, max-pixels 100, max-bytes 200",
        new RunRecord.Images(10, 7, 3, Map.of("empty", 1L, "corrupt", 2L), 4, 6, 5, 5, 1),
        new RunRecord.Work(5, 6, 1L << 40, 2, 3.5, Map.of("read", 0.5, "decode", 1.25)),
        List.of(
            new RunRecord.Produced(
                "features", "hog", "0123abcd", "{\"bins\":9}", 1764, 6, 1, 7, 0, 0.5, 1.25)),
        IntStream.range(0, files)
            .mapToObj(
                i -> new RunRecord.DataFile("features/part-" + i + ".parquet", i, 100L * i, "ab"))
            .toList(),
        List.of(new RunRecord.Wave(1.5, 4, 6)),
        List.of(
            new DriftFinding(
                "labels",
                "20261121T020000Z",
                "population stability index",
                1.5,
                0.001,
                0.25,
                DriftFinding.WARNING,
                "food 90 %")));
  }
}
