package io.bifocal.analysis.compare;

/** The scores of a comparison, as tables and report name them. */
public final class ScoreNames {
  public static final String ACCURACY = "accuracy";
  public static final String BALANCED_ACCURACY = "balanced_accuracy";
  public static final String MACRO_F1 = "macro_f1";
  public static final String LOG_LOSS = "log_loss";
  public static final String BRIER = "brier";
  public static final String TOP_3 = "top_3_accuracy";
  public static final String CALIBRATION_ERROR = "calibration_error";

  private ScoreNames() {}
}
