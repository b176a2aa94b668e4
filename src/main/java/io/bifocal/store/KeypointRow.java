package io.bifocal.store;

/**
 * A row of {@code keypoints}.
 *
 * @param imageId SHA-256 of the encoded bytes, hex
 * @param count keypoints of the picture
 * @param keypoints six values each, as {@link io.bifocal.feature.LocalFeatures#keypoints} gives
 *     them; null where there is an error; may be longer than the keypoints are
 * @param descriptors of all keypoints, one after the other; null where there is an error; may be
 *     longer
 * @param descriptorLength values of one descriptor
 * @param error null where there are keypoints
 * @param micros CPU time in microseconds
 */
@SuppressWarnings("ArrayRecordComponent") // Lives until it is written.
public record KeypointRow(
    String imageId,
    int count,
    float[] keypoints,
    float[] descriptors,
    int descriptorLength,
    String error,
    long micros) {}
