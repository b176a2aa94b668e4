package io.bifocal.analysis.classify;

import java.io.Serializable;
import java.util.Arrays;
import java.util.List;

/**
 * Brings blocks of values to the same variance, as they are in the images that are trained with: a
 * block of 2,000 values says no more, to begin with, than one of 10.
 *
 * <p>Within a block each value is divided by the square root of its deviation, so that what hardly
 * varies still counts less than what varies much, and no more than three deviations from its mean
 * are believed, so that what an image has that no training image had cannot outvote all others.
 *
 * <p>R. A. van den Berg et al.: Centering, scaling, and transformations: improving the biological
 * information content of metabolomics data. BMC Genomics 7:142, 2006, doi 10.1186/1471-2164-7-142
 * (Pareto scaling).
 */
public final class BlockScaling implements Serializable {
  private static final long serialVersionUID = 1;

  /** Deviations from the mean. */
  private static final float BELIEVED = 3;

  private final float[][] means;
  private final float[][] deviations;
  private final float[][] factors;

  private BlockScaling(float[][] means, float[][] deviations, float[][] factors) {
    this.means = means;
    this.deviations = deviations;
    this.factors = factors;
  }

  /**
   * Learns means and deviations. A value that does not vary is left out: its factor is 0.
   *
   * @param blocks of the same rows, at least one
   */
  public static BlockScaling fit(List<Matrix> blocks) {
    float[][] means = new float[blocks.size()][];
    float[][] deviations = new float[blocks.size()][];
    for (int i = 0; i < means.length; i++) {
      means[i] = new float[blocks.get(i).columns()];
      deviations[i] = new float[blocks.get(i).columns()];
      measure(blocks.get(i), means[i], deviations[i]);
    }
    return of(means, deviations);
  }

  /**
   * The scaling by means and deviations that were measured elsewhere.
   *
   * @param means of each block
   * @param deviations of each block: the square root of the mean squared difference from the mean
   */
  public static BlockScaling of(float[][] means, float[][] deviations) {
    float[][] factors = new float[means.length][];
    for (int i = 0; i < means.length; i++) {
      factors[i] = factors(means[i], deviations[i]);
    }
    return new BlockScaling(means, deviations, factors);
  }

  private static void measure(Matrix block, float[] means, float[] deviations) {
    double[] sums = new double[means.length];
    double[] squares = new double[means.length];
    float[] values = block.values();
    for (int row = 0, at = 0; row < block.rows(); row++) {
      for (int column = 0; column < sums.length; column++, at++) {
        sums[column] += values[at];
      }
    }
    for (int column = 0; column < sums.length; column++) {
      means[column] = (float) (sums[column] / block.rows());
    }
    for (int row = 0, at = 0; row < block.rows(); row++) {
      for (int column = 0; column < sums.length; column++, at++) {
        double difference = (double) values[at] - means[column];
        squares[column] += difference * difference;
      }
    }
    for (int column = 0; column < sums.length; column++) {
      deviations[column] = (float) Math.sqrt(squares[column] / block.rows());
    }
  }

  private static float[] factors(float[] means, float[] deviations) {
    float[] factors = new float[means.length];
    double variance = 0;
    for (int column = 0; column < means.length; column++) {
      double deviation = deviations[column];
      // Less is what rounding leaves of a constant.
      if (deviation > 1e-6 * Math.abs(means[column]) && deviation > Float.MIN_NORMAL) {
        factors[column] = (float) (1 / Math.sqrt(deviation));
        // Of the value once it is divided by the root.
        variance += deviation;
      }
    }
    for (int column = 0; column < factors.length; column++) {
      factors[column] /= (float) Math.sqrt(Math.max(variance, Float.MIN_NORMAL));
    }
    return factors;
  }

  /** The means of all blocks, end to end. */
  float[] means() {
    return joined(means);
  }

  /** How far from its mean each value is believed. */
  float[] limits() {
    float[] limits = joined(deviations);
    for (int i = 0; i < limits.length; i++) {
      limits[i] *= BELIEVED;
    }
    return limits;
  }

  /** What the difference from its mean is multiplied by, for each value. */
  float[] factors() {
    return joined(factors);
  }

  private static float[] joined(float[][] blocks) {
    float[] joined = new float[Arrays.stream(blocks).mapToInt(block -> block.length).sum()];
    int start = 0;
    for (float[] block : blocks) {
      System.arraycopy(block, 0, joined, start, block.length);
      start += block.length;
    }
    return joined;
  }

  /** The blocks side by side, scaled. */
  public Matrix apply(List<Matrix> blocks) {
    int columns = blocks.stream().mapToInt(Matrix::columns).sum();
    int rows = blocks.get(0).rows();
    float[] values = new float[Math.multiplyExact(rows, columns)];
    int start = 0;
    for (int i = 0; i < means.length; i++) {
      float[] known = blocks.get(i).values();
      int width = means[i].length;
      for (int row = 0; row < rows; row++) {
        apply(i, known, row * width, values, row * columns + start);
      }
      start += width;
    }
    return new Matrix(values, rows, columns);
  }

  /** Scales one row of a block. */
  private void apply(int block, float[] from, int fromStart, float[] to, int toStart) {
    float[] mean = means[block];
    float[] deviation = deviations[block];
    float[] factor = factors[block];
    for (int column = 0; column < mean.length; column++) {
      float most = BELIEVED * deviation[column];
      float difference = from[fromStart + column] - mean[column];
      to[toStart + column] = Math.max(-most, Math.min(most, difference)) * factor[column];
    }
  }
}
