package io.bifocal.inference;

import io.bifocal.image.Picture;
import java.util.ArrayList;
import java.util.List;

/** A task's place at a {@link SharedBatcher}: prepares pictures on the task's own thread. */
final class SharedWorker implements Network.Worker {
  private final SharedBatcher batcher;
  private final Preprocessor preprocessor;
  private final List<SharedBatch.Ticket> tickets = new ArrayList<>();

  /** Belongs to the batcher's lock. */
  private int unfinished;

  SharedWorker(SharedBatcher batcher, ModelInput input) {
    this.batcher = batcher;
    this.preprocessor = new Preprocessor(input);
  }

  /** Waits for room, if need be, for a forward pass at most. */
  @Override
  public boolean add(Picture picture) {
    if (tickets.size() == batcher.size()) {
      throw new IllegalStateException("the batch of " + batcher.size() + " is full; run it first");
    }
    SharedBatch.Ticket ticket = new SharedBatch.Ticket(this);
    tickets.add(ticket);
    // Without room all is lost, which run says: here it would be taken for the picture's fault.
    if (batcher.take(ticket)) {
      Placement placement = null;
      String error = "the picture was not prepared";
      try {
        placement = preprocessor.write(picture, ticket.tensors());
      } catch (RuntimeException e) {
        error = BatchWorker.notPrepared(e);
      } finally {
        if (placement == null) {
          batcher.drop(ticket, error);
        } else {
          batcher.submit(ticket, placement);
        }
      }
    }
    return tickets.size() == batcher.size();
  }

  /**
   * {@inheritDoc}
   *
   * @throws InferenceStoppedException if there is nothing to wait for, or the thread is interrupted
   *     while it waits, which it stays
   */
  @Override
  public List<Prediction> run() {
    batcher.await(this);
    List<Prediction> result = tickets.stream().map(SharedBatch.Ticket::prediction).toList();
    tickets.clear();
    return result;
  }

  /** Gives up what has not come back yet. */
  @Override
  public void close() {
    batcher.abandon(tickets);
    tickets.clear();
    preprocessor.close();
  }

  boolean isUnfinished() {
    return unfinished > 0;
  }

  void started() {
    unfinished++;
  }

  void finished() {
    unfinished--;
  }
}
