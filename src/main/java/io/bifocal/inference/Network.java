package io.bifocal.inference;

import ai.djl.Model;
import ai.djl.translate.TranslateException;
import io.bifocal.conf.BatchSize;
import io.bifocal.conf.Names;
import io.bifocal.conf.UserError;
import io.bifocal.image.Natives;
import io.bifocal.image.Picture;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A network, loaded and tried out once, for all tasks of a JVM at the same time: each opens a
 * worker of its own.
 */
public final class Network implements AutoCloseable {
  private static final long LARGEST_BUFFER = Integer.MAX_VALUE / Float.BYTES;

  /** What is tried for an automatic batch size: beyond it memory is all that grows. */
  private static final int LARGEST_TRIED = 32;

  private static final long MOST_VALUES_TRIED = (64L << 20) / Float.BYTES;

  private final ModelCard card;
  private final Model model;
  private final String inputName;
  private final Heads heads;
  private final Map<BatchSize, BatchTuner> tuners = new ConcurrentHashMap<>();

  private Network(ModelCard card, Model model, String inputName, Heads heads) {
    this.card = card;
    this.model = model;
    this.inputName = inputName;
    this.heads = heads;
  }

  /**
   * Loads a network and sends zeros through it, to see that it does what its card says.
   *
   * @param files the model
   * @param threads how many threads one operation of the network may use, at least 1; they do not
   *     spin while they wait
   * @throws UserError if the engine cannot load or run it, or its inputs, outputs or labels are not
   *     what the card says
   */
  public static Network load(ModelFiles files, int threads) {
    if (threads < 1) {
      throw new IllegalArgumentException("a network needs at least 1 thread, not " + threads);
    }
    Natives.ensureLoaded();
    ModelCard card = files.card();
    Model model = ModelLoader.load(files, threads);
    try {
      String inputName = inputName(card, model);
      return new Network(card, model, inputName, tryOut(files, card, model, inputName));
    } catch (UserError e) {
      model.close();
      throw new UserError(files.folder() + ": " + e.getMessage(), e);
    } catch (RuntimeException | Error e) {
      model.close();
      throw e;
    }
  }

  /** The number of values in every embedding, 0 if the card names none. */
  public int embeddingLength() {
    return heads.embeddingLength();
  }

  /**
   * Opens a worker for one task.
   *
   * @param batchSize how many pictures it runs at once; all workers of this network find out
   *     together what is the fastest, or whether a given size leaves results as they are to the
   *     bit: if not, pictures go through it one by one
   * @throws UserError if so many pictures take more than 2 GiB
   */
  public Worker open(BatchSize batchSize) {
    long pictureValues = (long) card.input().values() * card.input().augmentation().views();
    long most = LARGEST_BUFFER / pictureValues;
    if (batchSize.pictures() > most) {
      throw new UserError(
          "a batch of "
              + batchSize
              + " pictures of "
              + card.input().size()
              + " takes more than 2 GiB; give a batch size of 1 to "
              + most);
    }
    BatchTuner tuner =
        tuners.computeIfAbsent(batchSize, size -> new BatchTuner(sizes(size, pictureValues)));
    return new BatchWorker(card.input(), tuner, new Forward(model, inputName, card), heads);
  }

  private static List<Integer> sizes(BatchSize batchSize, long pictureValues) {
    if (!batchSize.isAuto()) {
      return List.of(batchSize.pictures());
    }
    List<Integer> sizes = new ArrayList<>(List.of(1));
    for (int size = 2;
        size <= LARGEST_TRIED && size * pictureValues <= MOST_VALUES_TRIED;
        size *= 2) {
      sizes.add(size);
    }
    return sizes;
  }

  /** Frees the network; its workers have to be closed before. */
  @Override
  public void close() {
    model.close();
  }

  /**
   * Predicts for one task; owns native memory until closed. Not for use by several threads at once.
   */
  public interface Worker extends AutoCloseable {

    /**
     * Adds a picture to the batch. Its pixels are copied: it may be closed at once. A picture that
     * cannot be prepared does not throw but has its error among the predictions.
     *
     * @return whether the batch is full, so that it has to run before the next picture
     * @throws IllegalStateException if it was full already
     */
    boolean add(Picture picture);

    /**
     * Runs the batch, full or not, and empties it.
     *
     * @return a prediction for each picture in the order in which they were added, the same to the
     *     bit whatever else is in the batch; what fails has its error in it
     */
    List<Prediction> run();

    @Override
    void close();
  }

  private static String inputName(ModelCard card, Model model) {
    List<String> names = model.describeInput().keys();
    if (names.size() != 1) {
      throw new UserError(
          "the network has the inputs " + names + "; export one that takes nothing but pictures");
    }
    String only = names.get(0);
    if (card.input().name().filter(name -> !name.equals(only)).isPresent()) {
      throw new UserError(
          "input.name = '"
              + card.input().name().get()
              + "' is no input of the network; its only one is '"
              + only
              + "'");
    }
    return only;
  }

  private static Heads tryOut(ModelFiles files, ModelCard card, Model model, String inputName) {
    ByteBuffer zeros =
        ByteBuffer.allocateDirect(card.input().values() * Float.BYTES)
            .order(ByteOrder.nativeOrder());
    try (Forward forward = new Forward(model, inputName, card)) {
      return forward
          .run(zeros.asFloatBuffer(), 1, (place, outputs) -> new Heads(files, outputs))
          .get(0);
    } catch (UnusableOutputException e) {
      throw new UserError(e.getMessage(), e);
    } catch (TranslateException e) {
      throw new UserError(
          "the network does not take the input that the card describes, "
              + Names.kebab(card.input().layout())
              + " "
              + Names.kebab(card.input().channels())
              + " "
              + card.input().size()
              + ": "
              + Reasons.of(e),
          e);
    }
  }
}
