package io.bifocal.inference;

import io.bifocal.conf.UserError;
import java.util.HexFormat;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.LoggerFactory;

/** The networks of this JVM: each is loaded once, by the first task that needs it. */
public final class Networks {
  private static final Map<String, Network> LOADED = new ConcurrentHashMap<>();

  private static final Map<String, TensorNetwork> TENSORS = new ConcurrentHashMap<>();

  /** Networks that do not run on a GPU. */
  private static final Set<String> UNUSABLE = ConcurrentHashMap.newKeySet();

  private Networks() {}

  /** {@link #shared(ModelFiles, int, ComputeDevice)} on the processor. */
  public static Network shared(ModelFiles files, int threads) {
    return shared(files, threads, ComputeDevice.CPU);
  }

  /**
   * The network of {@code files} on {@code device}, shared by all who ask; it lives as long as the
   * JVM and is not to be closed.
   *
   * @param threads as in {@link Network#load}; the first caller decides
   * @throws UserError as {@link Network#load}; the next caller tries again
   */
  public static Network shared(ModelFiles files, int threads, ComputeDevice device) {
    return LOADED.computeIfAbsent(
        key(files, device), unknown -> Network.load(files, threads, device));
  }

  /**
   * The network of {@code files} on {@code device}, or on the processor if it does not run there,
   * which is said once in the log of this JVM.
   *
   * @throws UserError if it does not run on the processor either
   */
  public static Network sharedWherePossible(ModelFiles files, int threads, ComputeDevice device) {
    String key = key(files, device);
    if (device.isGpu() && !UNUSABLE.contains(key)) {
      try {
        return shared(files, threads, device);
      } catch (UserError e) {
        if (UNUSABLE.add(key)) {
          LoggerFactory.getLogger(Networks.class)
              .warn("device = auto: {} runs on the CPU: {}", files.folder(), e.getMessage());
        }
      }
    }
    return shared(files, threads, ComputeDevice.CPU);
  }

  private static String key(ModelFiles files, ComputeDevice device) {
    return HexFormat.of().formatHex(files.fingerprint()) + " " + device;
  }

  /**
   * The network of {@code files} for numbers, likewise shared.
   *
   * @throws UserError as {@link TensorNetwork#load}; the next caller tries again
   */
  public static TensorNetwork sharedTensors(ModelFiles files, int threads) {
    String key = HexFormat.of().formatHex(files.fingerprint());
    return TENSORS.computeIfAbsent(key, unknown -> TensorNetwork.load(files, threads));
  }
}
