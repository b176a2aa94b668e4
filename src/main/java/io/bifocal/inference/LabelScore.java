package io.bifocal.inference;

/**
 * A label and what the network gives it.
 *
 * @param score after the card's activation: 0 to 1 for softmax and sigmoid
 */
public record LabelScore(String label, float score) {}
