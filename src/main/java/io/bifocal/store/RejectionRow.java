package io.bifocal.store;

/**
 * A content that looked like an image until it was decoded; it never becomes a table of its own but
 * a status in {@code images}.
 *
 * @param imageId SHA-256 of the encoded bytes, hex
 * @param reason one of the reasons of {@code images}
 * @param detail the message
 */
public record RejectionRow(String imageId, String reason, String detail) {}
