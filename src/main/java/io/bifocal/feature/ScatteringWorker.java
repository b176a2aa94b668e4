package io.bifocal.feature;

import io.bifocal.image.Input;
import io.bifocal.image.Picture;
import java.util.Arrays;

/**
 * The transform of {@link Scattering}. Means need no smoothing: the mean of a smoothed map is a
 * weighted mean of the modulus itself, with weights that are the product of one for its row and one
 * for its column.
 */
final class ScatteringWorker implements FeatureExtractor.Worker {
  private final Input input;
  private final int length;
  private final int octaves;
  private final int orientations;
  private final int order;
  private final boolean maps;
  private final ScatteringFilters filters;
  private final ScatteringPlane[] planes;
  private final ScatteringPlane.Field whole;
  private final GrayPlane gray = new GrayPlane();
  private final int margin;
  private final int width;
  private final int height;

  ScatteringWorker(Scattering recipe, Input input, int length) {
    this.input = input;
    this.length = length;
    octaves = recipe.octaves();
    orientations = recipe.orientations();
    order = recipe.order();
    maps = recipe.output() == ScatteringOutput.MAPS;
    margin = 1 << octaves;
    width = input.width() + 2 * margin;
    height = input.height() + 2 * margin;
    filters = ScatteringFilters.of(width, height, octaves, orientations);
    whole = new ScatteringPlane.Field(height, width);
    planes = new ScatteringPlane[octaves + 1];
    for (int r = 0; r <= octaves; r++) {
      planes[r] = new ScatteringPlane(width >> r, height >> r, r == octaves ? 1 : orientations);
    }
  }

  @Override
  public void extract(Picture picture, float[] vector) {
    Bounds.check(vector, length);
    Bounds.check(picture, input);
    ScatteringPlane plane = planes[0];
    load(picture, plane);
    if (!maps) {
      float[] sums = plane.sums;
      Arrays.fill(sums, 0, width, 0);
      for (int y = 0; y < height; y++) {
        ScatteringPlane.add(plane.upright.re[y], filters.weightsDown[0][y], width, sums);
      }
      vector[0] = (float) ScatteringPlane.dot(sums, 0, filters.weightsAcross[0]);
      if (order == 0) {
        return;
      }
    }
    plane.forward(plane.upright, plane.turned);
    plane.exchangeAxes(plane.turned, whole);
    if (maps) {
      smooth(whole, 0, 0, -1, vector);
    }
    for (int j = 0; j < octaves && order > 0; j++) {
      layer(whole, 0, j, 1 + j * orientations, order > 1 && j < octaves - 1, vector);
    }
  }

  @Override
  public void close() {}

  private void load(Picture picture, ScatteringPlane plane) {
    gray.load(picture.gray());
    byte[] samples = gray.samples();
    for (int y = 0; y < height; y++) {
      int from = reflected(y - margin, gray.height()) * gray.width();
      float[] row = plane.upright.re[y];
      for (int x = 0; x < width; x++) {
        row[x] = (samples[from + reflected(x - margin, gray.width())] & 0xFF) / 255f;
      }
      Arrays.fill(plane.upright.im[y], 0, width, 0);
    }
  }

  /** Moduli at resolution {@code j} of a spectrum at resolution {@code r}. */
  private void layer(
      ScatteringPlane.Field spectrum, int r, int j, int index, boolean hasNext, float[] vector) {
    ScatteringPlane plane = planes[j];
    int n = plane.width;
    int m = plane.height;
    for (int t = 0; t < orientations; t += plane.batch) {
      int count = Math.min(plane.batch, orientations - t);
      for (int b = 0; b < count; b++) {
        float[][] filter = filters.wavelets[j * orientations + t + b][r];
        planes[r].filter(spectrum, filter, plane, b);
      }
      plane.inverse(count);
      plane.modulus(count, filters.weightsAcross[j]);
      if (!maps) {
        for (int b = 0; b < count; b++) {
          vector[index + t + b] =
              (float) ScatteringPlane.dot(plane.sums, b * m, filters.weightsDown[j]);
        }
      }
      for (int b = 0; b < count && (maps || hasNext); b += 2) {
        boolean isPair = b + 1 < count;
        for (int x = 0; x < n; x++) {
          System.arraycopy(plane.moduli[x], b * m, plane.turned.re[x], 0, m);
          if (isPair) {
            System.arraycopy(plane.moduli[x], (b + 1) * m, plane.turned.im[x], 0, m);
          } else {
            Arrays.fill(plane.turned.im[x], 0, m, 0);
          }
        }
        plane.forwardTurned(plane.turned, plane.upright);
        if (maps) {
          smooth(plane.upright, j, index + t + b, isPair ? index + t + b + 1 : -1, vector);
        }
        if (hasNext) {
          plane.separate();
          next(plane.first, j, t + b, vector);
          if (isPair) {
            next(plane.second, j, t + b + 1, vector);
          }
        }
      }
    }
  }

  private void next(ScatteringPlane.Field spectrum, int j, int t, float[] vector) {
    int before = j * (octaves - 1) - j * (j - 1) / 2;
    int index =
        1 + octaves * orientations + orientations * (orientations * before + t * (octaves - 1 - j));
    for (int above = j + 1; above < octaves; above++) {
      layer(spectrum, j, above, index + (above - j - 1) * orientations, false, vector);
    }
  }

  /** The maps of two real signals whose joint spectrum this is. */
  private void smooth(ScatteringPlane.Field spectrum, int r, int index, int other, float[] vector) {
    ScatteringPlane plane = planes[octaves];
    planes[r].filter(spectrum, filters.gaussianDown[r], filters.gaussianAcross[r], plane);
    plane.inverse(1);
    int columns = plane.width - 2;
    int rows = plane.height - 2;
    for (int x = 0; x < columns; x++) {
      for (int y = 0; y < rows; y++) {
        int at = y * columns + x;
        vector[index * rows * columns + at] = plane.turned.re[x + 1][y + 1];
        if (other >= 0) {
          vector[other * rows * columns + at] = plane.turned.im[x + 1][y + 1];
        }
      }
    }
  }

  private static int reflected(int at, int length) {
    if (at >= 0 && at < length) {
      return at;
    }
    if (length == 1) {
      return 0;
    }
    int period = 2 * (length - 1);
    int folded = Math.floorMod(at, period);
    return Math.min(folded, period - folded);
  }
}
