package io.bifocal.feature;

import io.bifocal.image.Natives;
import io.bifocal.image.Picture;
import java.util.Arrays;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.javacpp.IntPointer;
import org.bytedeco.opencv.opencv_core.KeyPointVector;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_features2d.AKAZE;
import org.bytedeco.opencv.opencv_features2d.Feature2D;
import org.bytedeco.opencv.opencv_features2d.ORB;
import org.bytedeco.opencv.opencv_features2d.SIFT;

/**
 * Keypoints of OpenCV with its own defaults, the strongest first. Bits of binary descriptors come
 * byte by byte, the least significant first.
 *
 * <p>ORB spreads the number of keypoints that it is asked for over the levels of its pyramid. It is
 * asked for its default of 500, or for {@code most} where that is more, so that a lower {@code
 * most} takes the strongest of the same keypoints.
 */
final class OpenCvLocalFeatures implements LocalFeatures {
  private static final int ORB_DEFAULT = 500;

  /** ORB drops what is nearer to the border than this, so that smaller pictures have nothing. */
  private static final int ORB_BORDER = 31;

  /**
   * Below it, SIFT has no pixel off the border of 5 that it leaves in the doubled picture; AKAZE
   * needs larger ones anyway, and writes beyond its memory where a side is a single pixel.
   */
  private static final int LEAST_SIDE = 6;

  /** A cv::KeyPoint: x, y, size, angle, response as floats; octave, class as integers. */
  private static final int NATIVE_VALUES = 7;

  private static final int X = 0;
  private static final int Y = 1;
  private static final int SIZE = 2;
  private static final int ANGLE = 3;
  private static final int RESPONSE = 4;
  private static final int OCTAVE = 5;

  /** What keypoints are ordered by; the strongest come first, the other values rise. */
  private static final int[] ORDER = {RESPONSE, Y, X, SIZE, ANGLE};

  private final LocalDetector detector;
  private final int most;
  private final int leastSide;
  private final Feature2D algorithm;
  private final Mat noMask = new Mat();
  private final Mat found = new Mat();
  private final KeyPointVector places = new KeyPointVector();

  private int[] natives = new int[0];
  private long[] order = new long[0];
  private float[] keypoints = new float[0];
  private float[] descriptors = new float[0];
  private byte[] bits = new byte[0];

  OpenCvLocalFeatures(LocalDetector detector, int most) {
    Natives.ensureLoaded();
    this.detector = detector;
    this.most = most;
    leastSide = detector == LocalDetector.ORB ? 2 * ORB_BORDER + 1 : LEAST_SIDE;
    algorithm = algorithm(detector, most);
  }

  private static Feature2D algorithm(LocalDetector detector, int most) {
    return switch (detector) {
      // Keeps those as strong as the last one, too, so that the order among them is ours.
      case SIFT -> SIFT.create(most, 3, 0.04, 10, 1.6, false);
      case ORB -> {
        ORB orb = ORB.create();
        orb.setMaxFeatures(Math.max(ORB_DEFAULT, most));
        yield orb;
      }
      case AKAZE -> AKAZE.create();
    };
  }

  @Override
  public int detect(Picture picture) {
    if (Math.min(picture.width(), picture.height()) < leastSide) {
      return 0;
    }
    algorithm.detectAndCompute(picture.gray(), noMask, places, found, false);
    int all = Math.toIntExact(places.size());
    if (all == 0) {
      return 0;
    }
    readPlaces(all);
    sort(0, all, 0);
    int count = Math.min(all, most);
    copyKeypoints(count);
    copyDescriptors(count);
    return count;
  }

  private void readPlaces(int all) {
    if (order.length < all) {
      order = new long[all];
      natives = new int[all * NATIVE_VALUES];
    }
    try (IntPointer values = new IntPointer(places.get(0))) {
      values.get(natives, 0, all * NATIVE_VALUES);
    }
    for (int i = 0; i < all; i++) {
      order[i] = i;
    }
  }

  /** Sorts a part of the order by one value, and whatever is equal in it by the next. */
  private void sort(int from, int to, int by) {
    if (by == ORDER.length || to - from < 2) {
      return;
    }
    for (int i = from; i < to; i++) {
      int index = (int) order[i];
      int bits = natives[index * NATIVE_VALUES + ORDER[by]];
      int rising = bits ^ ((bits >> 31) & Integer.MAX_VALUE);
      int key = ORDER[by] == RESPONSE ? ~rising : rising;
      order[i] = ((long) key << 32) | index;
    }
    Arrays.sort(order, from, to);
    int start = from;
    for (int i = from + 1; i <= to; i++) {
      if (i == to || (order[i] >> 32) != (order[start] >> 32)) {
        sort(start, i, by + 1);
        start = i;
      }
    }
  }

  private void copyKeypoints(int count) {
    if (keypoints.length < count * KEYPOINT_VALUES) {
      keypoints = new float[count * KEYPOINT_VALUES];
    }
    for (int i = 0; i < count; i++) {
      int from = (int) order[i] * NATIVE_VALUES;
      int to = i * KEYPOINT_VALUES;
      for (int k = 0; k < OCTAVE; k++) {
        keypoints[to + k] = Float.intBitsToFloat(natives[from + k]);
      }
      keypoints[to + OCTAVE] = natives[from + OCTAVE];
    }
  }

  private void copyDescriptors(int count) {
    int length = detector.length();
    if (descriptors.length < count * length) {
      descriptors = new float[count * length];
    }
    if (detector == LocalDetector.SIFT) {
      try (FloatPointer values = new FloatPointer(found.data())) {
        for (int i = 0; i < count; i++) {
          values.position((long) (int) order[i] * length).get(descriptors, i * length, length);
        }
      }
      return;
    }
    int bytes = found.cols();
    int all = found.rows() * bytes;
    if (bits.length < all) {
      bits = new byte[all];
    }
    try (BytePointer values = found.data()) {
      values.get(bits, 0, all);
    }
    for (int i = 0; i < count; i++) {
      unpack(bits, (int) order[i] * bytes, descriptors, i * length, length);
    }
  }

  private static void unpack(byte[] bits, int from, float[] values, int to, int length) {
    for (int k = 0; k < length; k++) {
      values[to + k] = (bits[from + (k >> 3)] >> (k & 7)) & 1;
    }
  }

  @Override
  public float[] keypoints() {
    return keypoints;
  }

  @Override
  public float[] descriptors() {
    return descriptors;
  }

  @Override
  public void close() {
    algorithm.close();
    noMask.close();
    found.close();
    places.close();
  }
}
