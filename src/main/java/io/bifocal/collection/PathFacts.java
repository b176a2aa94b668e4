package io.bifocal.collection;

import java.util.Map;

/**
 * What the path of a file says of it.
 *
 * @param label null where there is none
 * @param split null where there is none
 * @param group null where there is none
 * @param attributes whatever else, never null
 */
record PathFacts(String label, String split, String group, Map<String, String> attributes) {

  /** Nothing. */
  static final PathFacts NONE = new PathFacts(null, null, null, Map.of());
}
