package io.bifocal.inference;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.typesafe.config.ConfigFactory;
import io.bifocal.conf.Binder;
import io.bifocal.conf.Block;
import io.bifocal.conf.ModelSettings;
import io.bifocal.conf.UserError;
import java.util.List;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.FloatRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class GuardsTest {
  private static final String CARD =
      "task = classification, outputs { logits = vector, embedding = vector }, labels = labels.txt,"
          + " top = 2, input { size = [4, 1], channels = gray }";
  private static final float[] LOGITS = {2, -1, 0.5f, 3.5f};

  /**
   * SciPy 1.17: p = softmax([2, -1, .5, 3.5]), s = sort(p); entropy(p), s[-1] - s[-2], -logsumexp.
   */
  @Test
  void valuesOfLogitsAreScipys() {
    assertArrayEquals(
        new float[] {0.66591656f, 0.6050265f, -3.7500007f},
        guard("entropy, margin, energy", 1, LOGITS).guards(),
        1e-6f);
  }

  @Test
  void valuesOfLargeLogitsAreScipys() {
    assertArrayEquals(
        new float[] {0.66284734f, 0.24491866f, -80.474075f},
        guard("entropy, margin, energy", 1, -100, 80, 79.5f, -1000).guards(),
        1e-5f);
  }

  /** SciPy 1.17: as above with p = softmax(z / 2.5), but the energy of z. */
  @Test
  void temperatureMendsScoresAndWhatIsMadeOfThem() {
    GuardedPrediction guarded = guard("temperature, energy, margin, entropy", 2.5f, LOGITS);
    assertArrayEquals(new float[] {1.1911469f, 0.22388096f, -3.7500007f}, guarded.guards(), 1e-6f);
    Prediction prediction = guarded.prediction();
    assertEquals("d", prediction.label());
    assertEquals(0.49620286f, prediction.score(), 1e-6);
    assertEquals(List.of("d", "a"), prediction.top().stream().map(LabelScore::label).toList());
    assertEquals(0.2723219f, prediction.top().get(1).score(), 1e-6);
    assertArrayEquals(LOGITS, prediction.logits());
  }

  @Property(tries = 200)
  void valuesKeepToTheirRanges(
      @ForAll @Size(4) List<@FloatRange(min = -1e4f, max = 1e4f) Float> logits) {
    float[] values = new float[4];
    for (int i = 0; i < 4; i++) {
      values[i] = logits.get(i);
    }
    float[] guards = guard("entropy, margin, energy", 1, values).guards();
    assertTrue(guards[0] >= 0 && guards[0] <= (float) Math.log(4), "entropy " + guards[0]);
    assertTrue(guards[1] >= 0 && guards[1] <= 1, "margin " + guards[1]);
    float largest = Math.max(Math.max(values[0], values[1]), Math.max(values[2], values[3]));
    assertTrue(
        -guards[2] >= largest - 1e-2 && -guards[2] <= largest + Math.log(4) + 1e-2,
        "energy " + guards[2]);
  }

  @Test
  void columnsHaveAnOrderOfTheirOwn() {
    assertEquals(
        List.of("entropy", "margin", "energy", "mahalanobis", "nearest_neighbours", "disagreement"),
        guards(
                "[temperature, { name = disagreement, extractor = hog }, nearest-neighbours, mahalanobis, energy, margin, { name = entropy }]")
            .columns());
    assertEquals(
        Set.of(GuardFit.TEMPERATURE, GuardFit.NEIGHBOURS),
        guards("[temperature, entropy, { name = nearest-neighbours, neighbours = 3 }]").learns());
    assertEquals(List.of(), guards("[]").columns());
  }

  @Test
  void identityHasTheParameters() {
    assertEquals(
        "{energy={}, nearest-neighbours={neighbours=3}}",
        guards("[{ name = nearest-neighbours, neighbours = 3 }, energy]").identity().toString());
  }

  @Test
  void whatMakesNoSenseIsRefused() {
    refused("[entrpy]", "unknown guard 'entrpy'; did you mean 'entropy'?");
    refused("[entropy, { name = entropy }]", "'entropy' is named twice; remove one");
    refused(
        "[{ name = nearest-neighbours, neighbours = 0 }]",
        "neighbours = 0 is out of range; give 1 to 1000");
    refused("[disagreement]", "extractor: this key is missing");
    refused("[{ name = entropy, base = 2 }]", "base");
  }

  @Test
  void outputsHaveToBeThere() {
    ModelCard embedding =
        card("task = embedding, outputs.embedding = vector, input { size = 2, channels = gray }");
    guards("[mahalanobis]").check(embedding);
    assertMessage(
        "guards: entropy needs outputs.logits in the model's card; name it, or remove the guard",
        () -> guards("[entropy]").check(embedding));
    ModelCard labels =
        card(
            "task = classification, outputs.logits = vector, labels = labels.txt, input { size = 2,"
                + " channels = gray }");
    guards("[entropy, temperature]").check(labels);
    assertMessage(
        "guards: nearest-neighbours needs outputs.embedding in the model's card; name it, or remove"
            + " the guard",
        () -> guards("[nearest-neighbours]").check(labels));
  }

  @Test
  void severalLabelsAtOnceHaveNoEntropy() {
    assertMessage(
        "guards: entropy is of one right label among all, so it needs activation = softmax in the"
            + " model's card",
        () -> guards("[entropy]").check(card(CARD + ", activation = sigmoid")));
  }

  @Test
  void moreNeighboursThanPicturesAreRefused() {
    FittedGuards fitted = fitted(1, Gaussians.NONE, NeighbourBank.of(List.of(new float[] {1, 0})));
    guards("[{ name = nearest-neighbours, neighbours = 1 }]").check(fitted);
    assertMessage(
        "guards: neighbours = 10 is more than the 1 training pictures that were learnt from; lower"
            + " it, or fit again with more pictures",
        () -> guards("[nearest-neighbours]").check(fitted));
  }

  /** SciPy 1.17: jensenshannon(p, q, base=2) ** 2. */
  @Test
  void divergencesAreScipys() {
    assertEquals(
        0.33275110160267973,
        Disagreement.divergence(new double[] {0.7, 0.2, 0.1}, new double[] {0.1, 0.3, 0.6}),
        1e-12);
    assertEquals(
        0.6556390622295666,
        Disagreement.divergence(new double[] {0.5, 0.5, 0}, new double[] {0.25, 0, 0.75}),
        1e-12);
    assertEquals(1, Disagreement.divergence(new double[] {1, 0}, new double[] {0, 1}));
    assertEquals(0, Disagreement.divergence(new double[] {0.5, 0.5}, new double[] {0.5, 0.5}));
  }

  @Test
  void disagreementIsOfTheTwoClassifiers() {
    // Shares of 1 and 3 in 4 against 3 and 1 in 4: 2 (1/4 log2(1/2) + 3/4 log2(3/2)) / 2.
    LinearClassifier deep =
        new LinearClassifier(new float[][] {{0, 0, 0, 0, 0}, {0, 0, (float) Math.log(3), 0, 0}});
    LinearClassifier classical =
        new LinearClassifier(new float[][] {{0, (float) Math.log(3)}, {0, 0}});
    Guards.Worker worker =
        worker(
            "{ name = disagreement, extractor = hog }",
            new FittedGuards(1, Gaussians.NONE, NeighbourBank.NONE, deep, classical));
    Prediction prediction =
        new Prediction.Builder().logits(LOGITS).embedding(new float[] {7, 7, 1, 7}).build();
    assertEquals(
        0.75 * Math.log(1.5) / Math.log(2) - 0.25,
        worker.guard(prediction, new float[] {5}).guards()[0],
        1e-6);
    // Without a vector there is no disagreement, and the prediction stands.
    GuardedPrediction without = worker.guard(prediction, null);
    assertTrue(Float.isNaN(without.guards()[0]));
    assertNull(without.prediction().error());
  }

  @Test
  void aFailedPredictionStaysOne() {
    Prediction failed = Prediction.failed("it broke");
    GuardedPrediction guarded = worker("entropy", FittedGuards.NONE).guard(failed, null);
    assertEquals("it broke", guarded.prediction().error());
    assertNull(guarded.guards());
  }

  @Test
  void aValueThatIsNotFiniteIsAnError() {
    // The distance from 0 overflows.
    Gaussians gaussians =
        new Gaussians(
            new float[4],
            new float[][] {{1e30f}, {0, 1}, {0, 0, 1}, {0, 0, 0, 1}},
            new float[][] {{0, 0, 0, 0}});
    GuardedPrediction guarded =
        worker("mahalanobis", fitted(1, gaussians, NeighbourBank.NONE))
            .guard(
                new Prediction.Builder()
                    .logits(LOGITS)
                    .embedding(new float[] {1e30f, 0, 0, 0})
                    .build(),
                null);
    assertEquals("guard mahalanobis is not finite", guarded.prediction().error());
    assertNull(guarded.guards());
  }

  private static GuardedPrediction guard(String names, float temperature, float... logits) {
    FittedGuards fitted = fitted(temperature, Gaussians.NONE, NeighbourBank.NONE);
    Classifier classifier = new Classifier(List.of("a", "b", "c", "d"), Activation.SOFTMAX, 2);
    return worker(names, fitted)
        .guard(new Prediction.Builder().logits(logits).top(classifier.best(logits)).build(), null);
  }

  private static FittedGuards fitted(
      float temperature, Gaussians gaussians, NeighbourBank neighbours) {
    return new FittedGuards(
        temperature, gaussians, neighbours, LinearClassifier.NONE, LinearClassifier.NONE);
  }

  private static Guards.Worker worker(String names, FittedGuards fitted) {
    return guards("[" + names + "]")
        .open(Models.of(CARD, Models.flatten(1, 1, 4), "a", "b", "c", "d"), fitted);
  }

  private static Guards guards(String list) {
    Block block =
        new Block(
            ConfigFactory.parseString("name = m, path = p, guards = " + list).root(), "models[0]");
    return Guards.of(Binder.bind(ModelSettings.class, block).guards());
  }

  private static ModelCard card(String text) {
    return Models.of(text, Models.flatten(1, 2, 2), "a", "b", "c", "d").card();
  }

  private static void refused(String list, String message) {
    UserError error = assertThrows(UserError.class, () -> guards(list));
    assertTrue(error.getMessage().contains("models[0].guards["), error.getMessage());
    assertTrue(error.getMessage().contains(message), error.getMessage());
  }

  private static void assertMessage(
      String message, org.junit.jupiter.api.function.Executable refused) {
    assertEquals(message, assertThrows(UserError.class, refused).getMessage());
  }
}
