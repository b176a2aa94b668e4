package io.bifocal.pipeline;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.bifocal.collection.ImageReader;
import io.bifocal.collection.Location;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Files on a real disk, fetched in order while the task computes. */
@Timeout(60)
class ReadAheadTest {
  @TempDir private Path folder;

  private record File(String path, long bytes) {}

  /** The files of a folder. */
  private record Folder(String root) implements ImageReader {
    @Override
    public int concurrency() {
      return 4;
    }

    @Override
    public InputStream open(Location location) throws IOException {
      return Files.newInputStream(Path.of(root, location.path()));
    }

    @Override
    public void close() {
      // Nothing is held.
    }
  }

  @Test
  void filesComeInOrderWithTheirBytes() throws IOException {
    List<File> files = new ArrayList<>();
    for (int i = 0; i < 200; i++) {
      files.add(write("f" + i, bytes(i * 37 % 5_000, i)));
    }
    try (ReadAhead<File> ahead = ahead(files, 1 << 20)) {
      for (int i = 0; i < 200; i++) {
        assertTrue(ahead.hasNext());
        ReadAhead.Fetched<File> fetched = ahead.next();
        assertEquals(files.get(i), fetched.file());
        assertArrayEquals(bytes(i * 37 % 5_000, i), fetched.bytes());
        assertNull(fetched.failure());
      }
      assertFalse(ahead.hasNext());
      assertThrows(NoSuchElementException.class, ahead::next);
    }
  }

  @Test
  void ofNoFilesThereIsNothing() {
    try (ReadAhead<File> ahead = ahead(List.of(), 100)) {
      assertFalse(ahead.hasNext());
    }
  }

  @ParameterizedTest
  @CsvSource({
    "0, 0, 0", // as listed
    "10, 10, 10",
    "10, 4, 4", // shrank
    "10, 0, 0",
    "10, 15, 15", // grew, within the limit
    "0, 100, 100",
    "100, 100, 100", // as large as the limit
    "10, 100, 100",
    "10, 101, 101", // grew beyond it: one byte more than the limit tells
    "10, 5000, 101",
    "100, 5000, 101",
    "101, 101, 101", // listed beyond it
    "5000, 5000, 101",
    "5000, 50, 50",
    "5000000000, 50, 50",
  })
  void aFileMayHaveChangedSinceItWasListed(long listed, int actual, int read) throws IOException {
    Files.write(folder.resolve("f"), bytes(actual, 1));
    try (ReadAhead<File> ahead = ahead(List.of(new File("f", listed)), 100)) {
      assertArrayEquals(Arrays.copyOf(bytes(actual, 1), read), ahead.next().bytes());
    }
  }

  @Test
  void aFailureIsDataAndTheNextFileIsRead() throws IOException {
    Files.createDirectory(folder.resolve("folder"));
    List<File> files =
        List.of(new File("gone", 5), new File("folder", 5), write("there", bytes(5, 1)));
    try (ReadAhead<File> ahead = ahead(files, 100)) {
      ReadAhead.Fetched<File> gone = ahead.next();
      assertEquals(NoSuchFileException.class, gone.failure().getClass());
      assertNull(gone.bytes());
      assertNotNull(ahead.next().failure());
      assertEquals(5, ahead.next().bytes().length);
    }
  }

  @Test
  void atMostSoManyFilesAreAskedForAhead() throws IOException {
    File file = write("small", bytes(1, 1));
    Counted asked = new Counted(IntStream.range(0, 500).mapToObj(i -> file).iterator());
    try (ReadAhead<File> ahead = ahead(asked, 100)) {
      assertEquals(32, asked.count.get());
      for (int taken = 1; taken <= 400; taken++) {
        ahead.next();
        assertEquals(32 + taken, asked.count.get());
      }
    }
  }

  @Test
  void atMostSoManyBytesAreAskedForAhead() throws IOException {
    write("claims", bytes(1, 1));
    File large = new File("claims", 24L << 20);
    Counted asked = new Counted(IntStream.range(0, 50).mapToObj(i -> large).iterator());
    try (ReadAhead<File> ahead = ahead(asked, 100L << 20)) {
      assertEquals(3, asked.count.get(), "the third reaches 64 MiB");
      ahead.next();
      assertEquals(4, asked.count.get());
    }
  }

  @Test
  void aFileLargerThanTheBoundIsReadAlone() throws IOException {
    write("claims", bytes(1, 1));
    File huge = new File("claims", 1L << 40);
    Counted asked = new Counted(List.of(huge, huge, huge).iterator());
    try (ReadAhead<File> ahead = ahead(asked, 1_000)) {
      for (int taken = 1; taken <= 3; taken++) {
        assertEquals(taken, asked.count.get());
        assertEquals(1, ahead.next().bytes().length);
      }
      assertFalse(ahead.hasNext());
    }
  }

  @Test
  void closingEndsTheReadersAlsoInTheMiddle() throws Exception {
    File file = write("f", bytes(10, 1));
    ReadAhead<File> ahead = ahead(IntStream.range(0, 100).mapToObj(i -> file).iterator(), 100);
    ahead.next();
    List<Thread> readers = readers();
    assertFalse(readers.isEmpty());
    ahead.close();
    for (Thread reader : readers) {
      reader.join(20_000);
      assertFalse(reader.isAlive());
    }
  }

  private static List<Thread> readers() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> thread.getName().equals("read-ahead"))
        .toList();
  }

  /** Counts what was taken. */
  private static final class Counted implements Iterator<File> {
    private final Iterator<File> files;
    private final AtomicInteger count = new AtomicInteger();

    Counted(Iterator<File> files) {
      this.files = files;
    }

    @Override
    public boolean hasNext() {
      return files.hasNext();
    }

    @Override
    public File next() {
      count.incrementAndGet();
      return files.next();
    }
  }

  private ReadAhead<File> ahead(List<File> files, long limit) {
    return ahead(files.iterator(), limit);
  }

  private ReadAhead<File> ahead(Iterator<File> files, long limit) {
    return new ReadAhead<>(
        new Folder(folder.toString()),
        files,
        file -> new Location(file.path(), null, 0, file.bytes()),
        limit);
  }

  private File write(String name, byte[] content) throws IOException {
    Files.write(folder.resolve(name), content);
    return new File(name, content.length);
  }

  private static byte[] bytes(int count, int seed) {
    byte[] result = new byte[count];
    for (int i = 0; i < count; i++) {
      result[i] = (byte) (i * 31 + seed);
    }
    return result;
  }
}
