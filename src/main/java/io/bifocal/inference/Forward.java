package io.bifocal.inference;

import ai.djl.Model;
import ai.djl.inference.Predictor;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.translate.NoopTranslator;
import ai.djl.translate.TranslateException;
import java.nio.FloatBuffer;
import java.util.function.Function;

/** One task's way through a network. Not for use by several threads at once. */
final class Forward implements AutoCloseable {
  private final NDManager manager;
  private final Predictor<NDList, NDList> predictor;
  private final String name;
  private final Shape shape;

  Forward(Model model, String name, ModelInput input) {
    this.manager = model.getNDManager();
    this.predictor = model.newPredictor(new NoopTranslator());
    this.name = name;
    int channels = input.channels().count();
    this.shape =
        switch (input.layout()) {
          case NCHW -> new Shape(1, channels, input.height(), input.width());
          case NHWC -> new Shape(1, input.height(), input.width(), channels);
        };
  }

  /**
   * Sends one picture through the network.
   *
   * @param tensor direct, so that the engine reads it in place
   * @param reader reads the outputs, which are freed when it returns
   * @throws TranslateException if the engine fails
   */
  <T> T run(FloatBuffer tensor, Function<NDList, T> reader) throws TranslateException {
    try (NDManager scope = manager.newSubManager()) {
      NDArray input = scope.create(tensor, shape, DataType.FLOAT32);
      input.setName(name);
      return reader.apply(predictor.predict(new NDList(input)));
    }
  }

  @Override
  public void close() {
    predictor.close();
  }
}
