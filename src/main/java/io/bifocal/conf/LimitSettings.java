package io.bifocal.conf;

import java.io.Serializable;

/** What a single file, and the collection, may cost before it is refused. */
public record LimitSettings(
    @Default("100M")
        @Help(
            "largest number of pixels, width × height; a file above it, or with a side over 65,535, is rejected as too_many_pixels before it is decoded")
        Count maxPixels,
    @Default("256M")
        @Help(
            "largest file; a file above it is rejected as too_large, hashed but never held in memory")
        ByteSize maxBytes,
    @Default("30")
        @Help(
            "seconds that the decoding of one file may take; files whose structure is odd are decoded in a process of their own, which is ended then")
        int maxSeconds,
    @Default("100%")
        @Help(
            "rejected files, as a share of all or as a number, above which a job ends with exit code 3; the run is committed all the same")
        Tolerance maxRejected)
    implements Serializable {

  public LimitSettings {
    if (maxSeconds < 1 || maxSeconds > 3600) {
      throw new UserError("max-seconds = " + maxSeconds + " is out of range; give 1 to 3600");
    }
  }
}
