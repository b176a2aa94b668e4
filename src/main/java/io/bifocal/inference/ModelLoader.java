package io.bifocal.inference;

import ai.djl.Device;
import ai.djl.MalformedModelException;
import ai.djl.Model;
import ai.djl.engine.EngineException;
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
    ModelFormat format = files.format();
    start(files, threads);
    try (PrivateFolder folder = new PrivateFolder("bifocal-model")) {
      byte[] network = format == ModelFormat.ONNX ? withInnerTensors(files) : files.model();
      folder.write(format.file(), new ByteArrayInputStream(network));
      return load(files, folder.path(), threads, device);
    } catch (IOException e) {
      throw new UserError(
          "the model of " + files.folder() + " cannot be written to disk for loading: " + e, e);
    }
  }

  private static void start(ModelFiles files, int threads) {
    try {
      switch (files.format()) {
        case ONNX -> OnnxEngine.ensureStarted();
        case TORCH_SCRIPT -> TorchEngine.ensureStarted(threads);
      }
    } catch (UserError e) {
      throw new UserError(file(files) + " cannot be loaded: " + e.getMessage(), e);
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
    ModelFormat format = files.format();
    // Tensors are in the memory of the processor; a GPU is the business of the session.
    Model model = Model.newInstance(format.file(), Device.cpu(), format.engine());
    try {
      switch (format) {
        case ONNX -> {
          try (SessionOptions options = options(threads, device)) {
            model.load(folder, format.file(), Map.of("sessionOptions", options));
          }
        }
        case TORCH_SCRIPT -> {
          if (device.isGpu()) {
            throw new UserError(
                file(files)
                    + " cannot be loaded on "
                    + device
                    + ": TorchScript runs on the CPU alone; set device = cpu, or export the network"
                    + " to ONNX");
          }
          model.load(folder, format.file());
        }
      }
      return model;
    } catch (MalformedModelException | OrtException | EngineException e) {
      model.close();
      throw new UserError(
          file(files)
              + reason(e, files.format(), device).replace(folder.toString(), files.folder()),
          e);
    } catch (UserError e) {
      model.close();
      throw e;
    }
  }

  private static String file(ModelFiles files) {
    return files.folder() + "/" + files.format().file();
  }

  private static String reason(Exception e, ModelFormat format, ComputeDevice device) {
    if (device.isGpu()) {
      return " cannot be loaded on "
          + device
          + ": "
          + Cuda.reason(e)
          + "; docs/gpu.md says what has to be there";
    }
    return " cannot be loaded: "
        + Reasons.of(e)
        + switch (format) {
          case ONNX -> "; export it to ONNX again, in one file";
          case TORCH_SCRIPT -> "; save it again by torch.jit.save, traced or scripted on the CPU";
        };
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
