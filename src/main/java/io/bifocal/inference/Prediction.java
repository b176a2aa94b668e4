package io.bifocal.inference;

import java.util.List;

/**
 * What a network says of one picture. What its card does not ask for is null or empty; after a
 * failure there is nothing but the error.
 *
 * @param label the best label, or null
 * @param score its score, or null
 * @param top the best labels, best first, as many as the card's {@code top}; equal ones in the
 *     order of the labels file
 * @param logits what the scores were made of, one a label, or null
 * @param embedding finite values, always of {@link Network#embeddingLength()}, or null
 * @param objects what was found, best first; null if the network does not detect
 * @param segments which label is where; null if the network does not segment
 * @param image what the network made of the picture; null if it makes none
 * @param error what went wrong with this picture, or null
 */
@SuppressWarnings("ArrayRecordComponent") // Handed on to a row; a list would box every value.
public record Prediction(
    String label,
    Float score,
    List<LabelScore> top,
    float[] logits,
    float[] embedding,
    List<DetectedObject> objects,
    SegmentMap segments,
    OutputImage image,
    String error) {

  public Prediction {
    top = List.copyOf(top);
    objects = objects == null ? null : List.copyOf(objects);
  }

  /** Nothing but the error. */
  public static Prediction failed(String error) {
    return new Prediction(null, null, List.of(), null, null, null, null, null, error);
  }

  /** The same with other scores. */
  Prediction rescored(List<LabelScore> best) {
    return new Prediction(
        label, best.get(0).score(), best, logits, embedding, objects, segments, image, error);
  }

  /** Collects what the heads read. */
  public static final class Builder {
    private List<LabelScore> top = List.of();
    private float[] logits;
    private float[] embedding;
    private List<DetectedObject> objects;
    private SegmentMap segments;
    private OutputImage image;

    /** The best labels, best first. */
    public Builder top(List<LabelScore> values) {
      top = values;
      return this;
    }

    /** What the scores were made of. */
    public Builder logits(float[] values) {
      logits = values;
      return this;
    }

    /** The vector that describes the picture. */
    public Builder embedding(float[] values) {
      embedding = values;
      return this;
    }

    /** What was found, best first. */
    public Builder objects(List<DetectedObject> values) {
      objects = values;
      return this;
    }

    /** Which label is where. */
    public Builder segments(SegmentMap value) {
      segments = value;
      return this;
    }

    /** What the network made of the picture. */
    public Builder image(OutputImage value) {
      image = value;
      return this;
    }

    /** The prediction. */
    public Prediction build() {
      LabelScore best = top.isEmpty() ? null : top.get(0);
      return new Prediction(
          best == null ? null : best.label(),
          best == null ? null : best.score(),
          top,
          logits,
          embedding,
          objects,
          segments,
          image,
          null);
    }
  }
}
