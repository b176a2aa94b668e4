package io.bifocal.inference;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.bifocal.conf.UserError;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class GaussiansFitTest {

  /**
   * NumPy and scikit-learn 1.9: x = sin(1 + 7k + 3i²) (1 + i) + 10, classes k % 3 of which the
   * second has i more and the third 4 − i; r = x less its class's mean; S, shrinkage =
   * ledoit_wolf(r, assume_centered=True); min over the means m of sqrt((q − m) @ inv(S) @ (q − m)).
   */
  @Test
  void distancesAreThoseOfNumpy() {
    List<float[]> embeddings = new ArrayList<>();
    List<String> labels = new ArrayList<>();
    for (int k = 0; k < 30; k++) {
      float[] x = new float[6];
      for (int i = 0; i < x.length; i++) {
        int moved = k % 3 == 1 ? i : k % 3 == 2 ? 4 - i : 0;
        x[i] = (float) (Math.sin(1 + 7 * k + 3 * i * i) * (1 + i) + moved + 10);
      }
      embeddings.add(x);
      labels.add("class " + k % 3);
    }
    GaussiansFit.Result result = GaussiansFit.learn(embeddings, labels);
    assertEquals(0.04470309280187797, result.shrinkage(), 1e-6);
    Gaussians.Meter meter = result.gaussians().open();
    assertEquals(0.15910241210999213, meter.distance(new float[] {10, 10, 10, 10, 10, 10}), 1e-5);
    assertEquals(32.016375486610855, meter.distance(new float[] {0, 1, 2, 3, 4, 5}), 1e-4);
    assertEquals(1.5091726988280623, meter.distance(embeddings.get(4)), 1e-5);
  }

  /** As above with 5 pictures of one class and 8 values, without the 10. */
  @Test
  void fewerPicturesThanValuesHaveACovariance() {
    List<float[]> embeddings = new ArrayList<>();
    for (int k = 0; k < 5; k++) {
      float[] x = new float[8];
      for (int i = 0; i < x.length; i++) {
        x[i] = (float) (Math.sin(1 + 7 * k + 3 * i * i) * (1 + i));
      }
      embeddings.add(x);
    }
    GaussiansFit.Result result = GaussiansFit.learn(embeddings, List.of("a", "a", "a", "a", "a"));
    assertEquals(0.2761617771071103, result.shrinkage(), 1e-6);
    assertEquals(
        2.6530491717667584,
        result.gaussians().open().distance(new float[] {1, 1, 1, 1, 1, 1, 1, 1}),
        1e-5);
  }

  @Test
  void aValueThatNeverChangesDoesNoHarm() {
    List<float[]> embeddings =
        List.of(new float[] {1, 0, 5}, new float[] {-1, 0, 6}, new float[] {0, 0, 3});
    Gaussians.Meter meter =
        GaussiansFit.learn(embeddings, List.of("a", "a", "a")).gaussians().open();
    assertTrue(Double.isFinite(meter.distance(new float[] {0, 1, 0})));
  }

  @Test
  void typicalDistancesAreTheSquareRootOfTheLength() {
    SplittableRandom random = new SplittableRandom(5);
    List<float[]> embeddings = new ArrayList<>();
    List<String> labels = new ArrayList<>();
    for (int k = 0; k < 2000; k++) {
      float[] x = new float[16];
      for (int i = 0; i < x.length; i++) {
        x[i] = (float) (3 * random.nextGaussian() + (k % 2) * 1000);
      }
      embeddings.add(x);
      labels.add(k % 2 == 0 ? "near" : "far");
    }
    Gaussians.Meter meter = GaussiansFit.learn(embeddings, labels).gaussians().open();
    double squares = 0;
    for (float[] x : embeddings) {
      squares += Math.pow(meter.distance(x), 2);
    }
    assertEquals(16, squares / embeddings.size(), 0.2);
  }

  @Test
  void picturesThatAreAllTheSameAreRefused() {
    List<float[]> same = List.of(new float[] {1, 2}, new float[] {1, 2});
    UserError error =
        assertThrows(UserError.class, () -> GaussiansFit.learn(same, List.of("a", "a")));
    assertTrue(error.getMessage().contains("are all the same"), error.getMessage());
  }
}
