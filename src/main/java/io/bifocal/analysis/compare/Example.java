package io.bifocal.analysis.compare;

import java.util.List;
import java.util.Optional;

/**
 * An image that classical features and networks answer differently.
 *
 * @param kind {@code classical right}, {@code deep right}, or {@code both wrong}
 * @param image the image
 * @param label the right class
 * @param answers of the classical and of the deep set
 * @param maps where the answers come from, of some examples
 */
public record Example(
    String kind, Picture image, String label, List<Answer> answers, List<OcclusionMap> maps) {

  /**
   * A picture of the collection.
   *
   * @param thumbnail data URI; empty where it could not be read any more
   */
  public record Picture(String imageId, String path, Optional<String> thumbnail) {}

  /**
   * What a set answers.
   *
   * @param probability of the answer
   * @param neighbours nearest images that it was trained with, nearest first, with their labels
   */
  public record Answer(String set, String label, double probability, List<Neighbour> neighbours) {}

  /** A training image near by. */
  public record Neighbour(Picture image, String label) {}

  /**
   * How much the probability of the right class falls where a part of the image is covered.
   *
   * @param drops by row and column of the grid
   */
  @SuppressWarnings("ArrayRecordComponent") // Handed on, not compared.
  public record OcclusionMap(String set, double[][] drops) {}
}
