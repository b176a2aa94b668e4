package io.bifocal.collection;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarConstants;
import org.apache.commons.compress.archivers.zip.ZipEncodingHelper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Archives of every make, whole and damaged. */
class TarWalkerTest {
  private static final byte[] THREE =
      Tars.gnu(
          List.of(
              new Tars.Member("a.png", new byte[700]),
              new Tars.Member("a.cls", "1".getBytes(StandardCharsets.UTF_8)),
              new Tars.Member("x".repeat(200) + ".png", ones(512))));

  @Property(tries = 300)
  void whatAnotherLibraryWritesIsReadBack(@ForAll("members") @Size(max = 12) List<Tars.Member> all)
      throws Exception {
    for (byte[] archive : List.of(Tars.posix(all), Tars.gnu(all))) {
      Tars.Read read = Tars.walk(archive);
      assertNull(read.problem());
      assertEquals(all.stream().map(Tars.Member::name).toList(), read.names());
      for (int i = 0; i < all.size(); i++) {
        TarMember member = read.members().get(i);
        int from = (int) member.position();
        assertArrayEquals(
            all.get(i).content(), Arrays.copyOfRange(archive, from, from + (int) member.bytes()));
      }
    }
  }

  @Provide
  Arbitrary<List<Tars.Member>> members() {
    Arbitrary<String> names =
        Arbitraries.strings()
            .withChars("ab./#%\u00e4\u732b ")
            .ofMinLength(1)
            .ofMaxLength(300)
            .filter(name -> !name.endsWith("/"));
    Arbitrary<byte[]> contents = Arbitraries.bytes().array(byte[].class).ofMaxSize(2000);
    return Combinators.combine(names, contents).as(Tars.Member::new).list();
  }

  @Property(tries = 2000)
  void arbitraryBytesNeverGiveMoreThanOneDamage(@ForAll byte[] bytes) {
    checkBounds(bytes, Tars.walk(bytes));
  }

  @Property(tries = 2000)
  void mutatedArchivesNeverGiveMoreThanOneDamage(@ForAll long seed) {
    byte[] bytes = mutated(THREE, new Random(seed));
    checkBounds(bytes, Tars.walk(bytes));
  }

  /** The checksum hides what lies behind it from mere mutations. */
  @Property(tries = 2000)
  void mutatedHeadersWithRightChecksumsNeverGiveMoreThanOneDamage(
      @ForAll long seed, @ForAll @IntRange(min = 1, max = 20) int changes) {
    Random random = new Random(seed);
    byte[] bytes = THREE.clone();
    List<Integer> headers = List.of(0, 1536, 2560, 3584);
    for (int i = 0; i < changes; i++) {
      int header = headers.get(random.nextInt(headers.size()));
      bytes[header + random.nextInt(512)] = (byte) random.nextInt(256);
    }
    for (int header : headers) {
      sign(bytes, header);
    }
    checkBounds(bytes, Tars.walk(bytes));
  }

  @Test
  void everyCutKeepsTheMembersBeforeItAndSaysSo() {
    Tars.Read whole = Tars.walk(THREE);
    for (int length = 0; length < THREE.length; length++) {
      Tars.Read cut = Tars.walk(Arrays.copyOf(THREE, length));
      int bytes = length;
      assertEquals(
          whole.members().stream().filter(it -> it.position() + it.bytes() <= bytes).toList(),
          cut.members());
      boolean betweenMembers =
          length >= 4608
              || length == 0
              || (length >= 1212 && length <= 1536)
              || (length >= 2049 && length <= 2560);
      assertEquals(betweenMembers ? null : "truncated", cut.reason(), "cut at " + length);
    }
    assertEquals(
        "ends early: there is more to come at byte 512, within the member 'a.png'",
        Tars.walk(Arrays.copyOf(THREE, 600)).problem());
  }

  @Test
  void garbageBetweenMembersIsFoundOut() {
    byte[] garbage = THREE.clone();
    Arrays.fill(garbage, 1536, 2048, (byte) 'x');
    Tars.Read read = Tars.walk(garbage);
    assertEquals(List.of("a.png"), read.names());
    assertEquals("corrupt", read.reason());
    assertEquals("at byte 1536: no tar header, or one that was damaged", read.problem());
    assertEquals("corrupt", Tars.walk(ones(2000)).reason());
  }

