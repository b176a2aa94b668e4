package io.bifocal.inference;

import java.util.List;

/**
 * An output of a {@link TensorNetwork} for one input.
 *
 * @param name in the network; its place among the outputs, from 0, where the network has no names
 * @param shape without the side of the batch
 * @param values row-major, as the network gave them, converted to 32-bit floats
 */
@SuppressWarnings("ArrayRecordComponent") // Handed on to a row; a list would box every value.
public record TensorOutput(String name, List<Integer> shape, float[] values) {}
