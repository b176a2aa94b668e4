package io.bifocal.inference;

import java.nio.file.Path;

/** How DJL is to behave in this JVM, which reads its properties once. */
final class Djl {
  private Djl() {}

  /** Without a network, a telemetry call, or a file in the user's home; what is set stays. */
  static void prepare() {
    setUnlessSet("ai.djl.offline", "true");
    setUnlessSet("OPT_OUT_TRACKING", "true");
    // Otherwise any other engine on the class path is started as well, for operations on arrays.
    setUnlessSet("ai.djl.onnx.disable_alternative", "true");
    setUnlessSet("DJL_CACHE_DIR", temporary("djl-" + System.getProperty("user.name")));
    // JNA, which DJL and we use, would otherwise unpack its library below the user's home.
    setUnlessSet("jna.tmpdir", System.getProperty("java.io.tmpdir"));
  }

  static void setUnlessSet(String key, String value) {
    if (System.getProperty(key) == null && System.getenv(key) == null) {
      System.setProperty(key, value);
    }
  }

  private static String temporary(String name) {
    return Path.of(System.getProperty("java.io.tmpdir"), name).toString();
  }
}
