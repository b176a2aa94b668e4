package io.bifocal.conf;

import java.util.Optional;

/** How a run is compared with the runs before. */
public record DriftSettings(
    @Help("a run of this store, with which every run is compared besides the last one")
        Optional<String> reference,
    @Default("10k")
        @Help(
            "most new contents of a run whose vectors and predictions are looked at, drawn by their hash; at least 1k")
        Count sample,
    @Default("50") @Help("new contents or files below which nothing is said of them, at least 1")
        int minimum,
    @Default("0.01")
        @Help(
            "largest probability of a false alarm in a comparison, over all its tests; above 0, at most 1")
        double significance,
    @Default("{}") @Help("from where on drift is shown") DriftWarnings warn,
    @Default("{}")
        @Help(
            "from where on a job ends with exit code 1; the run is committed all the same. Not set: never")
        DriftFailures fail) {

  private static final long LEAST_SAMPLE = 1000;

  public DriftSettings {
    if (sample.value() < LEAST_SAMPLE) {
      throw new UserError("sample = " + sample + " is out of range; give at least 1k");
    }
    if (minimum < 1) {
      throw new UserError("minimum = " + minimum + " is out of range; give at least 1");
    }
    if (!(significance > 0 && significance <= 1)) {
      throw new UserError(
          "significance = " + significance + " is out of range; give a number above 0, at most 1");
    }
  }
}
