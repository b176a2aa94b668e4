package io.bifocal.inference;

import ai.djl.translate.TranslateException;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.bytedeco.javacpp.FloatPointer;

/**
 * Runs a network on a GPU for all tasks of a JVM: their threads prepare pictures and write them
 * straight into one batch, and one thread of its own sends batches through the network, one after
 * the other, while the tasks fill the next. So the number of tasks and the number of GPUs have
 * nothing to do with each other.
 *
 * <p>A batch goes when it is full, or when the GPU is idle and some task has nothing left to do but
 * wait for its pictures. Nobody waits for a clock, nor for a task that is busy elsewhere. There is
 * room for two batches in all; who wants to add a picture beyond that waits.
 *
 * <p>Every forward pass has the same shape, missing pictures being zeros, so that engine and GPU
 * choose the same kernels for each: a kernel of another batch size may add in another order. With
 * that a picture's result on one kind of GPU does not depend on its company as far as its kernels
 * treat all places of a batch alike, which, unlike on the processor, nobody checks to the bit.
 */
final class SharedBatcher implements AutoCloseable {
  /**
   * How much a picture in company may differ from the picture alone, as a share of its largest
   * value: more than half precision does, less than a network does that mixes its pictures.
   */
  private static final double TOLERANCE = 0.01;

  private final String device;
  private final ModelInput input;
  private final ForwardPass forward;
  private final Heads heads;
  private final int views;
  private final int values;
  private final int size;
  private final Thread thread;
  private final CountDownLatch ended = new CountDownLatch(1);

  private final ReentrantLock lock = new ReentrantLock();

  /** There may be a batch to run. */
  private final Condition work = lock.newCondition();

  /** There may be room for a picture. */
  private final Condition room = lock.newCondition();

  /** Some pictures are done. */
  private final Condition done = lock.newCondition();

  /** Tasks with nothing to do but wait. */
  private final Set<SharedWorker> waiting = new HashSet<>();

  private SharedBatch filling;
  private SharedBatch other;

  /** Why nothing runs any more, or null. */
  private Throwable stopped;

  /**
   * Starts the thread.
   *
   * @param device what errors call it
   * @param wanted pictures of a forward pass; networks that do not take so many, or let one picture
   *     change what they say of another, get them one by one
   * @param forward is closed in the end
   */
  SharedBatcher(String device, ModelInput input, int wanted, ForwardPass forward, Heads heads) {
    this.device = device;
    this.input = input;
    this.forward = forward;
    this.heads = heads;
    this.views = input.augmentation().views();
    this.values = views * input.values();
    this.size = takes(wanted) ? wanted : 1;
    this.filling = new SharedBatch(size, values);
    this.other = new SharedBatch(size, values);
    this.thread = new Thread(this::serve, "bifocal inference on " + device);
    thread.setDaemon(true);
    thread.start();
  }

  /** Opens a worker for one task. */
  SharedWorker open() {
    return new SharedWorker(this, input);
  }

  /** Pictures of a forward pass. */
  int size() {
    return size;
  }

  /** Whether it can do nothing any more. */
  boolean isStopped() {
    lock.lock();
    try {
      return stopped != null;
    } finally {
      lock.unlock();
    }
  }