  @Test
  void archivesEndWithOrWithoutZeroBlocksAndGoOnBehindThem() {
    byte[] bare = Arrays.copyOf(THREE, 4608);
    assertEquals(Tars.walk(THREE), Tars.walk(bare));
    Tars.Read twice = Tars.walk(Tars.joined(THREE, THREE));
    assertEquals(6, twice.members().size());
    assertNull(twice.problem());
    assertEquals(List.of(), Tars.walk(new byte[10240]).members());
    assertNull(Tars.walk(new byte[10240]).problem());
  }

  @Test
  void whatIsNoRegularFileIsSaid() {
    byte[] archive =
        Tars.posix(
            tar -> {
              Tars.addEmpty(tar, "d/", TarConstants.LF_DIR, "");
              Tars.addEmpty(tar, "d/soft.png", TarConstants.LF_SYMLINK, "../a.png");
              Tars.addEmpty(tar, "d/hard.png", TarConstants.LF_LINK, "a".repeat(150));
              Tars.addEmpty(tar, "d/pipe", TarConstants.LF_FIFO, "");
              Tars.add(tar, "d/a.png", new byte[3]);
            });
    assertEquals(
        Arrays.asList(
            "a link to '../a.png', which is not followed",
            "a link to '" + "a".repeat(150) + "', which is not followed",
            "not a regular file: a device or a pipe",
            null),
        Tars.walk(archive).members().stream().map(TarMember::problem).toList());
  }

  @Test
  void sizesBeyondEightGibibytesAreRead() throws IOException {
    long size = (9L << 30) + 5;
    byte[] header = new byte[512];
    TarArchiveEntry entry = new TarArchiveEntry("large.bin");
    entry.setSize(size);
    entry.writeEntryHeader(header, ZipEncodingHelper.getZipEncoding("UTF-8"), true);
    long next = 512 + (size + 511) / 512 * 512;
    Tars.Read read =
        Tars.walk(
            new PlainShard(Tars.sparse(next + THREE.length, Map.of(0L, header, next, THREE))));
    assertEquals(4, read.members().size());
    assertEquals(new TarMember("large.bin", 512, size, null), read.members().get(0));
    assertEquals(next + 512, read.members().get(1).position());
    assertNull(read.problem());
  }

  @Test
  void hostileSizesAreDamage() {
    for (String size : List.of("-1", "9223372036854775807", "99999999999999999999", "x")) {
      byte[] archive = Tars.joined(pax("size=" + size), Arrays.copyOf(THREE, 1536));
      assertEquals("corrupt", Tars.walk(archive).reason(), size);
    }
    byte[] negative = THREE.clone();
    Arrays.fill(negative, 124, 136, (byte) 0xFF);
    sign(negative, 0);
    assertEquals("at byte 0: a header whose size is no size", Tars.walk(negative).problem());
    byte[] bomb = pax("path=a");
    System.arraycopy("20000000000\0".getBytes(StandardCharsets.US_ASCII), 0, bomb, 124, 12);
    sign(bomb, 0);
    assertEquals("at byte 0: an extended header of 2147483648 bytes", Tars.walk(bomb).problem());
  }

  @Test
  void extendedHeadersGoBeforeTheirMemberAndGlobalOnesBeforeAll() {
    byte[] global = pax("path=everywhere");
    global[156] = 'g';
    sign(global, 0);
    byte[] archive =
        Tars.joined(global, pax("path=../ä\0b/c", "comment=no"), Arrays.copyOf(THREE, 2560));
    assertEquals(List.of("../ä\0b/c", "everywhere"), Tars.walk(archive).names());
    assertEquals(
        "truncated", Tars.walk(Tars.joined(Arrays.copyOf(THREE, 1536), pax("path=a"))).reason());
    byte[] malformed = pax("path=a");
    malformed[512] = '8';
    assertEquals("at byte 512: a malformed extended header", Tars.walk(malformed).problem());
  }

