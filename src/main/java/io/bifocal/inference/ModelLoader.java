package io.bifocal.inference;

import ai.djl.Device;
import ai.djl.MalformedModelException;
import ai.djl.Model;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtLoggingLevel;
import ai.onnxruntime.OrtSession.SessionOptions;
import io.bifocal.conf.UserError;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/** Gives a model's bytes to DJL, by way of a private folder that is gone when they are loaded. */
final class ModelLoader {
  private ModelLoader() {}

  /**
   * The network in {@code files}.
   *
   * @param threads how many threads one operation of the network may use
   * @throws UserError if the engine does not take it, with the engine's reason, or has no such
   *     device
   */
  static Model load(ModelFiles files, int threads, ComputeDevice device) {
    OnnxEngine.ensureStarted();
    try (PrivateFolder folder = new PrivateFolder("bifocal-model")) {
      folder.write(ModelFiles.MODEL, new ByteArrayInputStream(withInnerTensors(files)));
      return load(files, folder.path(), threads, device);
    } catch (IOException e) {
      throw new UserError(
          "the model of " + files.folder() + " cannot be written to disk for loading: " + e, e);
    }
  }

  /** What the card names and the network keeps to itself becomes an output. */
  private static byte[] withInnerTensors(ModelFiles files) {
    Optional<String> embedding = files.card().outputs().embedding();
    OnnxGraph graph = OnnxGraph.of(files.model());
    return OnnxGraph.withOutputs(
        files.model(), embedding.filter(graph.inner()::contains).stream().toList());
  }

  private static Model load(ModelFiles files, Path folder, int threads, ComputeDevice device)
      throws IOException {
    // Tensors are in the memory of the processor; a GPU is the business of the session.
    Model model = Model.newInstance(ModelFiles.MODEL, Device.cpu(), OnnxEngine.NAME);
    try (SessionOptions options = options(threads, device)) {
      model.load(folder, ModelFiles.MODEL, Map.of("sessionOptions", options));
      return model;
    } catch (MalformedModelException | OrtException e) {
      model.close();
      throw new UserError(
          files.folder()
              + "/"
              + ModelFiles.MODEL
              + reason(e, device).replace(folder.toString(), files.folder()),
          e);
    } catch (UserError e) {
      model.close();
      throw e;
    }
  }

  private static String reason(Exception e, ComputeDevice device) {
    return device.isGpu()
        ? " cannot be loaded on "
            + device
            + ": "
            + Cuda.reason(e)
            + "; docs/gpu.md says what has to be there"
        : " cannot be loaded: " + Reasons.of(e) + "; export it to ONNX again, in one file";
  }

  private static SessionOptions options(int threads, ComputeDevice device) throws OrtException {
    SessionOptions options = new SessionOptions();
    options.setIntraOpNumThreads(threads);
    options.setInterOpNumThreads(1);
    // A thread that spins while it waits takes its core from the other tasks.
    options.addConfigEntry("session.intra_op.allow_spinning", "0");
    options.addConfigEntry("session.inter_op.allow_spinning", "0");
    options.setDeterministicCompute(true);
    // What it would log as an error it also throws, and that goes to the picture's row.
    options.setSessionLogLevel(OrtLoggingLevel.ORT_LOGGING_LEVEL_FATAL);
    if (device.isGpu()) {
      Cuda.addTo(options, device);
    }
    return options;
  }
}
