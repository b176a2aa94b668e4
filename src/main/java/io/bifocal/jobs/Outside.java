package io.bifocal.jobs;

import io.bifocal.collection.ImageCollection;
import io.bifocal.conf.UserError;

/** What a job writes has to lie where the collection is not listed. */
final class Outside {
  private Outside() {}

  /**
   * Checks that what is written to {@code location} will not be a part of the collection.
   *
   * @param key says so: {@code store} or {@code --output}
   * @param file the name of a file that will be written there
   * @throws UserError if it would be
   */
  static void require(String key, String location, String file, ImageCollection collection) {
    String root = collection.root() + "/";
    String written = location + "/" + file;
    if (written.startsWith(root) && collection.mayList(written.substring(root.length()))) {
      throw new UserError(
          key
              + ": "
              + location
              + " lies inside the collection "
              + collection.root()
              + " and would be listed as a part of it; give it a place of its own");
    }
  }
}
