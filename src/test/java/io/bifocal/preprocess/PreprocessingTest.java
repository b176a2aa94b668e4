package io.bifocal.preprocess;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.bifocal.conf.Canonical;
import io.bifocal.conf.UserError;
import io.bifocal.image.Natives;
import io.bifocal.image.Picture;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Scalar;
import org.junit.jupiter.api.Test;

class PreprocessingTest {

  /** A picture of 1 by 1, cropped and padded, has 3 by 3 pixels; padded and cropped it has one. */
  @Test
  void operatorsAreAppliedInTheirOrder() {
    String crop = "name = crop, size = 1";
    String pad = "name = pad, pixels = 1";
    assertArrayEquals(
        new int[][] {{0, 0, 0}, {0, 5, 0}, {0, 0, 0}},
        applied(OperatorErrors.preprocessing(crop, pad), 5));
    assertArrayEquals(new int[][] {{5}}, applied(OperatorErrors.preprocessing(pad, crop), 5));
  }

  @Test
  void withoutOperatorsThePictureStaysItself() {
    try (Picture picture = Grids.flat(1, 1, 1, 5);
        Preprocessing.Worker worker = new Preprocessing(List.of()).open()) {
      assertSame(picture, worker.apply(picture, 1));
    }
  }

  /** 5 + 1 + 10 and 5 + 1 + 2 share the first step. */
  @Test
  void listsThatBeginAlikeShareWhatTheyBeginWith() {
    Add.APPLIED.set(0);
    Preprocessing first = new Preprocessing(List.of(new Add(1), new Add(10)));
    Preprocessing second = new Preprocessing(List.of(new Add(1), new Add(2)));
    try (Picture picture = Grids.flat(1, 1, 1, 5);
        Preprocessing.Worker one = first.open();
        Preprocessing.Worker other = second.open()) {
      assertArrayEquals(new int[][] {{16}}, Grids.rows(one.apply(picture, 1)));
      assertEquals(2, Add.APPLIED.get());
      assertArrayEquals(new int[][] {{8}}, Grids.rows(other.apply(picture, 1)));
      assertEquals(3, Add.APPLIED.get());
      assertSame(one.apply(picture, 1), one.apply(picture, 1));
      assertEquals(3, Add.APPLIED.get());
    }
  }

  /** What comes after another beginning is computed anew, though it is the same operator. */
  @Test
  void listsThatEndAlikeShareNothing() {
    Add.APPLIED.set(0);
    try (Picture picture = Grids.flat(1, 1, 1, 5);
        Preprocessing.Worker one = new Preprocessing(List.of(new Add(1))).open();
        Preprocessing.Worker other = new Preprocessing(List.of(new Add(2), new Add(1))).open()) {
      assertArrayEquals(new int[][] {{6}}, Grids.rows(one.apply(picture, 1)));
      assertArrayEquals(new int[][] {{8}}, Grids.rows(other.apply(picture, 1)));
      assertEquals(3, Add.APPLIED.get());
    }
  }

  @Test
  void anUnknownNameIsAnErrorThatNamesTheNearest() {
    UserError error =
        assertThrows(UserError.class, () -> OperatorErrors.preprocessing("name = sharpne"));
    assertTrue(
        error.getMessage().contains("unknown operator 'sharpne'; did you mean 'sharpen'?"),
        error.getMessage());
  }

  @Test
  void anUnknownParameterIsAnErrorThatNamesTheNearest() {
    UserError error =
        assertThrows(
            UserError.class, () -> OperatorErrors.preprocessing("name = sharpen, sigmar = 2"));
    assertTrue(error.getMessage().contains("did you mean 'sigma'?"), error.getMessage());
  }

  @Test
  void identityHoldsNamesParametersAndImplementations() {
    assertEquals(
        List.of(
            Map.of(
                "name",
                "sharpen",
                "parameters",
                Map.of("sigma", 1.0, "amount", 2.0),
                "implementation",
                1)),
        OperatorErrors.preprocessing("name = sharpen, amount = 2").identity());
  }

  @Test
  void identityChangesWithParametersAndOrder() {
    String sharpen = "name = sharpen";
    String gamma = "name = gamma, gamma = 2";
    List<Map<String, Object>> identity = OperatorErrors.preprocessing(sharpen, gamma).identity();
    assertEquals(
        identity, OperatorErrors.preprocessing("name = sharpen, sigma = 1", gamma).identity());
    assertNotEquals(
        identity, OperatorErrors.preprocessing("name = sharpen, sigma = 2", gamma).identity());
    assertNotEquals(identity, OperatorErrors.preprocessing(gamma, sharpen).identity());
    assertNotEquals(identity, OperatorErrors.preprocessing(sharpen).identity());
  }

  /** Lists, colours and enums are spelled as the configuration spells them. */
  @Test
  void identityIsSpelledAsTheConfiguration() {
    assertEquals(
        "{\"border\":\"constant\",\"color\":\"#ff8000\",\"pixels\":[1]}",
        Canonical.json(
            Canonical.values(
                (Record) OperatorErrors.bound("name = pad, pixels = 1, color = \"#FF8000\""))));
  }

  private static int[][] applied(Preprocessing preprocessing, int value) {
    try (Picture picture = Grids.flat(1, 1, 1, value);
        Preprocessing.Worker worker = preprocessing.open()) {
      return Grids.rows(worker.apply(picture, 1));
    }
  }

  /** Adds to all values, and counts how often. */
  private record Add(int added) implements Operator {
    static final AtomicInteger APPLIED = new AtomicInteger();

    @Override
    public Worker open() {
      Natives.ensureLoaded();
      return (PixelWorker)
          (source, result) -> {
            APPLIED.incrementAndGet();
            try (Scalar scalar = Scalar.all(added);
                Mat sum = opencv_core.add(source, scalar).asMat()) {
              sum.copyTo(result);
            }
          };
    }
  }
}
