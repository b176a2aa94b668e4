package io.bifocal.conf;

import java.io.Serializable;

/** What a single file, and the collection, may cost before it is refused. */
public record LimitSettings(
    @Default("100M")
        @Help(
            "largest number of pixels, width × height; above it a file is rejected as too_many_pixels")
        Count maxPixels,
    @Default("256M")
        @Help("largest file in bytes; above it a file is rejected as too_large, unread")
        ByteSize maxBytes,
    @Default("100%")
        @Help(
            "rejected files, as a share (5%) or a number, above which a job ends with exit code 3")
        Tolerance maxRejected)
    implements Serializable {}
