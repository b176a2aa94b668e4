package io.bifocal.inference;

import io.bifocal.conf.Canonical;
import io.bifocal.conf.Catalogue;
import io.bifocal.conf.Named;
import io.bifocal.conf.UserError;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * The guards that the configuration asks of one model.
 *
 * @param list each kind at most once, in the order of their columns: entropy, margin, energy,
 *     mahalanobis, nearest_neighbours, disagreement; then temperature, which has none
 */
public record Guards(List<Guard> list) implements Serializable {
  private static final Catalogue<Guard> CATALOGUE = new Catalogue<>(Guard.class, "guard");

  private static final List<Class<? extends Guard>> ORDER =
      List.of(
          Entropy.class,
          Margin.class,
          Energy.class,
          Mahalanobis.class,
          NearestNeighbours.class,
          Disagreement.class,
          Temperature.class);

  public Guards {
    list =
        list.stream()
            .sorted(Comparator.comparing(guard -> ORDER.indexOf(guard.getClass())))
            .toList();
  }

  /**
   * The guards that {@code settings} name.
   *
   * @throws UserError if there is no such guard, its parameters are wrong, or one is named twice
   */
  public static Guards of(List<Named> settings) {
    List<Guard> guards = new ArrayList<>();
    for (Named named : settings) {
      Guard guard = CATALOGUE.bind(named.block());
      if (guards.stream().anyMatch(other -> other.getClass() == guard.getClass())) {
        throw named.block().error("'" + CATALOGUE.name(guard) + "' is named twice; remove one");
      }
      guards.add(guard);
    }
    return new Guards(guards);
  }

  /**
   * Sees whether the model has what the guards are made of.
   *
   * @throws UserError if it does not
   */
  public void check(ModelCard card) {
    for (Guard guard : list) {
      String name = CATALOGUE.name(guard);
      switch (guard.input()) {
        case LOGITS -> {
          require(card.outputs().logits(), name, "outputs.logits");
          if (card.activation() != Activation.SOFTMAX) {
            throw new UserError(
                "guards: "
                    + name
                    + " is of one right label among all, so it needs activation = softmax in"
                    + " the model's card");
          }
        }
        case EMBEDDING -> require(card.outputs().embedding(), name, "outputs.embedding");
      }
    }
  }

  private static void require(Optional<String> output, String guard, String key) {
    if (output.isEmpty()) {
      throw new UserError(
          "guards: "
              + guard
              + " needs "
              + key
              + " in the model's card; name it, or remove the guard");
    }
  }

  /**
   * Sees whether enough was learnt.
   *
   * @throws UserError if there are fewer embeddings than neighbours
   */
  public void check(FittedGuards fitted) {
    int stored = fitted.neighbours().vectors().length;
    for (Guard guard : list) {
      if (guard instanceof NearestNeighbours nearest && nearest.neighbours() > stored) {
        throw new UserError(
            "guards: neighbours = "
                + nearest.neighbours()
                + " is more than the "
                + stored
                + " training pictures that were learnt from; lower it, or fit again with more"
                + " pictures");
      }
    }
  }

  /** The names of the columns, in their order. */
  public List<String> columns() {
    return list.stream()
        .filter(guard -> !(guard instanceof Temperature))
        .map(guard -> CATALOGUE.name(guard).replace('-', '_'))
        .toList();
  }

  /** The classical extractor that a guard looks at besides the model. */
  public Optional<String> extractor() {
    return list.stream()
        .filter(Disagreement.class::isInstance)
        .map(guard -> ((Disagreement) guard).extractor())
        .findAny();
  }

  /** What {@code fit} has to learn for them. */
  public Set<GuardFit> learns() {
    Set<GuardFit> result = EnumSet.noneOf(GuardFit.class);
    list.forEach(guard -> guard.learns().ifPresent(result::add));
    return result;
  }

  /**
   * What their values depend on besides the model and what was learnt: their parameters by name.
   */
  public Map<String, Object> identity() {
    Map<String, Object> result = new TreeMap<>();
    list.forEach(guard -> result.put(CATALOGUE.name(guard), Canonical.values((Record) guard)));
    return result;
  }

  /**
   * Opens them for one task.
   *
   * @param files the model
   * @param fitted what was learnt for them, {@link FittedGuards#NONE} if they do not learn
   */
  public Worker open(ModelFiles files, FittedGuards fitted) {
    return new Worker(this, files, fitted);
  }

  /** The guards in one task, for one thread at a time. */
  public static final class Worker {
    private final Optional<Classifier> classifier;
    private final float temperature;
    private final List<String> columns;
    private final List<GuardMeter> meters = new ArrayList<>();

    private Worker(Guards guards, ModelFiles files, FittedGuards fitted) {
      ModelCard card = files.card();
      boolean usesLogits =
          guards.list().stream().anyMatch(guard -> guard.input() == GuardInput.LOGITS);
      classifier =
          usesLogits
              ? Optional.of(new Classifier(files.labels(), card.activation(), card.top()))
              : Optional.empty();
      temperature = fitted.temperature();
      columns = guards.columns();
      guards.list().forEach(guard -> guard.open(fitted).ifPresent(meters::add));
    }

    /**
     * What the guards say of {@code prediction}: its scores calibrated, and a value for each
     * column. A failed prediction stays as it is and has no values; one of which a value is not
     * finite becomes a failed one.
     *
     * @param vector of {@link Guards#extractor()}; null without one, and where it failed
     */
    public GuardedPrediction guard(Prediction prediction, float[] vector) {
      if (prediction.error() != null) {
        return new GuardedPrediction(prediction, null);
      }
      Prediction calibrated = prediction;
      double[] probabilities = null;
      if (classifier.isPresent()) {
        float[] logits = prediction.logits();
        probabilities = classifier.get().activation().apply(cooled(logits));
        if (temperature != 1) {
          calibrated = prediction.rescored(classifier.get().best(logits, probabilities));
        }
      }
      Evidence evidence =
          new Evidence(prediction.logits(), probabilities, prediction.embedding(), vector);
      float[] values = new float[meters.size()];
      for (int i = 0; i < values.length; i++) {
        if (!meters.get(i).applies(evidence)) {
          values[i] = Float.NaN;
          continue;
        }
        values[i] = meters.get(i).value(evidence);
        if (!Float.isFinite(values[i])) {
          return new GuardedPrediction(
              Prediction.failed("guard " + columns.get(i) + " is not finite"), null);
        }
      }
      return new GuardedPrediction(calibrated, values);
    }

    private float[] cooled(float[] logits) {
      if (temperature == 1) {
        return logits;
      }
      float[] result = new float[logits.length];
      for (int i = 0; i < result.length; i++) {
        result[i] = logits[i] / temperature;
      }
      return result;
    }
  }
}
