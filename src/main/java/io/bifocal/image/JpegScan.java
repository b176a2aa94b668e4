package io.bifocal.image;

/**
 * What one scan must hold at the least.
 *
 * @param units minimum coded units
 * @param blocks of 8 by 8 samples in them
 * @param bits the fewest bits that can code them
 */
record JpegScan(long units, long blocks, long bits) {

  /** Fails if {@code length} bytes, ending at {@code end}, cannot be the whole scan. */
  void requireEnough(long length, int end, int restartInterval, long restarts)
      throws RejectedException {
    if (length * 8 < bits) {
      throw RejectedException.truncated(
          "the picture data ends at byte "
              + end
              + " after "
              + length
              + " bytes; at least "
              + (bits + 7) / 8
              + " are needed");
    }
    if (restartInterval > 0 && restarts < (units - 1) / restartInterval) {
      throw RejectedException.truncated(
          "the picture data ends at byte "
              + end
              + " after "
              + restarts
              + " of "
              + (units - 1) / restartInterval
              + " restart markers");
    }
  }
}
