package io.bifocal.feature;

import io.bifocal.image.Input;
import io.bifocal.image.Picture;

/**
 * Fingerprint of 64 bits from the sign of brightness changes along rows: finds copies of a picture
 * which were scaled, compressed or changed in brightness.
 *
 * <ol>
 *   <li>The picture is turned gray and becomes 9 cells across by 8 down: the exact mean over the
 *       area of each, to which pixels across its border contribute their part.
 *   <li>A bit is 1 where a cell is brighter than its left neighbour.
 * </ol>
 *
 * <p>Input: gray 0 to 255 of any size.
 *
 * <p>Output: 64 values, each 0 or 1, so that the Hamming distance of two fingerprints is the sum of
 * absolute differences; index 8 y + x for cells x and x + 1 of row y. Written as a number, index 0
 * is usually the most significant bit.
 *
 * <p>Errors: none. Undefined cases: a flat picture is all 0.
 *
 * <p>Source: N. Krawetz, Kind of like that, The Hacker Factor Blog, 2013 (no DOI); compared in A.
 * Drmic, M. Silic, G. Delac, K. Vladimir and A. S. Kurdija, Evaluating robustness of perceptual
 * image hashing algorithms, MIPRO 2017, doi:10.23919/MIPRO.2017.7973569.
 */
public record DifferenceHash() implements FeatureExtractor {

  private static final int COLUMNS = 8;
  private static final int ROWS = 8;

  @Override
  public int length(Input input) {
    return COLUMNS * ROWS;
  }

  @Override
  public Worker open(Input input) {
    return new Differences();
  }

  /** The bits beside the picture: white for 1, black for 0. */
  @Override
  public Picture draw(Picture view, float[] vector) {
    return Drawing.beside(Drawing.enlarged(view), Drawing.bits(vector, COLUMNS));
  }

  private static final class Differences implements Worker {
    private final AreaCells cells = new AreaCells(COLUMNS + 1, ROWS);

    @Override
    public void extract(Picture picture, float[] vector) {
      Bounds.check(vector, COLUMNS * ROWS);
      long[] sums = cells.sums(picture.gray());
      for (int y = 0; y < ROWS; y++) {
        for (int x = 0; x < COLUMNS; x++) {
          int cell = y * (COLUMNS + 1) + x;
          vector[y * COLUMNS + x] = sums[cell + 1] > sums[cell] ? 1 : 0;
        }
      }
    }

    @Override
    public void close() {}
  }
}
