package io.bifocal.conf;

/** What a network is to run on. */
public enum DevicePreference {
  /** The processor. */
  CPU,
  /** The GPU that Spark gives to each task; without one nothing runs. */
  GPU,
  /** The GPU that Spark gives to a task where there is one that works, otherwise the processor. */
  AUTO
}
