package io.bifocal.feature;

import io.bifocal.conf.Default;
import io.bifocal.conf.Help;
import io.bifocal.image.Input;
import io.bifocal.image.Picture;

/**
 * Fingerprint of 64 bits from the brightness of 8 by 8 cells: the cheapest that finds copies of a
 * picture which were scaled or compressed.
 *
 * <ol>
 *   <li>The picture becomes 8 by 8 gray cells. {@code opencv}: scaled by bilinear interpolation,
 *       then turned gray, 8 bits. {@code area}: turned gray, then the exact mean over the area of
 *       each cell, to which pixels across its border contribute their part.
 *   <li>A bit is 1 where its cell is above the mean of all cells, which {@code opencv} rounds to a
 *       whole number, halves to even.
 * </ol>
 *
 * <p>Input: colour or gray of any size.
 *
 * <p>Output: 64 values, each 0 or 1, so that the Hamming distance of two fingerprints is the sum of
 * absolute differences; index 8 y + x for the cell in column x and row y. {@code opencv}: the bits
 * of OpenCV's AverageHash, where index i is bit i mod 8, from the least significant, of byte
 * floor(i/8).
 *
 * <p>Errors: none. Undefined cases: a flat picture is all 0.
 *
 * <p>Source: C. Zauner, Implementation and benchmarking of perceptual image hash functions, master
 * thesis, Hagenberg 2010 (no DOI); compared in A. Drmic, M. Silic, G. Delac, K. Vladimir and A. S.
 * Kurdija, Evaluating robustness of perceptual image hashing algorithms, MIPRO 2017,
 * doi:10.23919/MIPRO.2017.7973569.
 *
 * @param variant opencv (default) or area
 */
public record AverageHash(
    @Default("opencv") @Help("how cells are computed: opencv (bilinear, 8 bits) or area (exact)")
        AverageHashVariant variant)
    implements FeatureExtractor {

  private static final int SIDE = 8;

  @Override
  public int length(Input input) {
    return SIDE * SIDE;
  }

  @Override
  public Worker open(Input input) {
    return switch (variant) {
      case OPENCV ->
          new OpenCvHash(org.bytedeco.opencv.opencv_img_hash.AverageHash::create, SIDE * SIDE);
      case AREA -> new AreaWorker();
    };
  }

  /** The bits beside the picture: white for 1, black for 0. */
  @Override
  public Picture draw(Picture view, float[] vector) {
    return Drawing.beside(Drawing.enlarged(view), Drawing.bits(vector, SIDE));
  }

  private static final class AreaWorker implements Worker {
    private final AreaCells cells = new AreaCells(SIDE, SIDE);

    @Override
    public void extract(Picture picture, float[] vector) {
      Bounds.check(vector, SIDE * SIDE);
      long[] sums = cells.sums(picture.gray());
      long total = 0;
      for (long sum : sums) {
        total += sum;
      }
      for (int i = 0; i < sums.length; i++) {
        vector[i] = sums[i] * sums.length > total ? 1 : 0;
      }
    }

    @Override
    public void close() {}
  }
}
