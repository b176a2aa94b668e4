package io.bifocal.inference;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.bifocal.conf.BatchSize;
import io.bifocal.image.Picture;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A picture's prediction is the same to the bit whatever runs before, after and beside it. */
class DeterminismTest {
  private static final List<String> NAMES =
      List.copyOf(Quickstart.reference("emoji-cnn", "logits").keySet());

  @ParameterizedTest
  @ValueSource(strings = {"mobilenetv2-576", "emoji-cnn"})
  void batchSizeOrderAndThreads(String model) throws Exception {
    ModelFiles files = ModelFiles.read(Path.of("src/quickstart/models", model));
    ExecutorService tasks = Executors.newFixedThreadPool(2);
    try (Network one = Network.load(files, 1);
        Network two = Network.load(files, 2)) {
      List<Prediction> expected = predict(one, 1, NAMES);
      assertSame(expected, predict(one, 16, NAMES));
      assertSame(expected, predict(one, 7, NAMES));
      assertSame(expected, predict(two, 7, NAMES));
      for (int round = 0; round < 5; round++) {
        assertSame(expected, predict(one, BatchSize.AUTO, NAMES));
      }

      List<String> backwards = new ArrayList<>(NAMES);
      Collections.reverse(backwards);
      List<Prediction> reversed = new ArrayList<>(predict(one, 3, backwards));
      Collections.reverse(reversed);
      assertSame(expected, reversed);

      List<Future<List<Prediction>>> beside = new ArrayList<>();
      for (int i = 0; i < 8; i++) {
        int batchSize = i + 1;
        beside.add(tasks.submit(() -> predict(one, batchSize, NAMES)));
      }
      for (Future<List<Prediction>> result : beside) {
        assertSame(expected, result.get());
      }
    } finally {
      tasks.shutdownNow();
    }
  }

  private static List<Prediction> predict(Network network, int batchSize, List<String> names) {
    return predict(network, new BatchSize(batchSize), names);
  }

  private static List<Prediction> predict(
      Network network, BatchSize batchSize, List<String> names) {
    List<Prediction> result = new ArrayList<>();
    try (Network.Worker worker = network.open(batchSize)) {
      for (String name : names) {
        try (Picture picture = Quickstart.picture(name)) {
          if (worker.add(picture)) {
            result.addAll(worker.run());
          }
        }
      }
      result.addAll(worker.run());
    }
    return result;
  }

  private static void assertSame(List<Prediction> expected, List<Prediction> actual) {
    assertEquals(expected.size(), actual.size());
    for (int i = 0; i < expected.size(); i++) {
      assertEquals(expected.get(i).top(), actual.get(i).top());
      assertArrayEquals(expected.get(i).embedding(), actual.get(i).embedding());
    }
  }
}
