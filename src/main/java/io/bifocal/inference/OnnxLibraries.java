package io.bifocal.inference;

import com.sun.jna.Platform;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URL;
import java.util.Map;
import java.util.function.Supplier;

/**
 * The native libraries in ONNX Runtime's jar. It would unpack them by itself, but leaves a folder
 * behind for every JVM, and all of its 28 MB where a JVM is killed.
 */
final class OnnxLibraries {
  private static final String LOCATION = "onnxruntime.native.path";
  private static final Map<String, String> PLATFORMS =
      Map.of(
          "linux-x86-64", "linux-x64",
          "linux-aarch64", "linux-aarch64",
          "darwin-x86-64", "osx-x64",
          "darwin-aarch64", "osx-aarch64",
          "win32-x86-64", "win-x64");

  /** In the build for GPUs alone. */
  private static final String CUDA = "onnxruntime_providers_cuda";

  private OnnxLibraries() {}

  /**
   * What {@code loader} makes of the libraries, which are unpacked for it and not longer; as it is
   * on a platform that the jar has none for, and where the user has said where they are. Of several
   * jars the one for GPUs counts, which can do all that the other can; its libraries stay as long
   * as the JVM, as ONNX Runtime looks for CUDA beside itself when a GPU is used.
   */
  static <T> T unpackedFor(Supplier<T> loader) {
    URL cuda = resource(CUDA);
    URL library = cuda == null ? resource("onnxruntime") : cuda;
    if (library == null || System.getProperty(LOCATION) != null) {
      return loader.get();
    }
    PrivateFolder folder = null;
    try {
      folder = new PrivateFolder("bifocal-onnxruntime");
      unpack("onnxruntime", library, folder);
      unpack("onnxruntime4j_jni", library, folder);
      if (cuda != null) {
        unpack("onnxruntime_providers_shared", library, folder);
        unpack(CUDA, library, folder);
      }
      System.setProperty(LOCATION, folder.path().toString());
      return loader.get();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      System.clearProperty(LOCATION);
      if (folder != null && cuda == null) {
        folder.close();
      }
    }
  }

  /** A library in the jar that is first on the class path with one; null if there is none. */
  private static URL resource(String library) {
    String platform = PLATFORMS.get(Platform.RESOURCE_PREFIX);
    return OnnxLibraries.class.getResource(
        "/ai/onnxruntime/native/" + platform + "/" + System.mapLibraryName(library));
  }

  /**
   * @param beside a library of the same build
   */
  private static void unpack(String library, URL beside, PrivateFolder folder) throws IOException {
    String name = System.mapLibraryName(library);
    try (InputStream content = new URL(beside, name).openStream()) {
      folder.write(name, content);
    }
  }
}
