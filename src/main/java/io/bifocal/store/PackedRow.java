package io.bifocal.store;

import java.util.Map;

/**
 * A row of a packed collection.
 *
 * @param image the encoded bytes
 * @param path in the collection that was packed
 * @param attributes never null
 */
@SuppressWarnings("ArrayRecordComponent") // Lives until it is written.
public record PackedRow(
    byte[] image,
    String path,
    String label,
    String split,
    String group,
    Map<String, String> attributes) {}
