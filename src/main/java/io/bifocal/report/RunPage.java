package io.bifocal.report;

import io.bifocal.conf.ReportSettings;
import io.bifocal.store.DriftFinding;
import io.bifocal.store.RunRecord;
import java.util.List;
import java.util.Locale;

/**
 * The page of a run. Self-contained: no script, nothing from elsewhere; light or dark as the
 * reader's device is.
 */
final class RunPage {
  private final Html html = new Html();
  private final RunRecord record;
  private final String location;

  private RunPage(RunRecord record, String location) {
    this.record = record;
    this.location = location;
  }

  /**
   * Writes the page.
   *
   * @param location of the store
   * @param samples rejected files to show
   * @param drift what was found; empty where nothing was compared
   */
  static String of(
      RunRecord record,
      String location,
      ReportSettings factors,
      Verdict verdict,
      List<RejectSample> samples,
      List<DriftFinding> drift) {
    RunPage page = new RunPage(record, location);
    Html html = page.html;
    PageHead.write(html, "Run " + record.run(), Style.CSS);
    html.open("body");
    page.verdict(verdict);
    page.changes();
    page.unfinished();
    RejectSection.write(html, record.images(), samples);
    page.throughput();
    CostSection.write(html, record, factors);
    DriftSection.write(html, drift);
    page.tables();
    page.foot();
    html.close().close();
    return html.toString();
  }

  private void verdict(Verdict verdict) {
    String level = verdict.level().name().toLowerCase(Locale.ROOT);
    html.open("section", "class", "verdict " + level);
    html.open("h1")
        .text("Run ")
        .element("span", record.run(), "class", "run")
        .text(" ")
        .element("span", record.job(), "class", "job")
        .close();
    html.element("p", verdict.sentence(), "class", "sentence");
    html.element("p", record.collection() + " → " + location, "class", "quiet");
    html.element("p", record.started() + " to " + record.finished(), "class", "quiet");
    html.close();
  }

  private void changes() {
    RunRecord.Images images = record.images();
    html.open("section").element("h2", "What changed");
    html.open("div", "class", "tiles");
    tile(images.listed(), "files listed");
    tile(images.fresh(), "new or changed");
    tile(images.unchanged(), "unchanged");
    tile(images.gone(), "gone");
    tile(images.ok(), "hold an image");
    tile(images.rejected(), "rejected");
    tile(images.distinct(), "different images");
    tile(images.unlabelled(), "without a label");
    html.close();
    if (record.producers().isEmpty()) {
      html.element("p", "This run computed no features: it had no extractors and no models.");
    } else {
      try (Table table =
          new Table(
              html,
              "Producer",
              "Kind",
              "Version",
              "Computed#",
              "Errors#",
              "Present#",
              "Missing#")) {
        for (RunRecord.Produced produced : record.producers()) {
          table
              .row()
              .text(produced.name())
              .text(produced.kind())
              .code(produced.version())
              .number(produced.computed())
              .number(produced.errors())
              .number(produced.present())
              .number(produced.missing())
              .end();
        }
      }
    }
    html.close();
  }

  private void tile(long count, String what) {
    html.open("div", "class", count == 0 ? "tile none" : "tile")
        .element("b", Amounts.count(count))
        .element("span", what)
        .close();
  }

  private void unfinished() {
    html.open("section").element("h2", "What was not finished");
    if (!record.outcome().equals(RunRecord.STOPPED)) {
      html.element("p", "Nothing: the run did all that there was to do.");
    } else {
      double seconds = Remaining.seconds(record);
      html.element(
          "p",
          "The deadline came first. "
              + (record.producers().isEmpty()
                  ? "Some images were not decoded yet."
                  : Amounts.count(Remaining.rows(record), "row") + " are missing.")
              + " The next run goes on where this one ended"
              + (seconds > 0
                  ? ", with about "
                      + Amounts.duration(seconds)
                      + " of work at the speed of this one."
                  : "."));
      html.open("ul");
      for (RunRecord.Produced produced : record.producers()) {
        if (produced.missing() > 0) {
          html.element(
              "li",
              produced.name()
                  + " lacks "
                  + Amounts.count(produced.missing(), "image")
                  + " of "
                  + Amounts.count(produced.missing() + produced.present())
                  + " ("
                  + Amounts.share(
                      (double) produced.missing(), (double) produced.missing() + produced.present())
                  + ")");
        }
      }
      html.close();
    }
    html.close();
  }

  private void throughput() {
    Throughput throughput = Throughput.of(record);
    html.open("section").element("h2", "Throughput");
    if (throughput.images() == 0) {
      html.element("p", "No image was decoded.");
    } else {
      html.element(
          "p",
          Amounts.count(throughput.images(), "image")
              + " in "
              + Amounts.count(record.work().waves(), "wave")
              + " and "
              + Amounts.duration(throughput.busy())
              + ", "
              + Amounts.number(throughput.mean())
              + " images/s; "
              + Amounts.bytes((double) record.work().bytesRead())
              + " read. Before the first wave the collection is listed and the work planned; after"
              + " the last one the tables are written.");
      ThroughputChart.write(html, throughput);
    }
    html.close();
  }

  private void tables() {
    html.open("section").element("h2", "Tables");
    html.open("ul");
    table("images/run=" + record.run(), record.images().listed());
    for (RunRecord.Produced produced : record.producers()) {
      if (produced.present() > 0) {
        table(produced.folder(), produced.present());
      }
    }
    html.close();
    html.element("p", "They are Parquet, in " + location + ". With DuckDB:");
    html.element("pre", Queries.first(location, record), "tabindex", "0");
    html.close();
  }

  private void table(String folder, long rows) {
    html.open("li").element("code", folder).text(" " + Amounts.count(rows, "row")).close();
  }

  private void foot() {
    html.element(
        "footer",
        "Bifocal "
            + record.bifocal()
            + " on Spark "
            + record.spark()
            + "; the same numbers are in "
            + record.run()
            + ".json");
  }
}
