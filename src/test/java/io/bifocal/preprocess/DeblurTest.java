package io.bifocal.preprocess;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.bifocal.conf.UserError;
import io.bifocal.image.Picture;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.bytedeco.opencv.global.opencv_imgproc;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class DeblurTest extends OperatorContractTest {
  @Override
  Stream<Operator> operators() {
    return Stream.of(
        deblur(DeblurMethod.WIENER, BlurKind.GAUSSIAN, 2, List.of()),
        deblur(DeblurMethod.RICHARDSON_LUCY, BlurKind.MOTION, 5, List.of()),
        deblur(DeblurMethod.RICHARDSON_LUCY, BlurKind.DISK, 1.5, List.of()),
        deblur(DeblurMethod.WIENER, BlurKind.DISK, 2.5, List.of()));
  }

  @Test
  void wienerIsThatOfScikitImage() {
    Restored.assertSame(
        "wiener_gaussian_1.5_0.01",
        deblur(DeblurMethod.WIENER, BlurKind.GAUSSIAN, 1.5, List.of()),
        0.05);
    Restored.assertSame(
        "wiener_kernel_0.1",
        new Deblur(DeblurMethod.WIENER, BlurKind.KERNEL, 2, 0, Restored.kernel(), 0.1, 10),
        0.05);
  }

  @Test
  void richardsonLucyIsThatOfScikitImage() {
    Restored.assertSame(
        "richardson_lucy_gaussian_1.5_10",
        deblur(DeblurMethod.RICHARDSON_LUCY, BlurKind.GAUSSIAN, 1.5, List.of()),
        0.05);
    Restored.assertSame(
        "richardson_lucy_kernel_10",
        deblur(DeblurMethod.RICHARDSON_LUCY, BlurKind.KERNEL, 2, Restored.kernel()),
        0.05);
  }

  /** A picture that was blurred comes nearer to itself, but for the border. */
  @ParameterizedTest
  @EnumSource
  void blurIsUndone(DeblurMethod method) {
    try (Picture sharp = Grids.golden("im_coffee_0_g128");
        Mat mat = new Mat();
        Size size = new Size(13, 13)) {
      opencv_imgproc.GaussianBlur(sharp.gray(), mat, size, 1.5);
      try (Picture blurred = Picture.of(mat.clone())) {
        double before = error(Grids.rows(blurred), Grids.rows(sharp));
        int[][] restored = Grids.apply(deblur(method, BlurKind.GAUSSIAN, 1.5, List.of()), blurred);
        double after = error(restored, Grids.rows(sharp));
        assertTrue(after < 0.8 * before, before + " became " + after);
      }
    }
  }

  @Test
  void pointSpreadsHaveSumOneAndTheirShape() {
    PointSpread gaussian = PointSpread.gaussian(1);
    assertEquals(9, gaussian.side());
    assertEquals(Math.exp(-0.5), gaussian.weights()[41] / gaussian.weights()[40], 1e-12);
    PointSpread line = PointSpread.motion(5, 0);
    assertArrayEquals(
        new double[] {0, 0.2, 0.2, 0.2, 0.2, 0.2, 0},
        Arrays.copyOfRange(line.weights(), 21, 28),
        0.02);
    PointSpread upright = PointSpread.motion(5, 90);
    assertEquals(0.2, upright.weights()[7 + 3], 0.02);
    // Area of a disk of radius 3 is 28.3, of its middle pixel 1.
    PointSpread disk = PointSpread.disk(3);
    assertEquals(1 / (9 * Math.PI), disk.weights()[24], 1e-3);
    for (PointSpread spread : List.of(gaussian, line, upright, disk)) {
      assertEquals(1, Arrays.stream(spread.weights()).sum(), 1e-12);
    }
  }

  @ParameterizedTest
  @ValueSource(doubles = {Double.NaN, Double.POSITIVE_INFINITY})
  void kernelsThatAreNoNumbersAreRefused(double weight) {
    OperatorErrors.assertRefused(
        "kernel has no positive sum",
        () -> deblur(DeblurMethod.WIENER, BlurKind.KERNEL, 2, List.of(weight)));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          name = deblur, size = 0 | size = 0 is out of range; give 0.1 to 64
          name = deblur, angle = 361 | angle = 361 is out of range; give -360 to 360
          name = deblur, balance = 0 | balance = 0 is out of range; give above 0 to 1000000
          name = deblur, iterations = 0 | iterations = 0 is out of range; give 1 to 1000
          name = deblur, blur = kernel | kernel goes with blur = kernel; give both or neither
          name = deblur, kernel = [1] | kernel goes with blur = kernel; give both or neither
          name = deblur, blur = kernel, kernel = [1, 1] | kernel has 2 weights; give those of an odd square, such as 9 or 25
          name = deblur, blur = kernel, kernel = [0] | kernel has no positive sum
          """)
  void parametersOutOfRange(String hocon, String message) {
    try {
      OperatorErrors.bound(hocon);
    } catch (UserError e) {
      assertTrue(e.getMessage().endsWith(message), e.getMessage());
      return;
    }
    throw new AssertionError(hocon + " was taken");
  }

  private static Deblur deblur(
      DeblurMethod method, BlurKind blur, double size, List<Double> kernel) {
    return new Deblur(method, blur, size, 0, kernel, 0.01, 10);
  }

  private static double error(int[][] a, int[][] b) {
    double sum = 0;
    for (int y = 16; y < a.length - 16; y++) {
      for (int x = 16; x < a[0].length - 16; x++) {
        sum += (a[y][x] - b[y][x]) * (a[y][x] - b[y][x]);
      }
    }
    return Math.sqrt(sum / a.length / a[0].length);
  }
}
