package io.bifocal.feature;

import io.bifocal.conf.Default;
import io.bifocal.conf.Help;
import io.bifocal.image.Input;
import io.bifocal.image.Natives;
import io.bifocal.image.Picture;
import java.util.Arrays;
import org.bytedeco.opencv.global.opencv_imgproc;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Size;

/**
 * Fingerprint of 256 or 961 bits from the brightness of blocks: finer than the average hash, and
 * robust to noise, scaling and compression.
 *
 * <ol>
 *   <li>The picture is scaled to 256 by 256 pixels (bilinear, 8 bits) and turned gray.
 *   <li>Blocks of 16 by 16 pixels, side by side in mode 0 and every 8 pixels in mode 1, are
 *       averaged.
 *   <li>A bit is 1 where its block is not below the mean of all pixels.
 * </ol>
 *
 * <p>Input: colour or gray of any size.
 *
 * <p>Output: 16² = 256 values (mode 0) or 31² = 961 (mode 1), each 0 or 1, so that the Hamming
 * distance of two fingerprints is the sum of absolute differences; index 16 y + x or 31 y + x for
 * the block in column x and row y. They are the bits of OpenCV's BlockMeanHash: index i is bit i
 * mod 8, from the least significant, of its byte floor(i/8).
 *
 * <p>Errors: UserError for another mode. Undefined cases: a flat picture is all 1.
 *
 * <p>Source: B. Yang, F. Gu and X. Niu, Block mean value based image perceptual hashing, IIH-MSP
 * 2006, doi:10.1109/IIH-MSP.2006.265125; it compares with the median of the blocks instead of the
 * mean of the pixels, and its methods with rotated blocks are left out, both as in OpenCV.
 *
 * @param mode 0 (default) for 256 blocks side by side, 1 for 961 that overlap by half
 */
public record BlockMeanHash(
    @Default("0") @Help("0 for 256 blocks side by side, 1 for 961 that overlap by half") int mode)
    implements FeatureExtractor {

  /** Blocks are made of two by two tiles. */
  private static final int TILE_PIXELS = 8;

  private static final int TILES = 32;
  private static final int SIDE = TILES * TILE_PIXELS;

  public BlockMeanHash {
    Bounds.check("mode", mode, 0, 1);
  }

  @Override
  public int length(Input input) {
    return blocks() * blocks();
  }

  @Override
  public Worker open(Input input) {
    return new Blocks(blocks(), mode == 0 ? 2 : 1);
  }

  /** The bits beside the picture: white for 1, black for 0. */
  @Override
  public Picture draw(Picture view, float[] vector) {
    return Drawing.beside(Drawing.enlarged(view), Drawing.bits(vector, blocks()));
  }

  private int blocks() {
    return mode == 0 ? TILES / 2 : TILES - 1;
  }

  private static final class Blocks implements Worker {
    private static final int BLOCKS_OF_PICTURE = (TILES / 2) * (TILES / 2);

    private final int blocks;
    private final int stepTiles;
    private final Size size;
    private final Mat scaled = new Mat();
    private final Mat gray = new Mat();
    private final byte[] pixels = new byte[SIDE * SIDE];
    private final int[] tiles = new int[TILES * TILES];

    Blocks(int blocks, int stepTiles) {
      Natives.ensureLoaded();
      this.blocks = blocks;
      this.stepTiles = stepTiles;
      size = new Size(SIDE, SIDE);
    }

    @Override
    public void extract(Picture picture, float[] vector) {
      Bounds.check(vector, blocks * blocks);
      scale(picture).data().get(pixels);
      int total = sumTiles();
      for (int y = 0; y < blocks; y++) {
        for (int x = 0; x < blocks; x++) {
          int at = (y * TILES + x) * stepTiles;
          int block = tiles[at] + tiles[at + 1] + tiles[at + TILES] + tiles[at + TILES + 1];
          vector[y * blocks + x] = block * BLOCKS_OF_PICTURE >= total ? 1 : 0;
        }
      }
    }

    @Override
    public void close() {
      size.close();
      scaled.close();
      gray.close();
    }

    private Mat scale(Picture picture) {
      Mat source = picture.isGray() ? picture.gray() : picture.bgr();
      opencv_imgproc.resize(source, scaled, size, 0, 0, opencv_imgproc.INTER_LINEAR_EXACT);
      if (picture.isGray()) {
        return scaled;
      }
      opencv_imgproc.cvtColor(scaled, gray, opencv_imgproc.COLOR_BGR2GRAY);
      return gray;
    }

    private int sumTiles() {
      Arrays.fill(tiles, 0);
      int total = 0;
      for (int y = 0; y < SIDE; y++) {
        int row = y / TILE_PIXELS * TILES;
        for (int x = 0; x < TILES; x++) {
          int sum = sumOfTile(y * SIDE + x * TILE_PIXELS);
          tiles[row + x] += sum;
          total += sum;
        }
      }
      return total;
    }

    private int sumOfTile(int from) {
      int sum = 0;
      for (int i = from; i < from + TILE_PIXELS; i++) {
        sum += pixels[i] & 0xFF;
      }
      return sum;
    }
  }
}
