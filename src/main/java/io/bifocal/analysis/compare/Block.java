package io.bifocal.analysis.compare;

import java.io.Serializable;

/**
 * The vectors of one producer over the rows of a sample: single-precision numbers, little-endian,
 * row after row, in a file of its own.
 *
 * @param name of the extractor or model, with its version where several have the name
 * @param length values in a vector
 * @param file a URI that Hadoop knows
 */
record Block(String name, Lens lens, int length, String file) implements Serializable {}
