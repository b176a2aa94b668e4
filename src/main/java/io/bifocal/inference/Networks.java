package io.bifocal.inference;

import java.util.HexFormat;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The networks of this JVM: each is loaded once, by the first task that needs it. */
public final class Networks {
  private static final Map<String, Network> LOADED = new ConcurrentHashMap<>();

  private static final Map<String, TensorNetwork> TENSORS = new ConcurrentHashMap<>();

  private Networks() {}

  /**
   * The network of {@code files}, shared by all who ask; it lives as long as the JVM and is not to
   * be closed.
   *
   * @param threads as in {@link Network#load}; the first caller decides
   * @throws io.bifocal.conf.UserError as {@link Network#load}; the next caller tries again
   */
  public static Network shared(ModelFiles files, int threads) {
    String key = HexFormat.of().formatHex(files.fingerprint());
    return LOADED.computeIfAbsent(key, unknown -> Network.load(files, threads));
  }

  /**
   * The network of {@code files} for numbers, likewise shared.
   *
   * @throws io.bifocal.conf.UserError as {@link TensorNetwork#load}; the next caller tries again
   */
  public static TensorNetwork sharedTensors(ModelFiles files, int threads) {
    String key = HexFormat.of().formatHex(files.fingerprint());
    return TENSORS.computeIfAbsent(key, unknown -> TensorNetwork.load(files, threads));
  }
}
