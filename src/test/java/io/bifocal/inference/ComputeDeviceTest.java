package io.bifocal.inference;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.bifocal.conf.UserError;
import org.junit.jupiter.api.Test;

/** Devices, with ONNX Runtime in its build for CPUs. */
class ComputeDeviceTest {

  @Test
  void aGpuWithoutCudaIsAnErrorThatSaysWhatToAdd() {
    ModelFiles files = ModelFiles.read(Quickstart.EMOJI);
    UserError error =
        assertThrows(UserError.class, () -> Network.load(files, 1, ComputeDevice.gpu(2)));
    assertEquals(
        "GPU 2 cannot be used, because ONNX Runtime is here in its build for CPUs; add"
            + " onnxruntime_gpu of version 1.29.0 to the class path with --jars, as docs/gpu.md"
            + " says, or set device = cpu",
        error.getMessage());
    assertThrows(
        UserError.class, () -> Networks.shared(files, 1, ComputeDevice.gpu(2)), "nothing is kept");
  }

  @Test
  void wherePossibleMeansOtherwiseTheNetworkOnTheProcessor() {
    ModelFiles files = ModelFiles.read(Quickstart.EMOJI);
    Network onProcessor = Networks.shared(files, 1, ComputeDevice.CPU);
    assertTrue(onProcessor == Networks.sharedWherePossible(files, 1, ComputeDevice.gpu(0)));
    assertTrue(onProcessor == Networks.sharedWherePossible(files, 1, ComputeDevice.gpu(0)));
    assertTrue(onProcessor == Networks.sharedWherePossible(files, 1, ComputeDevice.CPU));
  }

  /** As ONNX Runtime 1.29 says it without libraries, and with them but without a GPU. */
  @Test
  void reasonsLeaveOutWhereInTheEngineTheyAre() {
    assertEquals(
        "libcublasLt.so.12: cannot open shared object file: No such file or directory",
        Cuda.reason(
            new IllegalStateException(
                "/src/provider_bridge_ort.cc:1988 Get() [ONNXRuntimeError] : 1 : FAIL : Failed to load"
                    + " library /tmp/libonnxruntime_providers_cuda.so with error: libcublasLt.so.12:"
                    + " cannot open shared object file: No such file or directory")));
    assertEquals(
        "CUDA failure 100: no CUDA-capable device is detected",
        Cuda.reason(
            new IllegalStateException(
                "/src/info.cc:62 Failed to parse provider option \"device_id\": CUDA failure 100: no"
                    + " CUDA-capable device is detected ; GPU=-1 ; hostname=vm ; line=69")));
    assertEquals("another", Cuda.reason(new IllegalStateException("another")));
  }

  @Test
  void gpusCountFromZero() {
    assertTrue(ComputeDevice.gpu(0).isGpu());
    assertFalse(ComputeDevice.CPU.isGpu());
    assertEquals("GPU 3", ComputeDevice.gpu(3).toString());
    assertEquals("CPU", ComputeDevice.CPU.toString());
    assertThrows(IllegalArgumentException.class, () -> ComputeDevice.gpu(-1));
    assertThrows(IllegalArgumentException.class, () -> new ComputeDevice(-2));
  }
}
