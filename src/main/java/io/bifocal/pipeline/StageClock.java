package io.bifocal.pipeline;

import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;

/** CPU time of one task by stage; its threads may share it. */
final class StageClock {
  private final Map<Stage, LongAdder> nanos = new EnumMap<>(Stage.class);

  StageClock() {
    for (Stage stage : Stage.values()) {
      nanos.put(stage, new LongAdder());
    }
  }

  /** A piece of work that gives something. */
  @FunctionalInterface
  interface Work<T, E extends Exception> {
    T run() throws E;
  }

  /** A piece of work that gives nothing. */
  @FunctionalInterface
  interface Step<E extends Exception> {
    void run() throws E;
  }

  /** Does {@code work}, and takes the time of this thread. */
  <T, E extends Exception> T time(Stage stage, Work<T, E> work) throws E {
    long start = CpuClock.nanos();
    try {
      return work.run();
    } finally {
      nanos.get(stage).add(CpuClock.nanos() - start);
    }
  }

  /** Does {@code step}, and takes the time of this thread. */
  <E extends Exception> void run(Stage stage, Step<E> step) throws E {
    time(
        stage,
        () -> {
          step.run();
          return null;
        });
  }

  /** Nanoseconds since they were taken last. */
  long take(Stage stage) {
    return nanos.get(stage).sumThenReset();
  }
}
