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
 * @param segments logits of every label at every place: shape (1, labels, height, width) or (1,
 *     height, width, labels), of any height and width; or the number of the label at every place,
 *     (1, height, width); or for two labels the score of the second, likewise, with activation =
 *     sigmoid its logit. Of equal logits the lower label wins, and a half is not yet the second's
 * @param image an image for each picture: shape (1, channels, height, width) or (1, height, width,
 *     channels) with 1, 3 or 4 channels, of any height and width
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
        Optional<String> classes,
    @Help("name of the output with the label of every place, or a number for each")
        Optional<String> segments,
    @Help("name of the output that is an image") Optional<String> image) {}
