package io.bifocal.collection;

import java.io.Serializable;
import java.time.Instant;

/**
 * One entry of a folder.
 *
 * @param path relative to the root of the tree, with {@code /} between names
 * @param kind what it is
 * @param bytes its size; 0 for anything but a file
 * @param modified its modification time, in microseconds at most
 */
record Entry(String path, Kind kind, long bytes, Instant modified) implements Serializable {
  enum Kind {
    FILE,
    FOLDER,
    /** A device, a pipe, a socket, a link that leads nowhere: it is recorded and never opened. */
    OTHER
  }
}
