package io.bifocal.inference;

import java.nio.FloatBuffer;
import java.util.Arrays;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.javacpp.Pointer;

/**
 * Native room for the pictures of one forward pass. The counts and tickets belong to the lock of
 * its {@link SharedBatcher}; each tensor belongs to the task that took its place until it says that
 * it is written, then to the thread that runs it.
 */
final class SharedBatch implements AutoCloseable {
  private final FloatPointer memory;
  private final FloatBuffer tensors;
  private final int values;

  /** By place; null where there is nothing, or nothing any more. */
  private final Ticket[] tickets;

  private int taken;
  private int writing;

  /** A picture on its way: its place in a batch, later its prediction. */
  static final class Ticket {
    private final SharedWorker owner;
    private SharedBatch batch;
    private int place;
    private Placement placement;
    private Prediction prediction;

    Ticket(SharedWorker owner) {
      this.owner = owner;
    }

    SharedWorker owner() {
      return owner;
    }

    /** Where its tensors go. */
    FloatPointer tensors() {
      return batch.memory.getPointer((long) place * batch.values);
    }

    Placement placement() {
      return placement;
    }

    /** Null until it is known. */
    Prediction prediction() {
      return prediction;
    }

    void predicted(Prediction value) {
      prediction = value;
    }

    /** Its tensors are where they belong. */
    void written(Placement where) {
      placement = where;
      batch.tickets[place] = this;
      batch.writing--;
    }

    /** There will be nothing at its place. */
    void dropped() {
      batch.writing--;
    }

    /** Nobody wants it any more. */
    void abandoned() {
      batch.tickets[place] = null;
    }

    /** Whether it stands in {@code other}. */
    boolean isIn(SharedBatch other) {
      return batch == other;
    }
  }

  /**
   * @param size pictures
   * @param values of all views of a picture
   */
  SharedBatch(int size, int values) {
    this.values = values;
    this.tickets = new Ticket[size];
    this.memory = new FloatPointer((long) size * values);
    this.tensors = memory.asBuffer();
  }

  /** Gives {@code ticket} the next place; there has to be one. */
  void take(Ticket ticket) {
    ticket.batch = this;
    ticket.place = taken++;
    writing++;
  }

  boolean isFull() {
    return taken == tickets.length;
  }

  boolean isEmpty() {
    return taken == 0;
  }

  /** Whether some task still writes into it. */
  boolean isBeingWritten() {
    return writing > 0;
  }

  /** The ticket at {@code place}, or null. */
  Ticket ticket(int place) {
    return tickets[place];
  }

  /** How many pictures are in it. */
  int pictures() {
    int count = 0;
    for (Ticket ticket : tickets) {
      count += ticket == null ? 0 : 1;
    }
    return count;
  }

  /** All of it, with zeros where no picture is. */
  FloatBuffer tensors() {
    for (int place = 0; place < tickets.length; place++) {
      if (tickets[place] == null) {
        clear(place);
      }
    }
    return tensors;
  }

  /** Makes it hold the picture at {@code from} of {@code other} at the same place, and no more. */
  void holdOnly(SharedBatch other, int from) {
    clear();
    tickets[from] = other.tickets[from];
    tensors.put(from * values, other.tensors, from * values, values);
  }

  /** Makes it hold nothing. */
  void clear() {
    taken = 0;
    Arrays.fill(tickets, null);
  }

  @Override
  public void close() {
    memory.close();
  }

  private void clear(int place) {
    // The part is not to be closed: the whole would be.
    Pointer.memset(memory.getPointer((long) place * values), 0, (long) values * Float.BYTES);
  }
}
