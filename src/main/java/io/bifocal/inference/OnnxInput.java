package io.bifocal.inference;

import ai.onnxruntime.NodeInfo;
import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.OrtSession.SessionOptions;
import ai.onnxruntime.OrtSession.SessionOptions.OptLevel;
import ai.onnxruntime.TensorInfo;
import io.bifocal.conf.UserError;
import java.util.Arrays;
import java.util.Collection;

/**
 * What an ONNX network declares of its only input, which DJL does not tell.
 *
 * @param sides of the whole input, -1 where it is open; the first is the batch's
 */
@SuppressWarnings("ArrayRecordComponent") // As ONNX Runtime gives it.
record OnnxInput(String name, long[] sides) {

  /**
   * Reads the declaration; the engine must run already.
   *
   * @throws UserError if there is not one input of 32-bit floats
   */
  static OnnxInput of(ModelFiles files) {
    try (SessionOptions options = new SessionOptions()) {
      options.setOptimizationLevel(OptLevel.NO_OPT);
      options.setIntraOpNumThreads(1);
      try (OrtSession session =
          OrtEnvironment.getEnvironment().createSession(files.model(), options)) {
        return of(files.folder(), session.getInputInfo().values());
      }
    } catch (OrtException e) {
      throw new UserError(files.folder() + " cannot be read: " + Reasons.of(e), e);
    }
  }

  private static OnnxInput of(String folder, Collection<NodeInfo> inputs) {
    NodeInfo only = inputs.iterator().next();
    if (inputs.size() != 1
        || !(only.getInfo() instanceof TensorInfo info)
        || info.type != OnnxJavaType.FLOAT) {
      throw new UserError(
          folder
              + ": the network has the inputs "
              + inputs.stream().map(OnnxInput::described).toList()
              + "; export one that has a single input, of 32-bit floats");
    }
    return new OnnxInput(only.getName(), info.getShape());
  }

  private static String described(NodeInfo input) {
    return input.getName()
        + (input.getInfo() instanceof TensorInfo info
            ? " " + info.type + " " + Arrays.toString(info.getShape()).replace("-1", "?")
            : "");
  }
}
