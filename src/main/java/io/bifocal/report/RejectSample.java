package io.bifocal.report;

/**
 * A rejected file that a report shows.
 *
 * @param path relative to the collection
 * @param reason as in the table images
 * @param detail what was found
 * @param bytes its size
 * @param modified when it was written last, in UTC; null where that is not known
 * @param thumbnail a JPEG in Base64 of what can be decoded of it; null where that is nothing
 * @param beginning its first bytes in hexadecimal digits; null where it was not opened
 */
record RejectSample(
    String path,
    String reason,
    String detail,
    long bytes,
    String modified,
    String thumbnail,
    String beginning) {

  RejectSample with(String newThumbnail, String newBeginning) {
    return new RejectSample(path, reason, detail, bytes, modified, newThumbnail, newBeginning);
  }
}
