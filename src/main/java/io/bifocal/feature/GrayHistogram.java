package io.bifocal.feature;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;
import org.bytedeco.opencv.opencv_core.Mat;

/**
 * How often each of the 256 values occurs in a matrix of 8-bit samples, and what follows from that.
 * A worker keeps one for all its pictures.
 */
final class GrayHistogram {
  private static final int VALUES = 256;
  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  private final GrayPlane plane = new GrayPlane();
  // Several tables, since counting equal values in a row would wait for the last store each time.
  private final int[] first = new int[VALUES];
  private final int[] second = new int[VALUES];
  private final int[] third = new int[VALUES];
  private final int[] fourth = new int[VALUES];
  private final int[] counts = new int[VALUES];
  private long total;

  /** Counts a CV_8UC1 matrix in place of the last one. */
  void count(Mat gray) {
    plane.load(gray);
    count(plane.samples(), plane.width() * plane.height());
  }

  /** Counts the first {@code length} of {@code samples} in place of what was counted last. */
  void count(byte[] samples, int length) {
    Arrays.fill(first, 0);
    Arrays.fill(second, 0);
    Arrays.fill(third, 0);
    Arrays.fill(fourth, 0);
    int i = 0;
    for (; i <= length - Long.BYTES; i += Long.BYTES) {
      long eight = (long) LONGS.get(samples, i);
      int low = (int) eight;
      int high = (int) (eight >>> 32);
      first[low & 0xFF]++;
      second[(low >>> 8) & 0xFF]++;
      third[(low >>> 16) & 0xFF]++;
      fourth[low >>> 24]++;
      first[high & 0xFF]++;
      second[(high >>> 8) & 0xFF]++;
      third[(high >>> 16) & 0xFF]++;
      fourth[high >>> 24]++;
    }
    for (; i < length; i++) {
      first[samples[i] & 0xFF]++;
    }
    for (int value = 0; value < VALUES; value++) {
      counts[value] = first[value] + second[value] + third[value] + fourth[value];
    }
    total = length;
  }

  /** How many samples have this value. */
  int count(int value) {
    return counts[value];
  }

  /** How many samples there are. */
  long total() {
    return total;
  }

  /** The share of samples from {@code least} to {@code most}. */
  double share(int least, int most) {
    long sum = 0;
    for (int value = least; value <= most; value++) {
      sum += counts[value];
    }
    return (double) sum / total;
  }

  double mean() {
    long sum = 0;
    for (int value = 0; value < VALUES; value++) {
      sum += (long) value * counts[value];
    }
    return (double) sum / total;
  }

  /** The population's. */
  double standardDeviation() {
    double mean = mean();
    double sum = 0;
    for (int value = 0; value < VALUES; value++) {
      sum += counts[value] * (value - mean) * (value - mean);
    }
    return Math.sqrt(sum / total);
  }

  /** In bits, 0 to 8. */
  double entropy() {
    double sum = 0;
    for (int count : counts) {
      if (count > 0) {
        double share = (double) count / total;
        sum -= share * Math.log(share);
      }
    }
    // A sum of nothing but 0 comes out as -0.
    return Math.max(0, sum / Math.log(2));
  }

  /**
   * The value below which {@code percent} of the samples lie, interpolated linearly between the two
   * nearest of the sorted samples.
   */
  double percentile(double percent) {
    double rank = percent / 100 * (total - 1);
    long below = (long) rank;
    int lower = sorted(below);
    int upper = sorted(Math.min(below + 1, total - 1));
    return lower + (rank - below) * (upper - lower);
  }

  /** Place {@code rank}, from 0 on, of the sorted samples. */
  private int sorted(long rank) {
    long seen = 0;
    for (int value = 0; value < VALUES - 1; value++) {
      seen += counts[value];
      if (seen > rank) {
        return value;
      }
    }
    return VALUES - 1;
  }
}
