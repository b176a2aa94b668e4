package io.bifocal.feature;

import io.bifocal.image.Input;
import io.bifocal.image.Picture;
import java.util.Arrays;

/** {@link HogVariant#SKIMAGE}: own code, exact to the tool's rounding of its sums to float. */
final class SkimageHog implements FeatureExtractor.Worker {
  private static final int GRADIENTS = 511;
  private static final double CLIP = 0.2;
  private static final double EPSILON_SQUARED = 1e-10;

  private final Input input;
  private final int length;
  private final int orientations;
  private final int cellPixels;
  private final int blockCells;
  private final int cellsAcross;
  private final int cellsDown;
  private final byte[] orientationOf;
  private final float[] cells;
  private final double[] block;
  private byte[] above;
  private byte[] here;
  private byte[] below;

  SkimageHog(Hog recipe, Input input, int length) {
    this.input = input;
    this.length = length;
    orientations = recipe.orientations();
    cellPixels = recipe.cellPixels();
    blockCells = recipe.blockCells();
    cellsAcross = input.width() / cellPixels;
    cellsDown = input.height() / cellPixels;
    orientationOf = orientationTable(orientations);
    cells = new float[cellsAcross * cellsDown * orientations];
    block = new double[blockCells * blockCells * orientations];
    above = new byte[input.width()];
    here = new byte[input.width()];
    below = new byte[input.width()];
  }

  @Override
  public void extract(Picture picture, float[] vector) {
    Bounds.check(picture, input);
    Bounds.check(vector, length);
    vote(new PixelRows(picture.gray()));
    average();
    normalize(vector);
  }

  @Override
  public void close() {}

  /**
   * The orientation of every gradient whose y part is not negative, at {@code y * 511 + x + 255}.
   */
  private static byte[] orientationTable(int orientations) {
    double width = 180.0 / orientations;
    byte[] table = new byte[256 * GRADIENTS];
    for (int y = 0; y < 256; y++) {
      for (int x = -255; x <= 255; x++) {
        double degrees = Math.toDegrees(Math.atan2(y, x)) % 180;
        int orientation = (int) (degrees / width);
        // The quotient may round over a border that the tool compares with.
        if (degrees >= width * (orientation + 1)) {
          orientation++;
        } else if (degrees < width * orientation) {
          orientation--;
        }
        table[y * GRADIENTS + x + 255] = (byte) orientation;
      }
    }
    return table;
  }

  private void vote(PixelRows rows) {
    Arrays.fill(cells, 0);
    rows.read(0, here);
    for (int y = 0; y < cellsDown * cellPixels; y++) {
      boolean inside = y > 0 && y < input.height() - 1;
      if (y < input.height() - 1) {
        rows.read(y + 1, below);
      }
      int cell = y / cellPixels * cellsAcross * orientations;
      for (int x = 0; x < cellsAcross; x++, cell += orientations) {
        voteInCell(x * cellPixels, inside, cell);
      }
      rotateRows();
    }
  }

  private void voteInCell(int left, boolean insideRows, int cell) {
    int last = input.width() - 1;
    for (int x = left; x < left + cellPixels; x++) {
      int gradientX = x == 0 || x == last ? 0 : (here[x + 1] & 0xFF) - (here[x - 1] & 0xFF);
      int gradientY = insideRows ? (below[x] & 0xFF) - (above[x] & 0xFF) : 0;
      int half =
          gradientY < 0
              ? -gradientY * GRADIENTS - gradientX + 255
              : gradientY * GRADIENTS + gradientX + 255;
      int bin = cell + (orientationOf[half] & 0xFF);
      double magnitude = Math.sqrt(gradientX * gradientX + gradientY * gradientY);
      cells[bin] = (float) (cells[bin] + magnitude);
    }
  }

  private void rotateRows() {
    byte[] spare = above;
    above = here;
    here = below;
    below = spare;
  }

  private void average() {
    float pixels = cellPixels * cellPixels;
    for (int i = 0; i < cells.length; i++) {
      cells[i] /= pixels;
    }
  }

  private void normalize(float[] vector) {
    int next = 0;
    for (int y = 0; y + blockCells <= cellsDown; y++) {
      for (int x = 0; x + blockCells <= cellsAcross; x++) {
        gather(x, y);
        scale();
        clip();
        scale();
        for (double value : block) {
          vector[next++] = (float) value;
        }
      }
    }
  }

  private void gather(int x, int y) {
    int run = blockCells * orientations;
    for (int row = 0; row < blockCells; row++) {
      int from = ((y + row) * cellsAcross + x) * orientations;
      for (int i = 0; i < run; i++) {
        block[row * run + i] = cells[from + i];
      }
    }
  }

  private void scale() {
    double sum = 0;
    for (double value : block) {
      sum += value * value;
    }
    double norm = Math.sqrt(sum + EPSILON_SQUARED);
    for (int i = 0; i < block.length; i++) {
      block[i] /= norm;
    }
  }

  private void clip() {
    for (int i = 0; i < block.length; i++) {
      block[i] = Math.min(block[i], CLIP);
    }
  }
}
