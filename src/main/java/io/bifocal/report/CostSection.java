package io.bifocal.report;

import io.bifocal.conf.ReportSettings;
import io.bifocal.store.RunRecord;

/** CPU time, energy and emissions of each producer, and of all else. */
final class CostSection {
  private CostSection() {}

  static void write(Html html, RunRecord record, ReportSettings factors) {
    double producers =
        record.producers().stream().mapToDouble(RunRecord.Produced::cpuSeconds).sum();
    // Clocks of threads and those of tasks are not the same.
    double total = Math.max(producers, record.work().executorCpuSeconds());
    html.open("section").element("h2", "Cost");
    html.element(
        "p",
        Amounts.duration(total)
            + " of CPU time, about "
            + Amounts.energy(factors.kilowattHours(total))
            + " and "
            + Amounts.mass(factors.gramsCo2(total))
            + " of CO2.");
    try (Table table =
        new Table(html, "What", "Share", "CPU seconds#", "ms an image#", "Energy#", "CO2#")) {
      for (RunRecord.Produced produced : record.producers()) {
        row(table, produced.name(), produced.cpuSeconds(), produced.computed(), total, factors);
      }
      row(
          table,
          "listing, reading, decoding, tables",
          total - producers,
          record.work().decoded(),
          total,
          factors);
      row(table, "all", total, record.work().decoded(), total, factors);
    }
    html.element(
        "p",
        "CPU time is that of the threads of Spark's tasks, retries included, threads of native"
            + " libraries and the driver not. Energy and CO2 are estimates by "
            + Amounts.number(factors.wattsPerCore())
            + " W a core and "
            + Amounts.number(factors.gramsCo2PerKwh())
            + " g/kWh; set report.watts-per-core and report.grams-co2-per-kwh to those of your"
            + " machines and grid.",
        "class",
        "quiet");
    html.close();
  }

  private static void row(
      Table table, String what, double seconds, long images, double total, ReportSettings factors) {
    table
        .row()
        .text(what)
        .bar(seconds, total)
        .number(Amounts.number(seconds))
        .number(images == 0 ? "–" : Amounts.number(1e3 * seconds / (double) images))
        .number(Amounts.energy(factors.kilowattHours(seconds)))
        .number(Amounts.mass(factors.gramsCo2(seconds)))
        .end();
  }
}
