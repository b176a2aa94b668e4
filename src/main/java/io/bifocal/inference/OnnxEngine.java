package io.bifocal.inference;

import ai.djl.engine.Engine;
import io.bifocal.conf.UserError;
import java.nio.file.Path;

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
      setUnlessSet("ai.djl.offline", "true");
      setUnlessSet("OPT_OUT_TRACKING", "true");
      // Otherwise any other engine on the class path is started as well, for operations on arrays.
      setUnlessSet("ai.djl.onnx.disable_alternative", "true");
      setUnlessSet("DJL_CACHE_DIR", temporary("djl-" + System.getProperty("user.name")));
      // JNA, which DJL and we use, would otherwise unpack its library below the user's home.
      setUnlessSet("jna.tmpdir", System.getProperty("java.io.tmpdir"));
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

  private static String temporary(String name) {
    return Path.of(System.getProperty("java.io.tmpdir"), name).toString();
  }

  private static void setUnlessSet(String key, String value) {
    if (System.getProperty(key) == null && System.getenv(key) == null) {
      System.setProperty(key, value);
    }
  }
}
