package io.bifocal.feature;

import io.bifocal.image.Input;
import io.bifocal.image.Picture;
import org.bytedeco.opencv.opencv_img_hash.PHash;

/**
 * Fingerprint of 64 bits from the lowest frequencies: copies of a picture that were scaled,
 * compressed or slightly edited differ in few bits.
 *
 * <ol>
 *   <li>The picture is scaled to 32 by 32 pixels (bilinear) and turned gray.
 *   <li>Its discrete cosine transform is taken; the 8 by 8 coefficients of lowest frequency are
 *       kept, and the first of them, which is the mean, is set to 0.
 *   <li>A bit is 1 where its coefficient is above the mean of the 64.
 * </ol>
 *
 * <p>Input: colour or gray of any size.
 *
 * <p>Output: 64 values, each 0 or 1, so that the Hamming distance of two fingerprints is the sum of
 * absolute differences; index 8 v + h for h half-waves across and v down. They are the bits of
 * OpenCV's PHash: index i is bit i mod 8, from the least significant, of its byte floor(i/8).
 *
 * <p>Errors: none. Undefined cases: a flat picture has no frequencies; its bits are those of the
 * transform's rounding errors.
 *
 * <p>Source: C. Zauner, Implementation and benchmarking of perceptual image hash functions, master
 * thesis, Hagenberg 2010 (no DOI); the transform: N. Ahmed, T. Natarajan and K. R. Rao, Discrete
 * cosine transform, IEEE Transactions on Computers C-23(1), 1974, doi:10.1109/T-C.1974.223784.
 */
public record PerceptualHash() implements FeatureExtractor {

  private static final int SIDE = 8;
  private static final int BITS = SIDE * SIDE;

  @Override
  public int length(Input input) {
    return BITS;
  }

  @Override
  public Worker open(Input input) {
    return new OpenCvHash(PHash::create, BITS);
  }

  /** The bits beside the picture: white for 1, black for 0. */
  @Override
  public Picture draw(Picture view, float[] vector) {
    return Drawing.beside(Drawing.enlarged(view), Drawing.bits(vector, SIDE));
  }
}
