package io.bifocal.feature;

/**
 * Takes away what is slow and evens out contrast: v = log(gray + 1) minus itself smoothed, divided
 * by 0.2 plus the root of its smoothed square.
 */
final class GistWhitening implements AutoCloseable {
  /** How far the picture is mirrored, in pixels. */
  private static final int EXTENSION = 5;

  /** Half of a frequency of so many cycles an image is kept. */
  private static final double CYCLES = 4;

  private static final double LEAST_DEVIATION = 0.2;

  private final int pictureWidth;
  private final int pictureHeight;
  private final int width;
  private final float[] smoothing;
  private final Spectrum spectrum;
  private final float[] values;
  private final float[] work;
  private final float[] product;

  GistWhitening(int pictureWidth, int pictureHeight) {
    this.pictureWidth = pictureWidth;
    this.pictureHeight = pictureHeight;
    width = even(pictureWidth + 2 * EXTENSION);
    int height = even(pictureHeight + 2 * EXTENSION);
    spectrum = new Spectrum(width, height);
    values = new float[width * height];
    work = new float[width * height];
    product = new float[2 * width * height];
    smoothing = new float[width * height];
    double spread = CYCLES * CYCLES / Math.log(2);
    for (int i = 0; i < smoothing.length; i++) {
      double fx = GistWorker.centred(i % width, width);
      double fy = GistWorker.centred(Math.floorDiv(i, width), height);
      smoothing[i] = (float) Math.exp(-(fx * fx + fy * fy) / spread);
    }
  }

  /** In place. */
  void apply(float[] gray) {
    for (int i = 0; i < values.length; i++) {
      int x = GistWorker.mirrored(i % width - EXTENSION, pictureWidth);
      int y = GistWorker.mirrored(Math.floorDiv(i, width) - EXTENSION, pictureHeight);
      values[i] = (float) Math.log(gray[y * pictureWidth + x] + 1);
    }
    smooth(values);
    for (int i = 0; i < values.length; i++) {
      values[i] -= work[i];
    }
    float[] squares = squared();
    smooth(squares);
    for (int y = 0; y < pictureHeight; y++) {
      for (int x = 0; x < pictureWidth; x++) {
        int i = (y + EXTENSION) * width + x + EXTENSION;
        double deviation = Math.sqrt(Math.abs(work[i]));
        gray[y * pictureWidth + x] = (float) (values[i] / (LEAST_DEVIATION + deviation));
      }
    }
  }

  @Override
  public void close() {
    spectrum.close();
  }

  private float[] squared() {
    for (int i = 0; i < work.length; i++) {
      work[i] = values[i] * values[i];
    }
    return work;
  }

  /** To {@code work}. */
  private void smooth(float[] plane) {
    float[] frequencies = spectrum.forward(plane);
    for (int i = 0; i < smoothing.length; i++) {
      product[2 * i] = frequencies[2 * i] * smoothing[i];
      product[2 * i + 1] = frequencies[2 * i + 1] * smoothing[i];
    }
    spectrum.real(product, work);
  }

  private static int even(int length) {
    return length + length % 2;
  }
}
