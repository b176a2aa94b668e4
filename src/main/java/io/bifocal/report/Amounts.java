package io.bifocal.report;

import io.bifocal.analysis.statistics.Estimate;
import java.util.Locale;

/** Numbers as people read them. */
final class Amounts {
  private Amounts() {}

  /** 1,234,567 */
  static String count(long value) {
    return String.format(Locale.ROOT, "%,d", value);
  }

  /** {@code 1 file}, {@code 2 files}. */
  static String count(long value, String thing) {
    return count(value) + " " + thing + (value == 1 ? "" : "s");
  }

  /** Three significant digits where it is small, none after the point where it is large. */
  static String number(double value) {
    double magnitude = Math.abs(value);
    if (magnitude >= 100 || value == 0) {
      return String.format(Locale.ROOT, "%,.0f", value);
    }
    if (magnitude >= 10) {
      return String.format(Locale.ROOT, "%.1f", value);
    }
    if (magnitude >= 1) {
      return String.format(Locale.ROOT, "%.2f", value);
    }
    return String.format(Locale.ROOT, "%.3g", value);
  }

  /** {@code 6 h 5 min}, {@code 2 min 7 s}, {@code 12.3 s}. */
  static String duration(double seconds) {
    if (seconds < 60) {
      return String.format(Locale.ROOT, "%.1f s", seconds);
    }
    long whole = Math.round(seconds);
    if (whole < 3600) {
      return whole / 60 + " min " + whole % 60 + " s";
    }
    if (whole < 48 * 3600) {
      return whole / 3600 + " h " + whole % 3600 / 60 + " min";
    }
    return whole / 86_400 + " days " + whole % 86_400 / 3600 + " h";
  }

  /** Units of 1024 bytes. */
  static String bytes(double bytes) {
    String[] units = {"B", "KiB", "MiB", "GiB", "TiB", "PiB"};
    int unit = 0;
    double value = bytes;
    while (value >= 1024 && unit < units.length - 1) {
      value /= 1024;
      unit++;
    }
    return (unit == 0 ? String.format(Locale.ROOT, "%.0f", value) : number(value))
        + " "
        + units[unit];
  }

  /** In watt-hours where there is little of it. */
  static String energy(double kilowattHours) {
    return kilowattHours < 0.1
        ? number(kilowattHours * 1e3) + " Wh"
        : number(kilowattHours) + " kWh";
  }

  /** Of CO2, in kilograms where there is much of it. */
  static String mass(double grams) {
    return grams < 1000 ? number(grams) + " g" : number(grams / 1e3) + " kg";
  }

  /** {@code 12.3 %} */
  static String share(double part, double whole) {
    return whole == 0 ? "0 %" : String.format(Locale.ROOT, "%.1f %%", 100 * part / whole);
  }

  /** A share of 1 with three digits: {@code 0.912}; a dash where it is not known. */
  static String share(double share) {
    return Double.isNaN(share) ? "–" : String.format(Locale.ROOT, "%.3f", share);
  }

  /** A share with its interval: {@code 0.912 (0.900 to 0.923)}. */
  static String estimate(Estimate estimate) {
    return (share(estimate.value()) + " " + interval(estimate)).strip();
  }

  /** {@code (0.900 to 0.923)}; nothing where there is no interval. */
  static String interval(Estimate estimate) {
    return Double.isNaN(estimate.low()) || estimate.low() == estimate.high()
        ? ""
        : "(" + share(estimate.low()) + " to " + share(estimate.high()) + ")";
  }

  /** A p-value; below 0.001 it says so. */
  static String probability(double p) {
    return p < 0.001 ? "below 0.001" : share(p);
  }

  /** The difference the other way round. */
  static Estimate turned(Estimate difference) {
    return new Estimate(-difference.value(), -difference.high(), -difference.low());
  }
}
