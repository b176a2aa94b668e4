package io.bifocal.conf;

/** By what the report of a run estimates energy and emissions from CPU time. */
public record ReportSettings(
    @Default("10")
        @Help(
            "watts that a busy core draws, with its share of memory, power supply and cooling, 0 to 1000; an estimate: servers are between 4 and 20 (a core is what Spark counts as one)")
        double wattsPerCore,
    @Default("480")
        @Help(
            "grams of CO2 (equivalent) for a kilowatt-hour of electricity, 0 to 5000; the default is about the world's average (Ember, Global Electricity Review 2024), grids are between 20 and 900")
        double gramsCo2PerKwh) {

  public ReportSettings {
    require("watts-per-core", wattsPerCore, 1000);
    require("grams-co2-per-kwh", gramsCo2PerKwh, 5000);
  }

  /** Kilowatt-hours for {@code cpuSeconds} seconds of one core. */
  public double kilowattHours(double cpuSeconds) {
    return cpuSeconds * wattsPerCore / 3.6e6;
  }

  /** Grams of CO2 for {@code cpuSeconds} seconds of one core. */
  public double gramsCo2(double cpuSeconds) {
    return kilowattHours(cpuSeconds) * gramsCo2PerKwh;
  }

  private static void require(String key, double value, double most) {
    if (!(value >= 0 && value <= most)) {
      throw new UserError(key + " = " + value + " is out of range; give 0 to " + (long) most);
    }
  }
}
