package io.bifocal.image;

import io.bifocal.conf.UserError;
import java.io.IOException;
import java.util.Optional;
import org.bytedeco.javacpp.Loader;
import org.bytedeco.openblas.global.openblas_nolapack;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.global.opencv_imgcodecs;
import org.bytedeco.opencv.global.opencv_imgproc;

/**
 * Loads OpenCV and OpenBLAS once a JVM, set up for many tasks side by side: one thread a call,
 * memory freed by us and not by a collector.
 */
public final class Natives {
  /** Why it could not be loaded; empty if it was. */
  private static final Optional<String> FAILURE = load();

  private Natives() {}

  /**
   * Makes sure that OpenCV is loaded; every class that calls it does so after this.
   *
   * @throws UserError if it cannot be
   */
  public static void ensureLoaded() {
    if (FAILURE.isPresent()) {
      throw new UserError(
          "OpenCV cannot be loaded: "
              + FAILURE.get()
              + "; it is unpacked into "
              + NativeCache.description()
              + ", which has to have room for it and allow programs (no noexec); name another folder by -D"
              + NativeCache.FOLDER
              + "=FOLDER in spark.driver.extraJavaOptions or spark.executor.extraJavaOptions");
    }
  }

  private static Optional<String> load() {
    try {
      unpackAndLoad();
      return Optional.empty();
    } catch (IOException | LinkageError e) {
      return Optional.of(e.toString());
    }
  }

  private static void unpackAndLoad() throws IOException {
    // JavaCPP would otherwise take the process's resident size for its own and refuse to allocate
    // in a small heap.
    setUnlessSet("org.bytedeco.javacpp.maxphysicalbytes", "0");
    setUnlessSet("org.bytedeco.javacpp.maxbytes", "0");
    // Its notes on versions are for a log, not for a console.
    setUnlessSet("org.bytedeco.javacpp.logger", "slf4j");
    NativeCache.choose();
    Loader.load(opencv_core.class);
    Loader.load(opencv_imgproc.class);
    Loader.load(opencv_imgcodecs.class);
    Loader.load(openblas_nolapack.class);
    opencv_core.setNumThreads(1);
    openblas_nolapack.blas_set_num_threads(1);
  }

  private static void setUnlessSet(String key, String value) {
    if (System.getProperty(key) == null) {
      System.setProperty(key, value);
    }
  }
}
