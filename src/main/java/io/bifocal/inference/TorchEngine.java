package io.bifocal.inference;

import ai.djl.engine.Engine;
import io.bifocal.conf.UserError;

/** Starts DJL's PyTorch engine once a JVM, where the class path has it. */
final class TorchEngine {
  static final String NAME = "PyTorch";

  private static boolean started;

  private TorchEngine() {}

  /** Whether the class path has the engine. */
  static boolean isPresent() {
    Djl.prepare();
    return Engine.hasEngine(NAME);
  }

  /**
   * Makes sure that the engine runs.
   *
   * @param threads how many threads one operation may use, at least 1; PyTorch has one such number
   *     in a JVM, that of the first caller
   * @throws UserError if it is not there, or its native library cannot be loaded
   */
  static synchronized void ensureStarted(int threads) {
    if (started) {
      return;
    }
    if (!isPresent()) {
      throw new UserError(
          "it is TorchScript, and there is no PyTorch on the class path; give the jars that mvn"
              + " -Ppytorch package puts into target/pytorch by --jars (docs/pytorch.md), or export"
              + " the network as "
              + ModelFormat.ONNX.file());
    }
    Djl.setUnlessSet("ai.djl.pytorch.num_threads", String.valueOf(threads));
    Djl.setUnlessSet("ai.djl.pytorch.num_interop_threads", "1");
    // It rewrites the network after the first runs, which from then on may differ in the last bits.
    Djl.setUnlessSet("ai.djl.pytorch.graph_optimizer", "false");
    try {
      Engine.getEngine(NAME);
    } catch (RuntimeException | LinkageError e) {
      throw new UserError(
          "PyTorch cannot be loaded: "
              + Reasons.of(e)
              + "; its jars have to be those of this platform (docs/pytorch.md), and it unpacks half"
              + " a gigabyte into "
              + System.getProperty("DJL_CACHE_DIR", System.getenv("DJL_CACHE_DIR")),
          e);
    }
    started = true;
  }
}
