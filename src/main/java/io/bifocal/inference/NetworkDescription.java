package io.bifocal.inference;

import ai.onnxruntime.NodeInfo;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtLoggingLevel;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.OrtSession.SessionOptions;
import ai.onnxruntime.TensorInfo;
import io.bifocal.conf.UserError;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * What a network takes and gives: by its own account if it is ONNX, and otherwise as one try shows.
 *
 * @param inputs in its order
 * @param outputs in its order
 */
public record NetworkDescription(List<Side> inputs, List<Side> outputs) {

  public NetworkDescription {
    inputs = List.copyOf(inputs);
    outputs = List.copyOf(outputs);
  }

  /**
   * An input or output.
   *
   * @param name empty if it has none, as in TorchScript
   * @param type such as float
   * @param shape with the side of the batch; -1 for sides that may be anything
   */
  public record Side(String name, String type, List<Long> shape) {

    public Side {
      shape = List.copyOf(shape);
    }

    /** As {@code input float [?, 3, 224, 224]}. */
    @Override
    public String toString() {
      return (name.isEmpty() ? "" : name + " ")
          + type
          + " "
          + shape.stream()
              .map(side -> side < 0 ? "?" : String.valueOf(side))
              .collect(Collectors.joining(", ", "[", "]"));
    }
  }

  /**
   * The network of {@code files}. TorchScript does not say what it takes: it is tried with one
   * picture of 224², and the sides of its outputs are those for it.
   *
   * @param files of which the card does not count
   * @throws UserError if it cannot be loaded
   */
  public static NetworkDescription of(ModelFiles files) {
    return switch (files.format()) {
      case ONNX -> declared(files);
      case TORCH_SCRIPT -> TorchProbe.describe(files);
    };
  }

  private static NetworkDescription declared(ModelFiles files) {
    OnnxEngine.ensureStarted();
    try (SessionOptions options = new SessionOptions()) {
      options.setSessionLogLevel(OrtLoggingLevel.ORT_LOGGING_LEVEL_FATAL);
      try (OrtSession session =
          OrtEnvironment.getEnvironment().createSession(files.model(), options)) {
        return new NetworkDescription(
            sides(session.getInputInfo().values()), sides(session.getOutputInfo().values()));
      }
    } catch (OrtException e) {
      throw new UserError(
          files.folder()
              + "/"
              + files.format().file()
              + " cannot be loaded: "
              + Reasons.of(e)
              + "; export it to ONNX again, in one file",
          e);
    }
  }

  private static List<Side> sides(Collection<NodeInfo> nodes) {
    return nodes.stream().map(NetworkDescription::side).toList();
  }

  private static Side side(NodeInfo node) {
    if (node.getInfo() instanceof TensorInfo tensor) {
      List<Long> shape = Arrays.stream(tensor.getShape()).boxed().toList();
      return new Side(node.getName(), tensor.type.toString().toLowerCase(Locale.ROOT), shape);
    }
    return new Side(node.getName(), "no tensor", List.of());
  }
}
