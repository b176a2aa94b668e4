package io.bifocal.report;

import io.bifocal.store.RunRecord;

/** What to ask DuckDB first. */
public final class Queries {
  private Queries() {}

  /**
   * SQL for ten rows of the last producer that has any, or the rejects by reason.
   *
   * @param location of the store
   */
  public static String first(String location, RunRecord record) {
    String images = "'" + location + "/images/run=" + record.run() + "/*.parquet'";
    return record.producers().stream()
        .filter(produced -> produced.present() > 0)
        .reduce((first, second) -> second)
        .map(
            produced ->
                "SELECT i.path, i.label, t.* EXCLUDE (image_id) FROM "
                    + images
                    + " i JOIN '"
                    + location
                    + "/"
                    + produced.folder()
                    + "/*/*.parquet' t USING (image_id) LIMIT 10")
        .orElse("SELECT status, reason, count(*) FROM " + images + " GROUP BY ALL");
  }
}
