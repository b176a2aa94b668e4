package io.bifocal.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.bifocal.store.TroubledFileSystem.Trouble;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Whole or not at all, whatever becomes of the rename. */
class PublisherTest {
  private static final String CONTENT = "a whole file";

  @TempDir private Path folder;
  private Path draft;
  private Path name;

  @BeforeEach
  void write() throws IOException {
    draft = Files.writeString(folder.resolve("draft"), CONTENT);
    name = folder.resolve("a/b/final");
  }

  @ParameterizedTest
  @EnumSource(
      value = Trouble.class,
      names = {"NONE", "ANSWER_LOST", "WANTS_FOLDER"})
  void aFileSystemThatRenamesPublishes(Trouble trouble) throws IOException {
    publish(TroubledFileSystem.configured(trouble));
    assertPublished();
    assertFalse(Files.exists(draft));
  }

  @ParameterizedTest
  @EnumSource(
      value = Trouble.class,
      names = {"REFUSED", "FAILS"})
  void aFileSystemThatDoesNotRenameLosesNothing(Trouble trouble) throws IOException {
    IOException error =
        assertThrows(IOException.class, () -> publish(TroubledFileSystem.configured(trouble)));
    assertEquals(
        "troubled:"
            + draft
            + " cannot be renamed to troubled:"
            + name
            + ": "
            + (trouble == Trouble.REFUSED ? "the file system refuses it" : "made to fail"),
        error.getMessage());
    assertEquals(CONTENT, Files.readString(draft));
    assertFalse(Files.exists(name));
    publish(TroubledFileSystem.configured(Trouble.NONE));
    assertPublished();
  }

  @Test
  void aFileSystemWithHalfAFileInPlaceIsNotTakenAtItsWord() {
    Configuration hadoop = TroubledFileSystem.configured(Trouble.HALF_COPIED);
    assertThrows(IOException.class, () -> publish(hadoop));
    assertTrue(Files.exists(draft));
  }

  @ParameterizedTest
  @EnumSource(value = Trouble.class)
  void anObjectStoreThatFailsOncePublishes(Trouble trouble) throws IOException {
    Configuration hadoop = objectStore(trouble);
    hadoop.setInt("fs.troubled.times", 1);
    publish(hadoop);
    assertPublished();
  }

  @ParameterizedTest
  @EnumSource(
      value = Trouble.class,
      names = {"REFUSED", "FAILS", "HALF_COPIED"})
  void anObjectStoreThatGoesOnFailingLosesNothing(Trouble trouble) throws IOException {
    IOException error = assertThrows(IOException.class, () -> publish(objectStore(trouble)));
    assertTrue(error.getMessage().startsWith("troubled:" + draft + " cannot be renamed to "));
    assertEquals(CONTENT, Files.readString(draft));
    publish(objectStore(Trouble.NONE));
    assertPublished();
  }

  @Test
  void aCopyWhoseSourceCannotBeDeletedIsPublished() throws IOException {
    publish(objectStore(Trouble.COPIED));
    assertPublished();
  }

  @ParameterizedTest
  @EnumSource(
      value = Trouble.class,
      names = {"REFUSED", "FAILS"})
  void whatIsPublishedAlreadyMayBePublishedAgain(Trouble trouble) throws IOException {
    publish(objectStore(Trouble.NONE));
    publish(objectStore(trouble));
    publish(TroubledFileSystem.configured(trouble));
    assertPublished();
  }

  @Test
  void nothingIsPublishedOfNothing() throws IOException {
    Files.delete(draft);
    assertThrows(IOException.class, () -> publish(objectStore(Trouble.NONE)));
    assertThrows(IOException.class, () -> publish(TroubledFileSystem.configured(Trouble.REFUSED)));
    assertFalse(Files.exists(name));
  }

  @Test
  void anObjectStoreNeedsNoRenameToWriteASmallFile() throws IOException {
    try (FileSystem files = TroubledFileSystem.open(objectStore(Trouble.FAILS))) {
      Publisher publisher = new Publisher(files);
      publisher.write(path(name), CONTENT.getBytes(StandardCharsets.UTF_8));
      assertPublished();
      publisher.write(path(name), "another".getBytes(StandardCharsets.UTF_8));
      assertEquals("another", Files.readString(name));
    }
  }

  @Test
  void aFileSystemWritesASmallFileBesideItsPlace() throws IOException {
    try (FileSystem files =
        TroubledFileSystem.open(TroubledFileSystem.configured(Trouble.REFUSED))) {
      Publisher publisher = new Publisher(files);
      byte[] content = CONTENT.getBytes(StandardCharsets.UTF_8);
      assertThrows(IOException.class, () -> publisher.write(path(name), content));
      assertFalse(Files.exists(name));
    }
    try (FileSystem files = TroubledFileSystem.open(TroubledFileSystem.configured(Trouble.NONE))) {
      new Publisher(files).write(path(name), CONTENT.getBytes(StandardCharsets.UTF_8));
    }
    assertPublished();
    try (Stream<Path> left = Files.list(name.getParent())) {
      assertEquals(List.of(name), left.toList());
    }
  }

  @Test
  void aFileIsCreatedOnlyWhereThereIsNone() throws IOException {
    try (FileSystem files = TroubledFileSystem.open(TroubledFileSystem.configured(Trouble.NONE))) {
      Publisher publisher = new Publisher(files);
      assertTrue(publisher.create(path(name), CONTENT.getBytes(StandardCharsets.UTF_8)));
      assertFalse(publisher.create(path(name), "another".getBytes(StandardCharsets.UTF_8)));
    }
    assertPublished();
  }

  private void publish(Configuration hadoop) throws IOException {
    try (FileSystem files = TroubledFileSystem.open(hadoop)) {
      new Publisher(files).publish(path(draft), path(name));
    }
  }

  private void assertPublished() throws IOException {
    assertEquals(CONTENT, Files.readString(name));
  }

  private static Configuration objectStore(Trouble trouble) {
    Configuration hadoop = TroubledFileSystem.configured(trouble);
    hadoop.setBoolean("fs.troubled.object-store", true);
    return hadoop;
  }

  private static org.apache.hadoop.fs.Path path(Path local) {
    return new org.apache.hadoop.fs.Path("troubled:" + local);
  }
}
