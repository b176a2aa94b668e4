package io.bifocal.collection;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.parquet.io.DelegatingSeekableInputStream;
import org.apache.parquet.io.SeekableInputStream;

/**
 * A tree on a local disk, read without Hadoop, whose local file system hides checksum files,
 * refuses colons and depends on the locale. Links to files are files; links to folders are followed
 * unless they lead back to a folder that they are in.
 *
 * @param root absolute path of the folder
 */
record LocalTree(String root) implements FileTree {
  private static final boolean SPEAKS_UTF_8 =
      Charset.forName(System.getProperty("sun.jnu.encoding", "UTF-8"))
          .equals(StandardCharsets.UTF_8);

  @Override
  @SuppressWarnings("StreamResourceLeak") // The caller closes it.
  public Stream<Entry> list(String folder) throws IOException {
    try {
      return Files.list(locate(folder)).map(entry -> describe(path(folder, name(entry)), entry));
    } catch (NoSuchFileException | NotDirectoryException vanished) {
      return Stream.empty();
    }
  }

  @Override
  public Optional<Entry> entry(String path) {
    Path file = locate(path);
    return Files.exists(file, LinkOption.NOFOLLOW_LINKS)
        ? Optional.of(describe(path, file))
        : Optional.empty();
  }

  @Override
  public SeekableInputStream seek(String path) throws IOException {
    FileChannel channel = FileChannel.open(locate(path));
    return new DelegatingSeekableInputStream(Channels.newInputStream(channel)) {
      @Override
      public long getPos() throws IOException {
        return channel.position();
      }

      @Override
      public void seek(long position) throws IOException {
        channel.position(position);
      }
    };
  }

  @Override
  public InputStream open(String path) throws IOException {
    return Files.newInputStream(locate(path));
  }

  @Override
  public boolean exists() {
    return Files.isDirectory(Path.of(root));
  }

  private static String path(String folder, String name) {
    return folder.isEmpty() ? name : folder + "/" + name;
  }

  private Entry describe(String path, Path file) {
    try {
      BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
      Instant modified = attributes.lastModifiedTime().toInstant().truncatedTo(ChronoUnit.MICROS);
      if (attributes.isRegularFile()) {
        return new Entry(path, Entry.Kind.FILE, attributes.size(), modified);
      }
      boolean folderOfItsOwn = attributes.isDirectory() && !leadsBack(path, file);
      return new Entry(path, folderOfItsOwn ? Entry.Kind.FOLDER : Entry.Kind.OTHER, 0, modified);
    } catch (IOException unreadable) {
      // A link that leads nowhere or in a circle, or a file that has just vanished.
      return new Entry(path, Entry.Kind.OTHER, 0, Instant.EPOCH);
    }
  }

  /**
   * Whether {@code folder} is a link to a folder that it lies in, or to one of those that {@code
   * path} runs through, which other links may have led to.
   */
  private boolean leadsBack(String path, Path folder) throws IOException {
    if (!Files.isSymbolicLink(folder)) {
      return false;
    }
    Path target = folder.toRealPath();
    if (folder.toAbsolutePath().getParent().toRealPath().startsWith(target)) {
      return true;
    }
    String ancestor = path;
    do {
      ancestor = ancestor.substring(0, Math.max(0, ancestor.lastIndexOf('/')));
      if (locate(ancestor).toRealPath().equals(target)) {
        return true;
      }
    } while (!ancestor.isEmpty());
    return false;
  }

  private static String name(Path entry) {
    String name = entry.getFileName().toString();
    // U+FFFD stands where the JVM could not read a name in its locale; the URI keeps the bytes.
    if (SPEAKS_UTF_8 && name.indexOf('\uFFFD') < 0 && name.indexOf('\\') < 0) {
      return name;
    }
    String raw = entry.toAbsolutePath().toUri().getRawPath();
    String last = raw.endsWith("/") ? raw.substring(0, raw.length() - 1) : raw;
    return FileNames.text(unquoted(last.substring(last.lastIndexOf('/') + 1)));
  }

  private Path locate(String path) {
    Path top = Path.of(root);
    if (path.isEmpty()) {
      return top;
    }
    if (SPEAKS_UTF_8 && path.indexOf('\\') < 0) {
      return top.resolve(path);
    }
    StringBuilder uri = new StringBuilder(top.toUri().toString());
    for (String name : path.split("/")) {
      uri.append(uri.charAt(uri.length() - 1) == '/' ? "" : "/")
          .append(quoted(FileNames.bytes(name)));
    }
    return Path.of(URI.create(uri.toString()));
  }

  private static String quoted(byte[] name) {
    StringBuilder result = new StringBuilder();
    for (byte b : name) {
      result.append(String.format(Locale.ROOT, "%%%02X", b & 0xFF));
    }
    return result.toString();
  }

  private static byte[] unquoted(String raw) {
    byte[] result = new byte[raw.length()];
    int length = 0;
    for (int i = 0; i < raw.length(); i++) {
      if (raw.charAt(i) == '%') {
        result[length++] = (byte) Integer.parseInt(raw.substring(i + 1, i + 3), 16);
        i += 2;
      } else {
        result[length++] = (byte) raw.charAt(i);
      }
    }
    return Arrays.copyOf(result, length);
  }
}
