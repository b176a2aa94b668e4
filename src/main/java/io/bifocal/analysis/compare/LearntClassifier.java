package io.bifocal.analysis.compare;

import io.bifocal.inference.VectorClassifier;
import java.io.Serializable;
import java.util.List;

/**
 * A classifier, and what it was learnt from.
 *
 * @param images contents
 * @param accuracy balanced, of images that were held out; null where none were
 * @param leftOut labels of too few images
 */
record LearntClassifier(
    VectorClassifier classifier, long images, Double accuracy, List<String> leftOut)
    implements Serializable {}
