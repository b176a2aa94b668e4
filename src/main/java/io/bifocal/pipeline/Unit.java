package io.bifocal.pipeline;

import io.bifocal.store.Json;

/**
 * A piece of the plan: the work of one task. It travels to the task as JSON, because not every
 * serializer that Spark may be set to can carry records.
 *
 * @param file of the plan
 * @param from its first row in that file, counted from 0
 * @param rows at least 1
 * @param seconds what it is expected to cost
 */
record Unit(String file, long from, long rows, double seconds) {

  static Unit of(String json) {
    return Json.read(json, Unit.class);
  }

  String json() {
    return Json.line(this);
  }

  /** Whether {@code next} begins where this ends. */
  boolean isFollowedBy(Unit next) {
    return file.equals(next.file) && from + rows == next.from;
  }

  /** Both as one; {@code next} begins where this ends. */
  Unit with(Unit next) {
    return new Unit(file, from, rows + next.rows, seconds + next.seconds);
  }
}
