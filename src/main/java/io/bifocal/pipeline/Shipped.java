package io.bifocal.pipeline;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.Serializable;
import java.io.UncheckedIOException;

/**
 * Something on its way between driver and executors, as Java serializes it, whatever Spark
 * serializes with: Kryo, which many clusters have, can read neither records nor the lists of the
 * JDK.
 *
 * @param <T> what is sent
 */
public final class Shipped<T extends Serializable> implements Serializable {
  private static final long serialVersionUID = 1;

  private final byte[] bytes;
  private transient T value;

  /** Packs {@code value}, which must not change any more. */
  public Shipped(T value) {
    ByteArrayOutputStream buffer = new ByteArrayOutputStream();
    try (ObjectOutputStream out = new ObjectOutputStream(buffer)) {
      out.writeObject(value);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    this.bytes = buffer.toByteArray();
    this.value = value;
  }

  /** What was sent, unpacked once. */
  @SuppressWarnings("unchecked") // It is what the constructor packed.
  public synchronized T value() {
    if (value == null) {
      try (ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(bytes))) {
        value = (T) in.readObject();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      } catch (ClassNotFoundException e) {
        throw new IllegalStateException(e);
      }
    }
    return value;
  }
}
