package io.bifocal.inference;

import java.util.List;

/**
 * What a network says of one picture. A card without logits gives no labels, one without an
 * embedding no vector; after a failure there is nothing but the error.
 *
 * @param label the best label, or null
 * @param score its score, or null
 * @param top the best labels, best first, as many as the card's {@code top}; equal ones in the
 *     order of the labels file
 * @param embedding finite values, always of {@link Network#embeddingLength()}, or null
 * @param error what went wrong with this picture, or null
 */
@SuppressWarnings("ArrayRecordComponent") // Handed on to a row; a list would box every value.
public record Prediction(
    String label, Float score, List<LabelScore> top, float[] embedding, String error) {

  public Prediction {
    top = List.copyOf(top);
  }

  static Prediction of(List<LabelScore> top, float[] embedding) {
    LabelScore best = top.isEmpty() ? null : top.get(0);
    return new Prediction(
        best == null ? null : best.label(),
        best == null ? null : best.score(),
        top,
        embedding,
        null);
  }

  /** Nothing but the error. */
  public static Prediction failed(String error) {
    return new Prediction(null, null, List.of(), null, error);
  }
}
