package io.bifocal.preprocess;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.bifocal.image.Picture;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.util.stream.Stream;
import org.bytedeco.javacpp.Pointer;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What every operator promises; the test of each one extends this. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class OperatorContractTest {
  private static final int[][] SIZES = {{1, 1}, {2, 3}, {37, 20}, {700, 1}, {1, 700}};

  /** The operators to test: the defaults, and others that take other paths. */
  abstract Stream<Operator> operators();

  /** Whether colour stays colour. */
  boolean keepsColor() {
    return true;
  }

  @ParameterizedTest
  @MethodSource("operators")
  void changesPicturesOfEverySize(Operator operator) {
    try (Operator.Worker worker = operator.open()) {
      for (int[] size : SIZES) {
        for (int channels : new int[] {1, 3}) {
          try (Picture noise = Grids.noise(size[0], size[1], channels, 3);
              Picture flat = Grids.flat(size[0], size[1], channels, 90)) {
            check(worker, noise);
            check(worker, flat);
          }
        }
      }
    }
  }

  private void check(Operator.Worker worker, Picture picture) {
    int[][] before = Grids.rows(picture);
    try (Picture result = worker.apply(picture, 1)) {
      assertNotSame(picture, result);
      assertTrue(result.width() > 0 && result.height() > 0);
      assertEquals(picture.isGray() || !keepsColor(), result.isGray());
      assertArrayEquals(before, Grids.rows(picture), "the picture was written to");
    }
    assertArrayEquals(before, Grids.rows(picture), "the result shared the picture's pixels");
  }

  @ParameterizedTest
  @MethodSource("operators")
  void doesNotDependOnWorkerOrEarlierPictures(Operator operator) {
    try (Picture first = Grids.noise(60, 50, 3, 1);
        Picture second = Grids.noise(90, 20, 1, 2);
        Operator.Worker worker = operator.open()) {
      for (Picture picture : new Picture[] {first, second, first}) {
        try (Picture result = worker.apply(picture, 1)) {
          assertArrayEquals(Grids.apply(operator, picture), Grids.rows(result));
        }
      }
    }
  }

  @ParameterizedTest
  @MethodSource("operators")
  void isTheSameAfterSerialization(Operator operator) throws Exception {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
      out.writeObject(operator);
    }
    try (ObjectInputStream in =
            new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()));
        Picture picture = Grids.noise(30, 40, 3, 4)) {
      Operator copy = (Operator) in.readObject();
      assertEquals(operator, copy);
      assertArrayEquals(Grids.apply(operator, picture), Grids.apply(copy, picture));
    }
  }

  @ParameterizedTest
  @MethodSource("operators")
  void keepsNoNativeMemory(Operator operator) {
    try (Picture picture = Grids.noise(40, 30, 3, 5)) {
      Grids.apply(operator, picture);
      long owned = Pointer.totalBytes();
      for (int i = 0; i < 20; i++) {
        Grids.apply(operator, picture);
      }
      long kept = Pointer.totalBytes() - owned;
      assertTrue(kept <= 0, kept + " bytes of native memory were not freed");
    }
  }
}
