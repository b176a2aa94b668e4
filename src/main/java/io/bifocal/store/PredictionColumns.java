package io.bifocal.store;

import java.io.Serializable;

/**
 * The columns that a model's table has after those of {@link Tables#PREDICTIONS}, because its
 * configuration asks for them.
 *
 * @param masks whether there is a last column {@code mask}, binary: a PNG whose pixels are the
 *     numbers of their labels
 */
public record PredictionColumns(boolean masks) implements Serializable {}
