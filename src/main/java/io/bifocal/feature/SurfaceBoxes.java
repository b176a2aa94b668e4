package io.bifocal.feature;

import io.bifocal.image.Picture;

/**
 * {@link FractalMethod#DIFFERENTIAL_BOX_COUNTING}: the extremes of each square come from those of
 * its four quarters, so that every size after the first takes a quarter of the time.
 */
final class SurfaceBoxes implements FeatureExtractor.Worker {
  private static final int MOST_SIZES = 31;
  private static final int GRAYS = 256;

  private final LogLine line = new LogLine(MOST_SIZES);
  private final GrayPlane plane = new GrayPlane();
  private final int[] boxOf = new int[GRAYS];
  private int[] smallest = new int[0];
  private int[] largest = new int[0];

  @Override
  public void extract(Picture picture, float[] vector) {
    Bounds.check(vector, 1);
    plane.load(picture.gray());
    int shorter = Math.min(plane.width(), plane.height());
    int across = plane.width();
    int down = plane.height();
    line.clear();
    for (int size = 2; size <= shorter / 2; size *= 2) {
      if (size == 2) {
        pairPixels(across, down);
      } else {
        pairSquares(across, down);
      }
      across = (across + 1) / 2;
      down = (down + 1) / 2;
      line.add(-Math.log(size), Math.log(boxes(across * down, size, shorter)));
    }
    vector[0] = (float) line.slope();
  }

  @Override
  public void close() {}

  private void pairPixels(int across, int down) {
    int nextAcross = (across + 1) / 2;
    int nextDown = (down + 1) / 2;
    if (smallest.length < nextAcross * nextDown) {
      smallest = new int[nextAcross * nextDown];
      largest = new int[nextAcross * nextDown];
    }
    byte[] pixels = plane.samples();
    for (int y = 0; y < nextDown; y++) {
      int upper = 2 * y * across;
      int lower = Math.min(2 * y + 1, down - 1) * across;
      for (int x = 0; x < nextAcross; x++) {
        int left = 2 * x;
        int right = Math.min(left + 1, across - 1);
        int a = pixels[upper + left] & 0xFF;
        int b = pixels[upper + right] & 0xFF;
        int c = pixels[lower + left] & 0xFF;
        int d = pixels[lower + right] & 0xFF;
        smallest[y * nextAcross + x] = Math.min(Math.min(a, b), Math.min(c, d));
        largest[y * nextAcross + x] = Math.max(Math.max(a, b), Math.max(c, d));
      }
    }
  }

  /** In place: a square is written only where all that it is made of has been read. */
  private void pairSquares(int across, int down) {
    int nextAcross = (across + 1) / 2;
    int nextDown = (down + 1) / 2;
    for (int y = 0; y < nextDown; y++) {
      int upper = 2 * y * across;
      int lower = Math.min(2 * y + 1, down - 1) * across;
      for (int x = 0; x < nextAcross; x++) {
        int a = upper + 2 * x;
        int b = upper + Math.min(2 * x + 1, across - 1);
        int c = lower + 2 * x;
        int d = lower + Math.min(2 * x + 1, across - 1);
        smallest[y * nextAcross + x] =
            Math.min(Math.min(smallest[a], smallest[b]), Math.min(smallest[c], smallest[d]));
        largest[y * nextAcross + x] =
            Math.max(Math.max(largest[a], largest[b]), Math.max(largest[c], largest[d]));
      }
    }
  }

  private double boxes(int squares, int size, int shorter) {
    for (int gray = 0; gray < GRAYS; gray++) {
      boxOf[gray] = (int) ((long) gray * shorter / ((long) GRAYS * size));
    }
    long boxes = squares;
    for (int i = 0; i < squares; i++) {
      boxes += boxOf[largest[i]] - boxOf[smallest[i]];
    }
    return (double) boxes;
  }
}
