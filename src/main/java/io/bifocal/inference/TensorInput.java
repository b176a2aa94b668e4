package io.bifocal.inference;

import java.util.List;
import java.util.Optional;

/**
 * Numbers for a {@link TensorNetwork}.
 *
 * @param shape with a side of 1 for the batch or, where the network declares its shape, without; if
 *     empty, the declared one is taken
 * @param values row-major
 */
@SuppressWarnings("ArrayRecordComponent") // Read once; a list would box every value.
public record TensorInput(Optional<List<Integer>> shape, float[] values) {}
