package io.bifocal.image;

import java.nio.file.Files;
import java.nio.file.Path;
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
  private static final boolean LOADED = load();

  private Natives() {}

  /** Makes sure that OpenCV is loaded; every class that calls it does so after this. */
  public static void ensureLoaded() {
    if (!LOADED) {
      throw new IllegalStateException("OpenCV is not loaded");
    }
  }

  private static boolean load() {
    // JavaCPP would otherwise take the process's resident size for its own and refuse to allocate
    // in a small heap.
    setUnlessSet("org.bytedeco.javacpp.maxphysicalbytes", "0");
    setUnlessSet("org.bytedeco.javacpp.maxbytes", "0");
    // Its notes on versions are for a log, not for a console.
    setUnlessSet("org.bytedeco.javacpp.logger", "slf4j");
    if (!Files.isWritable(Path.of(System.getProperty("user.home", "/")))) {
      setUnlessSet(
          "org.bytedeco.javacpp.cachedir",
          Path.of(
                  System.getProperty("java.io.tmpdir"),
                  "javacpp-" + System.getProperty("user.name"))
              .toString());
    }
    Loader.load(opencv_core.class);
    Loader.load(opencv_imgproc.class);
    Loader.load(opencv_imgcodecs.class);
    Loader.load(openblas_nolapack.class);
    opencv_core.setNumThreads(1);
    openblas_nolapack.blas_set_num_threads(1);
    return true;
  }

  private static void setUnlessSet(String key, String value) {
    if (System.getProperty(key) == null) {
      System.setProperty(key, value);
    }
  }
}
