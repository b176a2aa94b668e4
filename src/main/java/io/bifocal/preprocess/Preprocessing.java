package io.bifocal.preprocess;

import io.bifocal.conf.Block;
import io.bifocal.conf.Canonical;
import io.bifocal.conf.Catalogue;
import io.bifocal.image.Picture;
import java.io.Serializable;
import java.util.List;
import java.util.Map;

/**
 * Operators in the order in which they are applied to the decoded picture, before it is brought to
 * the size that a producer wants. Producers that begin with equal operators share their results.
 *
 * @param operators none for the picture as it is
 */
public record Preprocessing(List<Operator> operators) implements Serializable {
  private static final Catalogue<Operator> CATALOGUE = new Catalogue<>(Operator.class, "operator");

  public Preprocessing {
    operators = List.copyOf(operators);
  }

  /**
   * The operators that {@code blocks} describe, by their names and parameters.
   *
   * @throws io.bifocal.conf.UserError if a name is not known or a parameter is wrong
   */
  public static Preprocessing of(List<Block> blocks) {
    return new Preprocessing(blocks.stream().map(CATALOGUE::bind).toList());
  }

  /** What the pixels depend on: names, parameters and implementations, in order. */
  public List<Map<String, Object>> identity() {
    return operators.stream().map(Preprocessing::identity).toList();
  }

  /** Opens a worker for one task. */
  public Worker open() {
    return new Worker(operators, operators.stream().map(Operator::open).toList());
  }

  private static Map<String, Object> identity(Operator operator) {
    return Map.of(
        "name",
        CATALOGUE.name(operator),
        "parameters",
        Canonical.values((Record) operator),
        "implementation",
        operator.implementation());
  }

  /** All operators in one task. */
  public static final class Worker implements AutoCloseable {
    private final List<Operator> operators;
    private final List<Operator.Worker> workers;

    private Worker(List<Operator> operators, List<Operator.Worker> workers) {
      this.operators = operators;
      this.workers = workers;
    }

    /**
     * The picture after all operators, which {@code picture} owns; itself where there are none.
     *
     * @param seed of the image
     */
    public Picture apply(Picture picture, long seed) {
      Picture result = picture;
      for (int i = 0; i < operators.size(); i++) {
        Operator.Worker worker = workers.get(i);
        result = result.derived(operators.get(i), source -> worker.apply(source, seed));
      }
      return result;
    }

    @Override
    public void close() {
      workers.forEach(Operator.Worker::close);
    }
  }
}
