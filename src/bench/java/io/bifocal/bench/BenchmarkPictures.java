package io.bifocal.bench;

import io.bifocal.image.Natives;
import io.bifocal.image.Picture;
import org.bytedeco.opencv.global.opencv_imgcodecs;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Rect;

/** Real pictures of a wanted size: crops of photographs, laid side by side where one is too small. */
public final class BenchmarkPictures {
  private static final int CROP = 128;
  private static final String[] CROPS = {
    "astronaut_0_c", "coffee_0_c", "rocket_0_c", "ascent_0_g", "clock_0_g", "grass_0_g", "brick_0_g"
  };

  private BenchmarkPictures() {}

  /** A colour picture of {@code side} by {@code side} pixels, a multiple of 128. */
  static Picture square(int side) {
    return Picture.of(pixels(side));
  }

  /** Its pixels, CV_8UC3. */
  public static Mat pixels(int side) {
    Natives.ensureLoaded();
    Mat pixels = new Mat(side, side, org.bytedeco.opencv.global.opencv_core.CV_8UC3);
    int next = 0;
    for (int y = 0; y < side; y += CROP) {
      for (int x = 0; x < side; x += CROP) {
        try (Mat crop = crop(CROPS[next++ % CROPS.length]);
            Rect place = new Rect(x, y, CROP, CROP);
            Mat part = new Mat(pixels, place)) {
          crop.copyTo(part);
        }
      }
    }
    return pixels;
  }

  private static Mat crop(String name) {
    return opencv_imgcodecs.imread(
        "src/test/resources/golden/images/im_" + name + CROP + ".png",
        opencv_imgcodecs.IMREAD_COLOR);
  }
}
