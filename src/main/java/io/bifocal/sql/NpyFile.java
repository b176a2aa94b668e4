package io.bifocal.sql;

import io.bifocal.inference.TensorInput;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * NumPy's .npy of 32-bit floats, little endian, in C order, versions 1 to 3.
 *
 * @see <a href="https://numpy.org/doc/stable/reference/generated/numpy.lib.format.html">the
 *     format</a>
 */
final class NpyFile {
  private static final byte[] MAGIC = {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y'};
  private static final Pattern TYPE = Pattern.compile("'descr'\\s*:\\s*'([^']*)'");
  private static final Pattern FORTRAN = Pattern.compile("'fortran_order'\\s*:\\s*True");
  private static final Pattern SHAPE = Pattern.compile("'shape'\\s*:\\s*\\(([0-9,\\s]*)\\)");

  private NpyFile() {}

  /** Whether {@code bytes} begin as such a file does. */
  static boolean is(byte[] bytes) {
    return bytes.length >= MAGIC.length
        && Arrays.equals(bytes, 0, MAGIC.length, MAGIC, 0, MAGIC.length);
  }

  /**
   * The numbers with their shape.
   *
   * @throws IllegalArgumentException if they are of another type or order, or not as many as the
   *     shape says
   */
  static TensorInput read(byte[] bytes) {
    ByteBuffer file = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    String header = header(file);
    Matcher type = TYPE.matcher(header);
    Matcher shape = SHAPE.matcher(header);
    if (!type.find() || !shape.find()) {
      throw new IllegalArgumentException("the header of the .npy is damaged");
    }
    if (!type.group(1).equals("<f4") || FORTRAN.matcher(header).find()) {
      throw new IllegalArgumentException(
          "the .npy holds "
              + type.group(1)
              + (FORTRAN.matcher(header).find() ? " in Fortran order" : "")
              + "; save it as float32 in C order: numpy.ascontiguousarray(x, '<f4')");
    }
    List<Integer> sides =
        Arrays.stream(shape.group(1).split(","))
            .map(String::strip)
            .filter(side -> !side.isEmpty())
            .map(Integer::valueOf)
            .toList();
    return new TensorInput(Optional.of(sides), Numbers.floats(file));
  }

  /** Leaves the numbers to be read. */
  private static String header(ByteBuffer file) {
    try {
      int version = file.get(MAGIC.length);
      file.position(MAGIC.length + 2);
      int length = version == 1 ? Short.toUnsignedInt(file.getShort()) : file.getInt();
      byte[] header = new byte[Math.min(length, file.remaining())];
      file.get(header);
      return new String(header, StandardCharsets.ISO_8859_1);
    } catch (RuntimeException e) {
      throw new IllegalArgumentException("the header of the .npy is damaged", e);
    }
  }
}
