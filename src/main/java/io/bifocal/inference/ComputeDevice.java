package io.bifocal.inference;

/**
 * What a network runs on.
 *
 * @param index of the GPU as CUDA counts those that the JVM can see, from 0; -1 for the processor
 */
public record ComputeDevice(int index) {
  /** The processor, with its cores. */
  public static final ComputeDevice CPU = new ComputeDevice(-1);

  public ComputeDevice {
    if (index < -1) {
      throw new IllegalArgumentException("there is no GPU " + index);
    }
  }

  /** The GPU {@code index}, from 0. */
  public static ComputeDevice gpu(int index) {
    if (index < 0) {
      throw new IllegalArgumentException("there is no GPU " + index);
    }
    return new ComputeDevice(index);
  }

  /** Whether it is a GPU. */
  public boolean isGpu() {
    return index >= 0;
  }

  /** As in messages: {@code CPU} or {@code GPU 0}. */
  @Override
  public String toString() {
    return isGpu() ? "GPU " + index : "CPU";
  }
}
