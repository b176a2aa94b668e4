package io.bifocal.image;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Scalar;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ThumbnailTest {

  @ParameterizedTest
  @CsvSource({
    "400, 200, 3, 96, 48, 3",
    "30, 1000, 1, 3, 96, 1",
    "5000, 1, 3, 96, 1, 3",
    "64, 50, 3, 64, 50, 3"
  })
  void isAJpegInTheProportionsOfThePicture(
      int width, int height, int channels, int smallWidth, int smallHeight, int smallChannels)
      throws RejectedException {
    Natives.ensureLoaded();
    try (Scalar colour = Scalar.all(77);
        Picture picture =
            Picture.of(new Mat(height, width, opencv_core.CV_8UC(channels), colour))) {
      byte[] jpeg = Thumbnail.jpeg(picture, 96);
      Header header = Probe.probe(jpeg, Limits.DEFAULT);
      assertEquals(Format.JPEG, header.format());
      assertEquals(smallWidth, header.width());
      assertEquals(smallHeight, header.height());
      assertEquals(smallChannels, header.channels());
      try (Picture small = Decoder.DEFAULT.decode(jpeg, header)) {
        assertEquals(77, small.gray().data().get() & 0xFF, 1);
      }
    }
  }
}
