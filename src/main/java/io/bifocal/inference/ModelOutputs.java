package io.bifocal.inference;

import io.bifocal.conf.Help;
import java.util.Optional;

/**
 * The outputs of a network that are of use, by their names in it; others are ignored.
 *
 * @param embedding a vector for each picture: shape (1, n), or (1, n, 1, 1) and the like
 * @param logits a number for each label: shape (1, labels)
 */
public record ModelOutputs(
    @Help("name of the output that describes the picture") Optional<String> embedding,
    @Help("name of the output with one number a label") Optional<String> logits) {}
