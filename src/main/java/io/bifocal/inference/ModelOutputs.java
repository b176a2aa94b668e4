package io.bifocal.inference;

import io.bifocal.conf.Default;
import io.bifocal.conf.Help;
import java.util.List;
import java.util.Optional;

/**
 * The outputs of a network that are of use, by their names in it; others are ignored.
 *
 * @param embedding a vector for each picture: shape (1, n), or (1, n, 1, 1) and the like; whatever
 *     {@link Pooling} takes; in ONNX files any tensor between two operators, too
 * @param logits a number for each label: shape (1, labels)
 * @param boxes where things are; several are put one below the other
 * @param scores how sure the network is of each box, where that is an output of its own; as many as
 *     boxes
 * @param classes what is in each box, where that is an output of its own
 */
public record ModelOutputs(
    @Help("name of the output, or of any tensor within the network, that describes the picture")
        Optional<String> embedding,
    @Help("name of the output with one number a label") Optional<String> logits,
    @Default("[]") @Help("detection: names of the outputs with the boxes, mostly one")
        List<String> boxes,
    @Default("[]") @Help("detection: names of the outputs with the scores, where boxes lack them")
        List<String> scores,
    @Help("detection: name of the output with the classes, where boxes lack them")
        Optional<String> classes) {}
