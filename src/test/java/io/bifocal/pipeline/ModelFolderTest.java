package io.bifocal.pipeline;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpServer;
import io.bifocal.conf.UserError;
import io.bifocal.inference.ModelFiles;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Wherever a model comes from, it is the same model. */
class ModelFolderTest {
  private static final Path EMOJI = Path.of("src/quickstart/models/emoji-cnn");
  private static final byte[] FINGERPRINT = ModelFiles.read(EMOJI).fingerprint();

  @TempDir private Path folder;

  @Test
  void aFolderByItsPathOrUri() {
    assertSame(EMOJI.toString());
    assertSame(EMOJI.toAbsolutePath().toUri().toString());
  }

  @Test
  void anArchive() throws IOException {
    assertSame(zip("emoji.zip", "").toString());
    assertSame(zip("within.zip", "emoji-cnn/").toUri().toString());
    Path tar = folder.resolve("emoji.tar");
    try (OutputStream out = Files.newOutputStream(tar)) {
      tar(out, "./");
    }
    assertSame(tar.toString());
    for (String name : List.of("emoji.tar.gz", "emoji.TGZ")) {
      Path packed = folder.resolve(name);
      try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(packed))) {
        tar(out, "deep/emoji-cnn/");
      }
      // Only one folder is looked into.
      UserError error = assertThrows(UserError.class, () -> read(packed.toString()));
      assertTrue(error.getMessage().contains("card.conf is missing"), error.getMessage());
      try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(packed))) {
        tar(out, "emoji-cnn/");
      }
      assertSame(packed.toString());
    }
  }

  /** The Finder of macOS and its tar put files of their own beside the folder. */
  @Test
  void anArchiveFromMacOs() throws IOException {
    Path file = folder.resolve("mac.zip");
    try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(file))) {
      for (String name : List.of("._emoji-cnn", "__MACOSX/emoji-cnn/._card.conf", ".DS_Store")) {
        out.putNextEntry(new ZipEntry(name));
        out.write(1);
      }
      for (Path source : files()) {
        out.putNextEntry(new ZipEntry("emoji-cnn/" + source.getFileName()));
        Files.copy(source, out);
      }
    }
    assertSame(file.toString());
  }

  @Test
  void aFolderThatIsCalledLikeAnArchive() throws IOException {
    Path odd = Files.createDirectory(folder.resolve("model.zip"));
    for (Path file : files()) {
      Files.copy(file, odd.resolve(file.getFileName()));
    }
    assertSame(odd.toString());
  }

  @Test
  void anArchiveByHttp() throws IOException {
    byte[] bytes = Files.readAllBytes(zip("emoji.zip", ""));
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/models/emoji.zip",
        exchange -> {
          exchange.sendResponseHeaders(200, bytes.length);
          exchange.getResponseBody().write(bytes);
          exchange.close();
        });
    server.start();
    try {
      String url = "http://127.0.0.1:" + server.getAddress().getPort() + "/models/";
      assertSame(url + "emoji.zip");
      UserError error = assertThrows(UserError.class, () -> read(url + "other.zip"));
      assertTrue(error.getMessage().contains("there is no folder " + url), error.getMessage());
    } finally {
      server.stop(0);
    }
  }

  @Test
  void whatIsWrongIsSaid() throws IOException {
    Path none = folder.resolve("none.zip");
    assertError("models: there is no folder " + none + "; relative paths", none.toString());
    Path damaged = zip("damaged.zip", "");
    Files.write(damaged, Arrays.copyOf(Files.readAllBytes(damaged), 3000));
    assertError("models: " + damaged + " cannot be read: ", damaged.toString());
    Path empty = Files.writeString(folder.resolve("empty.tar.gz"), "no archive");
    assertError("models: " + empty + " cannot be read: ", empty.toString());
    assertError("models: nofs://x/y cannot be read: ", "nofs://x/y");
  }

  /** It would need a network, and nobody allowed one. */
  @Test
  void theModelZooIsNotLookedAtUnasked() {
    assertError(
        "djl://ai.djl.pytorch/resnet has to be fetched, and DJL is kept off the network",
        "djl://ai.djl.pytorch/resnet");
  }

  private static void assertSame(String location) {
    assertArrayEquals(FINGERPRINT, read(location).fingerprint(), location);
  }

  private static void assertError(String message, String location) {
    UserError error = assertThrows(UserError.class, () -> read(location));
    assertTrue(error.getMessage().startsWith(message), error.getMessage());
  }

  private static ModelFiles read(String location) {
    return ModelFolder.read("models", location, new Configuration());
  }

  private Path zip(String name, String prefix) throws IOException {
    Path file = folder.resolve(name);
    try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(file))) {
      for (Path source : files()) {
        out.putNextEntry(new ZipEntry(prefix + source.getFileName()));
        Files.copy(source, out);
      }
    }
    return file;
  }

  private static void tar(OutputStream bytes, String prefix) throws IOException {
    TarArchiveOutputStream out = new TarArchiveOutputStream(bytes);
    for (Path source : files()) {
      TarArchiveEntry entry = new TarArchiveEntry(prefix + source.getFileName());
      entry.setSize(Files.size(source));
      out.putArchiveEntry(entry);
      Files.copy(source, out);
      out.closeArchiveEntry();
    }
    out.finish();
  }

  private static List<Path> files() throws IOException {
    try (Stream<Path> files = Files.list(EMOJI)) {
      List<Path> all = files.filter(Files::isRegularFile).sorted().toList();
      assertTrue(all.size() > 2, all.toString());
      return all;
    }
  }
}
