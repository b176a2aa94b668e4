package io.bifocal.feature;

import java.lang.ref.SoftReference;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Into which of equal sectors of the circle, or of its upper half, a gradient of whole numbers
 * falls; exact also where it lies on a border, which belongs to the sector that begins there.
 *
 * <p>The circle is cut so finely that the axes are borders too. A table has, for every gradient of
 * the first quadrant, its place: 2k on border k, 2k + 1 between the borders k and k + 1. A second,
 * small table has the sector for a place and the two signs.
 */
final class OrientationBins {
  /** The greatest part of a gradient by Sobel's filters of 3 by 3 on 8 bits. */
  static final int GREATEST = 1020;

  private static final int SHIFT = 10;

  /** Tables of 2 MB by the borders in a quadrant, for all workers that have use for them. */
  private static final Map<Integer, SoftReference<char[]>> QUADRANTS = new ConcurrentHashMap<>();

  private final char[] places;
  private final short[] sectors;

  /**
   * @param bins number of sectors
   * @param degrees 360, or 180 where a direction and its opposite are one
   */
  OrientationBins(int bins, int degrees) {
    int coarse = bins * (360 / degrees);
    int parts = coarse % 4 == 0 ? 1 : coarse % 2 == 0 ? 2 : 4;
    int quarter = coarse * parts / 4;
    places = quadrant(quarter);
    sectors = new short[4 * (2 * quarter + 1)];
    for (int i = 0; i < sectors.length; i++) {
      int place = i >> 2;
      if ((i & 1) != 0) {
        place = 4 * quarter - place;
      }
      if ((i & 2) != 0) {
        place = 8 * quarter - place;
      }
      sectors[i] = (short) (place / 2 / parts % bins);
    }
  }

  /** The sector of (x, y), each from -1,020 to 1,020; of (0, 0) the first. */
  int of(int x, int y) {
    int place = places[Math.abs(y) << SHIFT | Math.abs(x)];
    return sectors[place << 2 | (y >>> 31) << 1 | x >>> 31];
  }

  private static char[] quadrant(int quarter) {
    SoftReference<char[]> known = QUADRANTS.get(quarter);
    char[] table = known == null ? null : known.get();
    if (table == null) {
      table = compute(quarter);
      QUADRANTS.put(quarter, new SoftReference<>(table));
    }
    return table;
  }

  private static char[] compute(int quarter) {
    double[] borders = new double[quarter];
    for (int k = 0; k < quarter; k++) {
      // The x axis is endless, but lies in the table as far as that goes.
      borders[k] = k == 0 ? GREATEST : 1 / Math.tan(Math.PI / 2 * k / quarter);
    }
    char[] table = new char[(GREATEST + 1) << SHIFT];
    for (int y = 1; y <= GREATEST; y++) {
      int row = y << SHIFT;
      table[row] = (char) (2 * quarter);
      int from = 1;
      for (int k = quarter - 1; k >= 0 && from <= GREATEST; k--) {
        int to = (int) Math.min(GREATEST, y * borders[k]);
        for (; from <= to; from++) {
          table[row + from] = (char) (2 * k + 1);
        }
      }
      // Other borders than the axes and this have no whole numbers on them: rounding is harmless.
      if (quarter % 2 == 0) {
        table[row + y] = (char) quarter;
      }
    }
    return table;
  }
}
