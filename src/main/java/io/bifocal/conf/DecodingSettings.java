package io.bifocal.conf;

import java.io.Serializable;

/** How files become pixels; everything that is computed from them depends on it. */
public record DecodingSettings(
    @Default("reject")
        @Help(
            "files whose data is truncated or corrupt: reject, or accept (what can be decoded of a JPEG or PNG is taken, and the row's detail says what is wrong)")
        DamagedRule damaged,
    @Default("white")
        @Help("colour that transparent pictures are laid on: white, black or \"#rrggbb\"")
        Color background,
    @Default("ignore")
        @Help(
            "embedded ICC profiles: ignore (stored values are taken as they are), or to-srgb (colours are converted)")
        ColorProfileRule colorProfiles)
    implements Serializable {

  /** What holds where nothing is said. */
  public static final DecodingSettings DEFAULT =
      new DecodingSettings(DamagedRule.REJECT, new Color(255, 255, 255), ColorProfileRule.IGNORE);
}