  /** Ends the thread after the batch that it runs; what else waits gets none. */
  @Override
  public void close() {
    stop(new InferenceStoppedException("the network was closed", null));
    boolean interrupted = false;
    while (ended.getCount() > 0) {
      try {
        ended.await();
      } catch (InterruptedException e) {
        // The memory is only free when the thread has ended.
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  /**
   * Gives {@code ticket} a place, as soon as there is one. Deaf to interruption: that is at most
   * the time of a forward pass, and the picture is not to blame for it.
   *
   * @return false if nothing will run any more
   */
  boolean take(SharedBatch.Ticket ticket) {
    lock.lock();
    try {
      ticket.owner().started();
      while (stopped == null && filling.isFull()) {
        room.awaitUninterruptibly();
      }
      if (stopped != null) {
        return false;
      }
      filling.take(ticket);
      return true;
    } finally {
      lock.unlock();
    }
  }

  /** The tensors of {@code ticket} are written. */
  void submit(SharedBatch.Ticket ticket, Placement placement) {
    lock.lock();
    try {
      ticket.written(placement);
      work.signal();
    } finally {
      lock.unlock();
    }
  }

  /** The picture of {@code ticket} could not be prepared. */
  void drop(SharedBatch.Ticket ticket, String error) {
    lock.lock();
    try {
      ticket.dropped();
      ticket.predicted(Prediction.failed(error));
      ticket.owner().finished();
      work.signal();
    } finally {
      lock.unlock();
    }
  }

  /**
   * Waits until all pictures of {@code worker} are done.
   *
   * @throws InferenceStoppedException if they will not be, or the thread is interrupted
   */
  void await(SharedWorker worker) {
    lock.lock();
    try {
      waiting.add(worker);
      work.signal();
      while (worker.isUnfinished()) {
        if (stopped != null) {
          throw new InferenceStoppedException(
              "inference on " + device + " has ended: " + reason(), stopped);
        }
        done.await();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InferenceStoppedException("interrupted while waiting for " + device, e);
    } finally {
      waiting.remove(worker);
      lock.unlock();
    }
  }

  /** Nobody waits for {@code tickets} any more. What runs already runs to its end. */
  void abandon(List<SharedBatch.Ticket> tickets) {
    lock.lock();
    try {
      for (SharedBatch.Ticket ticket : tickets) {
        if (stopped == null && ticket.prediction() == null && ticket.isIn(filling)) {
          ticket.abandoned();
        }
      }
    } finally {
      lock.unlock();
    }
  }

  private String reason() {
    return stopped instanceof InferenceStoppedException
        ? stopped.getMessage()
        : Reasons.of(stopped);
  }

  private void serve() {
    try {
      SharedBatch batch = next();
      while (batch != null) {
        deliver(batch, predict(batch));
        batch = next();
      }
    } catch (Throwable e) {
      stop(e);
    } finally {
      free();
    }
  }

  /** The batch to run, null if there will be none. */
  private SharedBatch next() {
    lock.lock();
    try {
      while (stopped == null && !isDue()) {
        work.awaitUninterruptibly();
      }
      if (stopped != null) {
        return null;
      }
      SharedBatch batch = filling;
      filling = other;
      other = batch;
      room.signalAll();
      awaitWritten(batch);
      return batch;
    } finally {
      lock.unlock();
    }
  }

  private boolean isDue() {
    return filling.isFull()
        || (!filling.isEmpty() && waiting.stream().anyMatch(SharedWorker::isUnfinished));
  }

  /** Preparing a picture takes a moment and waits for nothing. */
  private void awaitWritten(SharedBatch batch) {
    while (batch.isBeingWritten()) {
      work.awaitUninterruptibly();
    }
  }

  private void deliver(SharedBatch batch, List<Prediction> predictions) {
    lock.lock();
    try {
      for (int place = 0; place < size; place++) {
        SharedBatch.Ticket ticket = batch.ticket(place);
        if (ticket != null) {
          ticket.predicted(predictions.get(place));
          ticket.owner().finished();
        }
      }
      batch.clear();
      done.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** By place. */
  private List<Prediction> predict(SharedBatch batch) {
    try {
      return pass(batch);
    } catch (TranslateException | RuntimeException e) {
      return oneByOne(batch, e);
    }
  }

  private List<Prediction> pass(SharedBatch batch) throws TranslateException {
    FloatBuffer tensors = batch.tensors();
    if (views == 1) {
      return forward.run(tensors, size, (place, outputs) -> read(batch, place, outputs));
    }
    List<Outputs> all = forward.outputs(tensors, size, views);
    List<Prediction> result = new ArrayList<>(size);
    for (int place = 0; place < size; place++) {
      result.add(read(batch, place, all.get(place)));
    }
    return result;
  }

  private Prediction read(SharedBatch batch, int place, Outputs outputs) {
    SharedBatch.Ticket ticket = batch.ticket(place);
    return ticket == null ? null : heads.read(outputs, ticket.placement());
  }

  /** A failure of one picture stays its own, and that of the device is nobody's. */
  private List<Prediction> oneByOne(SharedBatch batch, Exception reason) {
    List<Prediction> result = new ArrayList<>(size);
    try (SharedBatch alone = new SharedBatch(size, values)) {
      boolean oneOfMany = batch.pictures() > 1;
      Exception last = oneOfMany ? null : reason;
      for (int place = 0; place < size; place++) {
        Prediction prediction = null;
        if (batch.ticket(place) != null && oneOfMany) {
          alone.holdOnly(batch, place);
          try {
            prediction = pass(alone).get(place);
          } catch (TranslateException | RuntimeException e) {
            last = e;
            prediction = BatchWorker.failed(e);
          }
        } else if (batch.ticket(place) != null) {
          prediction = BatchWorker.failed(reason);
        }
        result.add(prediction);
      }
      if (last != null) {
        checkDevice(alone);
      }
    }
    return result;
  }

  /** Zeros went through the network when it was loaded. */
  private void checkDevice(SharedBatch empty) {
    empty.clear();
    try {
      pass(empty);
    } catch (TranslateException | RuntimeException e) {
      throw new InferenceStoppedException("it fails on every picture by now: " + Reasons.of(e), e);
    }
  }

  private void stop(Throwable reason) {
    lock.lock();
    try {
      if (stopped == null) {
        stopped = reason;
      }
      work.signalAll();
      room.signalAll();
      done.signalAll();
    } finally {
      lock.unlock();
    }
  }

  private void free() {
    lock.lock();
    try {
      awaitWritten(filling);
      awaitWritten(other);
      filling.close();
      other.close();
      forward.close();
    } finally {
      lock.unlock();
      ended.countDown();
    }
  }

  /** Whether the network takes so many pictures at once and tells them apart. */
  private boolean takes(int wanted) {
    if (wanted == 1) {
      return true;
    }
    try (FloatPointer memory = new FloatPointer((long) wanted * values)) {
      FloatBuffer noise = memory.asBuffer();
      Random random = new Random(1);
      for (int i = 0; i < noise.limit(); i++) {
        noise.put(i, random.nextFloat());
      }
      List<Outputs> together = forward.outputs(noise, wanted, views);
      for (int place : List.of(0, wanted - 1)) {
        FloatBuffer one = noise.slice(place * values, values);
        if (!alike(forward.outputs(one, 1, views).get(0), together.get(place))) {
          return false;
        }
      }
      return true;
    } catch (TranslateException | RuntimeException e) {
      return false;
    }
  }

  private static boolean alike(Outputs alone, Outputs together) {
    for (int i = 0; i < alone.tensors().size(); i++) {
      float[] expected = alone.tensors().get(i).toArray();
      float[] actual = together.tensors().get(i).toArray();
      if (expected.length != actual.length) {
        return false;
      }
      double largest = 0;
      double difference = 0;
      for (int j = 0; j < expected.length; j++) {
        largest = Math.max(largest, Math.abs(expected[j]));
        difference = Math.max(difference, Math.abs(expected[j] - actual[j]));
      }
      if (difference > TOLERANCE * largest) {
        return false;
      }
    }
    return true;
  }
}
