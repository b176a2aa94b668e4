package io.bifocal.store;

import java.util.List;

/**
 * What a vacuum did: {@code upkeep/<run>.json}. With the records of the runs it says which data
 * files there are: what these and vacuums added, without what vacuums removed.
 *
 * @param run name of the vacuum, its start in UTC; rewritten files lie in folders of that name
 * @param started ISO-8601, UTC
 * @param seconds wall time; of a vacuum that was killed, 0
 * @param bifocal version of Bifocal
 * @param dropped names of the runs that were dropped
 * @param removed data files that are gone
 * @param added data files that were written or moved, and those of dropped runs that stay
 * @param rows rows that were dropped, as no kept run has their content
 * @param filesBefore data files in all tables
 * @param filesAfter data files in all tables; of a vacuum that was killed, 0
 * @param bytesBefore bytes of these files
 * @param bytesAfter bytes of these files; of a vacuum that was killed, 0
 */
public record UpkeepRecord(
    String run,
    String started,
    double seconds,
    String bifocal,
    List<String> dropped,
    List<String> removed,
    List<RunRecord.DataFile> added,
    long rows,
    long filesBefore,
    long filesAfter,
    long bytesBefore,
    long bytesAfter) {

  /** What the whole of a vacuum ended with. */
  UpkeepRecord ended(double seconds, StoreSize after) {
    return new UpkeepRecord(
        run,
        started,
        seconds,
        bifocal,
        dropped,
        removed,
        added,
        rows,
        filesBefore,
        after.files(),
        bytesBefore,
        after.bytes());
  }
}
