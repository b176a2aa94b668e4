package io.bifocal.inference;

import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtProvider;
import ai.onnxruntime.OrtSession.SessionOptions;
import ai.onnxruntime.providers.OrtCUDAProviderOptions;
import io.bifocal.conf.UserError;

/** ONNX Runtime's way to the GPUs of NVIDIA. */
final class Cuda {
  private Cuda() {}

  /**
   * Has networks that are loaded with {@code options} run on {@code device}.
   *
   * @throws UserError if this build of ONNX Runtime has no CUDA, or CUDA does not work here
   */
  static void addTo(SessionOptions options, ComputeDevice device) {
    if (!OrtEnvironment.getAvailableProviders().contains(OrtProvider.CUDA)) {
      throw new UserError(
          device
              + " cannot be used, because ONNX Runtime is here in its build for CPUs; add"
              + " onnxruntime_gpu of version "
              + OrtEnvironment.getEnvironment().getVersion()
              + " to the class path with --jars, as docs/gpu.md says, or set device = cpu");
    }
    try (OrtCUDAProviderOptions cuda = new OrtCUDAProviderOptions(device.index())) {
      // As on the processor: 32-bit floats with all their bits, and kernels that are chosen by the
      // shape of what they compute, not by a race that another executor may decide otherwise.
      cuda.add("use_tf32", "0");
      cuda.add("cudnn_conv_algo_search", "HEURISTIC");
      options.addCUDA(cuda);
    } catch (OrtException e) {
      throw new UserError(
          device
              + " cannot be used: "
              + reason(e)
              + "; docs/gpu.md says which CUDA and cuDNN have to be there; or set device = cpu",
          e);
    }
  }

  /** What ONNX Runtime says of CUDA, without the places in its source. */
  static String reason(Throwable e) {
    return Reasons.of(e)
        .replaceFirst("^.* with error: ", "")
        .replaceFirst("^.*?(CUDA failure \\d+: .*?) ; .*$", "$1");
  }
}
