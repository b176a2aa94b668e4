package io.bifocal.inference;

import ai.djl.Model;
import ai.djl.inference.Predictor;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.translate.NoopTranslator;
import ai.djl.translate.TranslateException;
import io.bifocal.conf.UserError;
import io.bifocal.inference.NetworkDescription.Side;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** Finds out by a try what a TorchScript network gives, which it does not say. */
final class TorchProbe {
  private static final Shape TRIED = new Shape(1, 3, 224, 224);

  private TorchProbe() {}

  /**
   * @throws UserError if the network cannot be loaded, or does not take one colour picture of 224²
   */
  static NetworkDescription describe(ModelFiles files) {
    try (Model model = ModelLoader.load(files, 1, ComputeDevice.CPU);
        Predictor<NDList, NDList> predictor = model.newPredictor(new NoopTranslator());
        NDManager scope = model.getNDManager().newSubManager()) {
      List<Side> outputs = new ArrayList<>();
      for (NDArray output : predictor.predict(new NDList(scope.zeros(TRIED)))) {
        String name = Forward.name(output, outputs.size());
        String type = output.getDataType().name().toLowerCase(Locale.ROOT);
        outputs.add(new Side(name, type, sides(output.getShape())));
      }
      return new NetworkDescription(List.of(new Side("", "float", sides(TRIED))), outputs);
    } catch (TranslateException e) {
      throw new UserError(
          files.folder()
              + ": the network does not take a tensor of the shape "
              + TRIED
              + ", and TorchScript does not say what it takes; write its card by hand: "
              + Reasons.of(e),
          e);
    }
  }

  private static List<Long> sides(Shape shape) {
    return Arrays.stream(shape.getShape()).boxed().toList();
  }
}
