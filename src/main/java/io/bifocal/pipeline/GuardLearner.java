package io.bifocal.pipeline;

import io.bifocal.conf.UserError;
import io.bifocal.inference.FittedGuards;
import io.bifocal.inference.Gaussians;
import io.bifocal.inference.GaussiansFit;
import io.bifocal.inference.GuardFit;
import io.bifocal.inference.LinearClassifier;
import io.bifocal.inference.NeighbourBank;
import io.bifocal.inference.TemperatureFit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;

/**
 * Learns what the guards of one model need.
 *
 * @param length values of its embedding, which come first among those of an example; 0 for none
 * @param labels its labels, in the order of its logits; empty without logits
 * @param classifiers trains classifiers
 */
record GuardLearner(String model, int length, List<String> labels, ClassifierLearner classifiers) {
  /** To be raised whenever the same examples would give something else than before. */
  static final int IMPLEMENTATION = 1;

  /**
   * What was learnt.
   *
   * @param training pictures that distances were learnt from
   * @param validation pictures that the temperature was learnt from
   */
  record Result(
      FittedGuards fitted,
      Optional<GaussiansFit.Result> gaussians,
      Optional<TemperatureFit.Result> temperature,
      int training,
      int validation) {}

  /** Examples with labels that can be learnt. */
  private record Labelled(List<float[]> values, List<String> labels) {}

  /**
   * Learns what {@code need} asks for.
   *
   * @param training for distances
   * @param classical the vectors of the extractor that a guard looks at, of the same pictures
   * @param validation for the temperature
   * @throws UserError if there is too little to learn from
   */
  Result learn(
      GuardNeed need, GuardExamples training, GuardExamples classical, GuardExamples validation) {
    Optional<GaussiansFit.Result> gaussians = Optional.empty();
    Optional<TemperatureFit.Result> temperature = Optional.empty();
    NeighbourBank neighbours = NeighbourBank.NONE;
    int usedForTemperature = 0;
    if (need.learns().contains(GuardFit.GAUSSIANS)) {
      gaussians = Optional.of(gaussians(training));
    }
    if (need.learns().contains(GuardFit.NEIGHBOURS)) {
      neighbours = NeighbourBank.of(embeddings(training.values()));
    }
    if (need.learns().contains(GuardFit.TEMPERATURE)) {
      Labelled known = labelled(validation, labels::contains);
      temperature = Optional.of(temperature(known));
      usedForTemperature = known.labels().size();
    }
    Classifiers pair = new Classifiers(LinearClassifier.NONE, LinearClassifier.NONE);
    if (need.learns().contains(GuardFit.CLASSIFIERS)) {
      pair = classifiers(training, classical);
    }
    FittedGuards fitted =
        new FittedGuards(
            temperature.map(TemperatureFit.Result::temperature).orElse(1f),
            gaussians.map(GaussiansFit.Result::gaussians).orElse(Gaussians.NONE),
            neighbours,
            pair.deep(),
            pair.classical());
    return new Result(fitted, gaussians, temperature, training.values().size(), usedForTemperature);
  }

  private record Classifiers(LinearClassifier deep, LinearClassifier classical) {}

  private Classifiers classifiers(GuardExamples training, GuardExamples classical) {
    Set<String> common = new TreeSet<>(labelled(training, label -> true).labels());
    common.retainAll(labelled(classical, label -> true).labels());
    if (common.size() < 2) {
      throw error("disagreement needs training pictures of two labels or more");
    }
    List<String> classes = List.copyOf(common);
    Labelled embeddings = labelled(training, common::contains);
    Labelled vectors = labelled(classical, common::contains);
    return new Classifiers(
        classifiers.learn(embeddings(embeddings.values()), indexes(embeddings, classes)),
        classifiers.learn(vectors.values(), indexes(vectors, classes)));
  }

  private static int[] indexes(Labelled examples, List<String> classes) {
    Map<String, Integer> indexes = new HashMap<>();
    for (int i = 0; i < classes.size(); i++) {
      indexes.putIfAbsent(classes.get(i), i);
    }
    return examples.labels().stream().mapToInt(indexes::get).toArray();
  }

  private GaussiansFit.Result gaussians(GuardExamples training) {
    Labelled known = labelled(training, label -> true);
    if (known.labels().isEmpty()) {
      throw error("mahalanobis needs training pictures with labels, and there are none");
    }
    try {
      return GaussiansFit.learn(embeddings(known.values()), known.labels());
    } catch (UserError e) {
      throw error("mahalanobis: " + e.getMessage());
    }
  }

  private TemperatureFit.Result temperature(Labelled validation) {
    if (validation.labels().isEmpty()) {
      throw error(
          "temperature needs pictures of the split val with labels that the model knows, such as '"
              + labels.get(0)
              + "', and there are none; give collection.split, or labels in the model's words");
    }
    List<float[]> logits = new ArrayList<>();
    for (float[] values : validation.values()) {
      logits.add(Arrays.copyOfRange(values, length, values.length));
    }
    return TemperatureFit.learn(logits, indexes(validation, labels));
  }

  private static Labelled labelled(GuardExamples examples, Predicate<String> wanted) {
    List<float[]> values = new ArrayList<>();
    List<String> labels = new ArrayList<>();
    for (int i = 0; i < examples.labels().size(); i++) {
      String label = examples.labels().get(i);
      if (label != null && wanted.test(label)) {
        labels.add(label);
        values.add(examples.values().get(i));
      }
    }
    return new Labelled(values, labels);
  }

  private List<float[]> embeddings(List<float[]> values) {
    return values.stream().map(both -> Arrays.copyOf(both, length)).toList();
  }

  private UserError error(String message) {
    return new UserError("model " + model + ": guards: " + message);
  }
}
