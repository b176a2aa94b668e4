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
  private final ComputeDevice device;
  private final Map<BatchSize, BatchTuner> tuners = new ConcurrentHashMap<>();
  private final Map<BatchSize, SharedBatcher> batchers = new ConcurrentHashMap<>();

  private Network(
      ModelCard card, Model model, String inputName, Heads heads, ComputeDevice device) {
    this.card = card;
    this.device = device;
    this.model = model;
    this.inputName = inputName;
    this.heads = heads;
  }

  /** {@link #load(ModelFiles, int, ComputeDevice)} on the processor. */
  public static Network load(ModelFiles files, int threads) {
    return load(files, threads, ComputeDevice.CPU);
  }

  /**
   * Loads a network and sends zeros through it, to see that it does what its card says.
   *
   * @param files the model
   * @param threads how many threads one operation of the network may use on the processor, at least
   *     1; they do not spin while they wait
   * @param device what it runs on
   * @throws UserError if the engine cannot load or run it on that device, or its inputs, outputs or
   *     labels are not what the card says
   */
  public static Network load(ModelFiles files, int threads, ComputeDevice device) {
    if (threads < 1) {
      throw new IllegalArgumentException("a network needs at least 1 thread, not " + threads);
    }
    Natives.ensureLoaded();
    ModelCard card = files.card();
    Model model = ModelLoader.load(files, threads, device);
    try {
      String inputName =
          files.format() == ModelFormat.ONNX ? inputName(card, model) : unnamed(card);
      return new Network(card, model, inputName, tryOut(files, card, model, inputName), device);
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
   *     bit: if not, pictures go through it one by one. On a GPU their pictures go through it
   *     together, always so many at once; there automatic means 32, or fewer if they are large
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
    if (device.isGpu()) {
      return batcher(batchSize).open();
    }
    BatchTuner tuner =
        tuners.computeIfAbsent(batchSize, size -> new BatchTuner(sizes(size, pictureValues)));
    return new BatchWorker(card.input(), tuner, new Forward(model, inputName, card), heads);
  }

  /** What all workers of that batch size share; a new one if the last one has failed. */
  SharedBatcher batcher(BatchSize batchSize) {
    return batchers.compute(
        batchSize,
        (size, known) -> known == null || known.isStopped() ? newBatcher(batchSize) : known);
  }

  private SharedBatcher newBatcher(BatchSize batchSize) {
    ModelInput input = card.input();
    List<Integer> sizes = sizes(batchSize, (long) input.values() * input.augmentation().views());
    return new SharedBatcher(
        device.toString(),
        input,
        sizes.get(sizes.size() - 1),
        new Forward(model, inputName, card),
        heads);
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
    batchers.values().forEach(SharedBatcher::close);
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
     * @return a prediction for each picture in the order in which they were added, on the processor
     *     the same to the bit whatever else is in the batch; what fails has its error in it
     * @throws InferenceStoppedException on a GPU, if it has failed or the thread is interrupted
     */
    List<Prediction> run();

    @Override
    void close();
  }

  /** TorchScript takes its inputs by their order. */
  private static String unnamed(ModelCard card) {
    if (card.input().name().isPresent()) {
      throw new UserError(
          "input.name = '"
              + card.input().name().get()
              + "': the inputs of TorchScript have no names; take it out of the card");
    }
    return null;
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
