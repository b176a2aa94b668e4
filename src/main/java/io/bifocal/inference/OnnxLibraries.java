package io.bifocal.inference;

import com.sun.jna.Platform;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
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

  private OnnxLibraries() {}

  /**
   * What {@code loader} makes of the libraries, which are unpacked for it and not longer; as it is
   * on a platform that the jar has none for, and where the user has said where they are.
   */
  static <T> T unpackedFor(Supplier<T> loader) {
    String platform = PLATFORMS.get(Platform.RESOURCE_PREFIX);
    if (platform == null || System.getProperty(LOCATION) != null) {
      return loader.get();
    }
    try (PrivateFolder folder = new PrivateFolder("bifocal-onnxruntime")) {
      unpack("onnxruntime", platform, folder);
      unpack("onnxruntime4j_jni", platform, folder);
      System.setProperty(LOCATION, folder.path().toString());
      return loader.get();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      System.clearProperty(LOCATION);
    }
  }

  private static void unpack(String library, String platform, PrivateFolder folder)
      throws IOException {
    String name = System.mapLibraryName(library);
    try (InputStream content =
        OnnxLibraries.class.getResourceAsStream(
            "/ai/onnxruntime/native/" + platform + "/" + name)) {
      if (content != null) {
        folder.write(name, content);
      }
    }
  }
}
