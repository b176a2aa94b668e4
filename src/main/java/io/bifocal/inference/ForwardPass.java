package io.bifocal.inference;

import ai.djl.translate.TranslateException;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.List;

/** A way through a network. Not for use by several threads at once. */
interface ForwardPass extends AutoCloseable {

  /**
   * Sends pictures through the network.
   *
   * @param tensors of all pictures one after the other; direct, so that the engine reads it in
   *     place
   * @param count pictures, at least 1
   * @param reader reads the outputs of one picture, which are only valid meanwhile
   * @return what it read, in the order of the pictures
   * @throws TranslateException if the engine fails
   */
  <T> List<T> run(FloatBuffer tensors, int count, Reader<T> reader) throws TranslateException;

  /** Reads the outputs for the picture at some place in the batch. */
  @FunctionalInterface
  interface Reader<T> {
    T read(int place, Outputs outputs);
  }

  /**
   * The outputs for each picture, averaged over its views and valid for ever.
   *
   * @param tensors of all views of all pictures one after the other; direct
   * @param count pictures, at least 1
   * @param views of each picture, at least 1
   * @throws TranslateException if the engine fails
   */
  default List<Outputs> outputs(FloatBuffer tensors, int count, int views)
      throws TranslateException {
    List<Outputs> all = new ArrayList<>(count * views);
    if (count == 1) {
      // Some networks were exported for one picture at a time.
      int view = tensors.limit() / views;
      for (int i = 0; i < views; i++) {
        all.addAll(run(tensors.slice(i * view, view), 1, (place, outputs) -> outputs.copy()));
      }
    } else {
      all.addAll(run(tensors, count * views, (place, outputs) -> outputs.copy()));
    }
    List<Outputs> result = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      result.add(Outputs.average(all.subList(i * views, (i + 1) * views)));
    }
    return result;
  }

  @Override
  void close();
}
