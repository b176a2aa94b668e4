package io.bifocal.inference;

/**
 * What guards judge a prediction by.
 *
 * @param logits one a label; null without {@code outputs.logits}
 * @param probabilities the softmax of the logits, after the temperature if there is one; null
 *     without logits
 * @param embedding null without {@code outputs.embedding}
 * @param vector of the classical extractor that {@link Disagreement} names; null without one, and
 *     where it failed
 */
@SuppressWarnings("ArrayRecordComponent") // Lives as long as one picture is looked at.
record Evidence(float[] logits, double[] probabilities, float[] embedding, float[] vector) {}
