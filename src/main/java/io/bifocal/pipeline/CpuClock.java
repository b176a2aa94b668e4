package io.bifocal.pipeline;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;

/** CPU time of the calling thread. */
final class CpuClock {
  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

  private CpuClock() {}

  /** Microseconds of CPU time that this thread has used. */
  static long micros() {
    return nanos() / 1_000;
  }

  /** Nanoseconds of CPU time that this thread has used. */
  static long nanos() {
    return THREADS.getCurrentThreadCpuTime();
  }
}
