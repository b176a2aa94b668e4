package io.bifocal.inference;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.bifocal.image.Natives;
import io.bifocal.image.Picture;
import java.nio.file.Path;
import org.bytedeco.opencv.global.opencv_imgcodecs;
import org.junit.jupiter.api.Test;

/** A real detector on a real face, in a wide picture that stands between stripes of padding. */
class BlazeFaceTest {
  private static final Path FOLDER = Path.of("src/test/resources/models/blazeface");

  /**
   * Expected values by onnxruntime 1.30.0, NumPy and OpenCV 5 in Python: cv2.resize to 128 by 77,
   * padded by 25 and 26 lines, the decoding written out in NumPy, cv2.dnn.NMSBoxes.
   */
  @Test
  void oneFaceWhereItIs() {
    Natives.ensureLoaded();
    String file = FOLDER.resolve("astronaut.png").toString();
    try (Picture picture =
        Picture.of(opencv_imgcodecs.imread(file, opencv_imgcodecs.IMREAD_COLOR))) {
      Prediction prediction = Models.predict(ModelFiles.read(FOLDER), picture);
      assertEquals(1, prediction.objects().size(), () -> prediction.toString());
      DetectedObject face = prediction.objects().get(0);
      assertEquals("face", face.label());
      assertEquals(0.87265, face.score(), 1e-3);
      assertEquals(77.287, face.x(), 0.2);
      assertEquals(34.678, face.y(), 0.2);
      assertEquals(51.337, face.width(), 0.2);
      assertEquals(51.337, face.height(), 0.2);
    }
  }
}
