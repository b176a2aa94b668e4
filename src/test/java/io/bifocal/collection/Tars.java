package io.bifocal.collection;

import com.github.luben.zstd.ZstdOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.parquet.io.DelegatingSeekableInputStream;
import org.apache.parquet.io.SeekableInputStream;

/** Archives written by another library, and what the walker makes of them. */
final class Tars {
  private Tars() {}

  /** A member to be written. */
  @SuppressWarnings("ArrayRecordComponent")
  record Member(String name, byte[] content) {}

  /** What is read of an archive. */
  record Read(List<TarMember> members, String reason, String problem) {
    List<String> names() {
      return members.stream().map(TarMember::name).toList();
    }
  }

  /** Writes one entry after the other. */
  interface Script {
    void write(TarArchiveOutputStream tar) throws IOException;
  }

  static byte[] posix(Script script) {
    return write(TarArchiveOutputStream.LONGFILE_POSIX, script);
  }

  static byte[] gnu(Script script) {
    return write(TarArchiveOutputStream.LONGFILE_GNU, script);
  }

  static byte[] posix(List<Member> members) {
    return posix(tar -> addAll(tar, members));
  }

  static byte[] gnu(List<Member> members) {
    return gnu(tar -> addAll(tar, members));
  }

  static void add(TarArchiveOutputStream tar, String name, byte[] content) throws IOException {
    TarArchiveEntry entry = new TarArchiveEntry(name, true);
    entry.setSize(content.length);
    tar.putArchiveEntry(entry);
    tar.write(content);
    tar.closeArchiveEntry();
  }

  static void addEmpty(TarArchiveOutputStream tar, String name, byte type, String link)
      throws IOException {
    TarArchiveEntry entry = new TarArchiveEntry(name, type);
    entry.setLinkName(link);
    tar.putArchiveEntry(entry);
    tar.closeArchiveEntry();
  }

  static byte[] gzip(byte[] plain) {
    return packed(plain, GZIPOutputStream::new);
  }

  static byte[] zstd(byte[] plain) {
    return packed(plain, out -> new ZstdOutputStream(out).setChecksum(true));
  }

  static byte[] joined(byte[]... parts) {
    ByteArrayOutputStream joined = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      joined.writeBytes(part);
    }
    return joined.toByteArray();
  }

  /** A file in memory. */
  static SeekableInputStream file(byte[] content) {
    return sparse(content.length, Map.of(0L, content));
  }

  /** A file of {@code length} bytes that is zero but for some parts. */
  static SeekableInputStream sparse(long length, Map<Long, byte[]> parts) {
    Sparse file = new Sparse(length, parts);
    return new DelegatingSeekableInputStream(file) {
      @Override
      public long getPos() {
        return file.place;
      }

      @Override
      public void seek(long position) {
        file.place = position;
      }
    };
  }

  private static final class Sparse extends InputStream {
    private final long length;
    private final Map<Long, byte[]> parts;
    private long place;

    Sparse(long length, Map<Long, byte[]> parts) {
      this.length = length;
      this.parts = parts;
    }

    @Override
    public int read() {
      return place >= length ? -1 : at(place++) & 0xff;
    }

    @Override
    public int read(byte[] into, int offset, int wanted) {
      if (place >= length) {
        return -1;
      }
      int read = (int) Math.min(wanted, length - place);
      for (int i = 0; i < read; i++) {
        into[offset + i] = at(place++);
      }
      return read;
    }

    private byte at(long position) {
      for (Map.Entry<Long, byte[]> part : parts.entrySet()) {
        long within = position - part.getKey();
        if (within >= 0 && within < part.getValue().length) {
          return part.getValue()[(int) within];
        }
      }
      return 0;
    }
  }

  static Read walk(byte[] archive) {
    return walk(new PlainShard(file(archive)));
  }

  static Read walk(ShardBytes archive) {
    TarWalker walker = new TarWalker(archive, name -> false);
    List<TarMember> members = new ArrayList<>();
    try {
      for (TarMember member = walker.next(); member != null; member = walker.next()) {
        members.add(member);
      }
      return new Read(members, null, null);
    } catch (DamagedShardException e) {
      return new Read(members, e.reason(), e.getMessage());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void addAll(TarArchiveOutputStream tar, List<Member> members) throws IOException {
    for (Member member : members) {
      add(tar, member.name(), member.content());
    }
  }

  private static byte[] write(int mode, Script script) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (TarArchiveOutputStream tar = new TarArchiveOutputStream(bytes, 512, "UTF-8")) {
      tar.setLongFileMode(mode);
      tar.setBigNumberMode(
          mode == TarArchiveOutputStream.LONGFILE_GNU
              ? TarArchiveOutputStream.BIGNUMBER_STAR
              : TarArchiveOutputStream.BIGNUMBER_POSIX);
      tar.setAddPaxHeadersForNonAsciiNames(mode == TarArchiveOutputStream.LONGFILE_POSIX);
      script.write(tar);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  private interface Packer {
    OutputStream on(OutputStream out) throws IOException;
  }

  private static byte[] packed(byte[] plain, Packer packer) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (OutputStream out = packer.on(bytes)) {
      out.write(plain);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }
}
