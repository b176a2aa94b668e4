package io.bifocal.inference;

import io.bifocal.conf.Default;
import io.bifocal.conf.Help;
import java.util.List;
import java.util.Optional;

/**
 * The outputs of a network that are of use, by their names in it; others are ignored.
 *
 * @param embedding a vector for each picture: shape (1, n), or (1, n, 1, 1) and the like
 * @param logits a number for each label: shape (1, labels)
 * @param boxes where things are; several are put one below the other
 * @param scores how sure the network is of each box, where that is an output of its own; as many as
 *     boxes
 * @param classes what is in each box, where that is an output of its own
 * @param segments what is at each place: shape (1, labels, height, width) or, with nhwc, (1,
 *     height, width, labels); for other {@code segment-values} without the side of the labels
 * @param image a picture: shape (1, channels, height, width) or, with nhwc, (1, height, width,
 *     channels), with 1 channel (gray), 3 in the order of the input, or these and alpha
 */
public record ModelOutputs(
    @Help("name of the output that describes the picture") Optional<String> embedding,
    @Help("name of the output with one number a label") Optional<String> logits,
    @Default("[]") @Help("detection: names of the outputs with the boxes, mostly one")
        List<String> boxes,
    @Default("[]") @Help("detection: names of the outputs with the scores, where boxes lack them")
        List<String> scores,
    @Help("detection: name of the output with the classes, where boxes lack them")
        Optional<String> classes,
    @Help("segmentation: name of the output that says of each pixel what it is")
        Optional<String> segments,
    @Help("image: name of the output that is a picture") Optional<String> image) {}
