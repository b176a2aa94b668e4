package io.bifocal.inference;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class TemperatureFitTest {

  /**
   * SciPy 1.17: z = float32(6 sin(1 + 5k + 2i²)) of 40 pictures and 4 labels; of each fourth
   * picture the label after the largest is right, otherwise the largest. minimize_scalar of the
   * mean of logsumexp(z / T) − z[y] / T over log T, bounded, xatol = 1e-10.
   */
  @Test
  void theTemperatureIsScipys() {
    List<float[]> logits = new ArrayList<>();
    int[] labels = new int[40];
    for (int k = 0; k < labels.length; k++) {
      float[] z = new float[4];
      for (int i = 0; i < 4; i++) {
        z[i] = (float) (6 * Math.sin(1 + 5 * k + 2 * i * i));
        labels[k] = z[i] > z[labels[k]] ? i : labels[k];
      }
      labels[k] = k % 4 == 0 ? (labels[k] + 1) % 4 : labels[k];
      logits.add(z);
    }
    TemperatureFit.Result result = TemperatureFit.learn(logits, labels);
    assertEquals(2.6406073807213053, result.temperature(), 1e-5);
    assertEquals(1.2013153538612618, result.before(), 1e-9);
    assertEquals(0.9055446755155685, result.after(), 1e-9);
  }

  /** Labels are drawn with the softmax of logits that are then made three times as large. */
  @Test
  void aTemperatureThatWasPutInIsFound() {
    SplittableRandom random = new SplittableRandom(9);
    List<float[]> logits = new ArrayList<>();
    int[] labels = new int[20_000];
    for (int k = 0; k < labels.length; k++) {
      double[] z = {random.nextGaussian(), 2 * random.nextGaussian(), random.nextGaussian()};
      double sum = 0;
      for (double value : z) {
        sum += Math.exp(value);
      }
      double place = random.nextDouble() * sum;
      while (place >= Math.exp(z[labels[k]]) && labels[k] < 2) {
        place -= Math.exp(z[labels[k]++]);
      }
      logits.add(new float[] {(float) (3 * z[0]), (float) (3 * z[1]), (float) (3 * z[2])});
    }
    TemperatureFit.Result result = TemperatureFit.learn(logits, labels);
    assertEquals(3, result.temperature(), 0.1);
    assertTrue(result.after() < result.before(), result.toString());
  }

  @Test
  void aNetworkThatIsNeverWrongHasTheLowestTemperature() {
    List<float[]> logits = List.of(new float[] {4, 0}, new float[] {-1, 1});
    assertEquals(0.01f, TemperatureFit.learn(logits, new int[] {0, 1}).temperature());
  }

  @Test
  void aNetworkThatIsAlwaysWrongHasTheHighestTemperature() {
    List<float[]> logits = List.of(new float[] {4, 0}, new float[] {-1, 1});
    assertEquals(100f, TemperatureFit.learn(logits, new int[] {1, 0}).temperature());
  }
}
