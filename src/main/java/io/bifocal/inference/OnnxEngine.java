package io.bifocal.inference;

import ai.djl.engine.Engine;
import io.bifocal.conf.UserError;

/** Starts DJL's ONNX Runtime engine once a JVM, without a network, a telemetry call or a cache. */
final class OnnxEngine {
  static final String NAME = "OnnxRuntime";

  private static Engine engine;

  private OnnxEngine() {}

  /**
   * Makes sure that the engine runs. Whatever touches DJL or ONNX Runtime does so after this: DJL
   * reads its properties once, and its engine refuses to start beside a runtime that it did not
   * start.
   *
   * @throws UserError if its native library cannot be loaded
   */
  static synchronized void ensureStarted() {
    if (engine == null) {
      Djl.prepare();
      Telemetry.turnOff();
      engine = start();
    }
  }

  private static Engine start() {
    try {
      return OnnxLibraries.unpackedFor(() -> Engine.getEngine(NAME));
    } catch (RuntimeException | LinkageError e) {
      throw new UserError(
          "ONNX Runtime cannot be loaded: "
              + Reasons.of(e)
              + "; it needs a 64-bit Linux, macOS or Windows that this build is for, and may load"
              + " libraries from "
              + System.getProperty("java.io.tmpdir"),
          e);
    }
  }
}