  @Test
  void sparseFilesAreNotUnpacked() {
    byte[] sparse = Tars.joined(Arrays.copyOf(THREE, 512), new byte[512], THREE);
    sparse[156] = 'S';
    sparse[482] = 1;
    sign(sparse, 0);
    byte[] old = Tars.joined(sparse, new byte[0]);
    System.arraycopy("00000000000\0".getBytes(StandardCharsets.US_ASCII), 0, old, 124, 12);
    sign(old, 0);
    Tars.Read read = Tars.walk(old);
    assertEquals(4, read.members().size(), read.toString());
    assertTrue(read.members().get(0).problem().startsWith("a sparse file"));
    Tars.Read modern =
        Tars.walk(
            Tars.joined(
                pax("GNU.sparse.major=1", "GNU.sparse.name=real.png"), Arrays.copyOf(THREE, 1536)));
    assertEquals(List.of("real.png"), modern.names());
    assertTrue(modern.members().get(0).problem().startsWith("a sparse file"));
  }

  @Test
  void namesThatAreNotUtf8AreEscaped() {
    byte[] archive = THREE.clone();
    archive[0] = (byte) 0xE9;
    sign(archive, 0);
    assertEquals("\\xE9.png", Tars.walk(archive).names().get(0));
  }

  @Test
  void whatTheSystemsTarWritesIsRead(@TempDir Path folder) throws Exception {
    String longName = "n".repeat(120) + "/" + "m".repeat(140) + ".png";
    for (String name : List.of("a b.png", "ü/x.png", longName)) {
      Trees.file(folder, "in/" + name);
    }
    for (String format : List.of("v7", "ustar", "gnu", "pax")) {
      boolean old = format.equals("v7") || format.equals("ustar");
      Trees.shell(
          folder,
          "tar --format="
              + format
              + " -cf "
              + format
              + ".tar -C in 'a b.png' ü"
              + (old ? "" : " " + "n".repeat(120)));
      byte[] archive = Files.readAllBytes(folder.resolve(format + ".tar"));
      Tars.Read read = Tars.walk(archive);
      assertEquals(
          old ? List.of("a b.png", "ü/x.png") : List.of("a b.png", "ü/x.png", longName),
          read.names(),
          format);
      for (TarMember member : read.members()) {
        assertEquals(
            "in/" + member.name(),
            new String(
                archive, (int) member.position(), (int) member.bytes(), StandardCharsets.UTF_8));
      }
    }
  }

  private static void checkBounds(byte[] archive, Tars.Read read) {
    for (TarMember member : read.members()) {
      assertTrue(
          member.bytes() >= 0 && member.position() + member.bytes() <= archive.length,
          member.toString());
    }
  }

  private static byte[] mutated(byte[] original, Random random) {
    byte[] bytes = Arrays.copyOf(original, random.nextInt(original.length + 1));
    for (int i = random.nextInt(20); i > 0 && bytes.length > 0; i--) {
      bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
    }
    return bytes;
  }

  /** An extended header of these records. */
  private static byte[] pax(String... records) {
    StringBuilder text = new StringBuilder();
    for (String record : records) {
      int bytes = record.getBytes(StandardCharsets.UTF_8).length + 2;
      int length = bytes + String.valueOf(bytes).length();
      length = bytes + String.valueOf(length).length();
      text.append(length).append(' ').append(record).append('\n');
    }
    byte[] content = text.toString().getBytes(StandardCharsets.UTF_8);
    byte[] header = new byte[1024];
    TarArchiveEntry entry = new TarArchiveEntry("pax", (byte) 'x');
    entry.setSize(content.length);
    entry.writeEntryHeader(header);
    System.arraycopy(content, 0, header, 512, content.length);
    return header;
  }

  /** Sets the checksum right. */
  private static void sign(byte[] archive, int header) {
    Arrays.fill(archive, header + 148, header + 156, (byte) ' ');
    int sum = 0;
    for (int i = 0; i < 512; i++) {
      sum += archive[header + i] & 0xFF;
    }
    byte[] digits =
        String.format(java.util.Locale.ROOT, "%06o\0 ", sum).getBytes(StandardCharsets.US_ASCII);
    System.arraycopy(digits, 0, archive, header + 148, 8);
  }

  private static byte[] ones(int length) {
    byte[] ones = new byte[length];
    Arrays.fill(ones, (byte) 1);
    return ones;
  }
}
