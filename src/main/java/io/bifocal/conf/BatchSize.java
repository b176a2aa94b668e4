package io.bifocal.conf;

import java.io.Serializable;

/**
 * How many pictures go through a network at once.
 *
 * @param pictures 1 to 1024; 0 for whatever turns out to be the fastest
 */
public record BatchSize(int pictures) implements Serializable {
  private static final int MOST = 1024;

  /** Whatever turns out to be the fastest. */
  public static final BatchSize AUTO = new BatchSize(0);

  public BatchSize {
    if (pictures < 0 || pictures > MOST) {
      throw new UserError(
          "batch-size = " + pictures + " is out of range; give auto or 1 to " + MOST);
    }
  }

  /**
   * {@code auto} or a number.
   *
   * @throws UserError if it is neither, or out of range
   */
  public static BatchSize parse(String text) {
    if (text.equals("auto")) {
      return AUTO;
    }
    if (!text.matches("[1-9][0-9]{0,6}")) {
      throw new UserError("'" + text + "' is no batch size; give auto or 1 to " + MOST);
    }
    return new BatchSize(Integer.parseInt(text));
  }

  /** Whether the fastest one is to be found out. */
  public boolean isAuto() {
    return pictures == 0;
  }

  /** As it is written. */
  @Override
  public String toString() {
    return isAuto() ? "auto" : String.valueOf(pictures);
  }
}
