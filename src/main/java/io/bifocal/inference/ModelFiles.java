package io.bifocal.inference;

import io.bifocal.conf.Canonical;
import io.bifocal.conf.UserError;
import java.io.IOException;
import java.io.Serializable;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The files of a model's folder that matter, as bytes, so that whoever has them can load the model
 * without the folder: {@code card.conf}, {@code model.onnx} or else {@code model.pt}, and the
 * labels file that the card names. Immutable.
 *
 * <p>A class and not a record, because Kryo, which many clusters serialize with, cannot read
 * records.
 */
public final class ModelFiles implements Serializable {
  static final String CARD = "card.conf";

  /** To be raised whenever the same files and picture would give another prediction than before. */
  private static final int IMPLEMENTATION = 1;

  private final String folder;
  private final byte[] card;
  private final ModelFormat format;
  private final byte[] model;
  private final byte[] labels;
  private final byte[] priors;
  private final byte[] fingerprint;

  private ModelFiles(
      String folder, byte[] card, ModelFormat format, byte[] model, byte[] labels, byte[] priors) {
    this.folder = folder;
    this.card = card;
    this.format = format;
    this.model = model;
    this.labels = labels;
    this.priors = priors;
    this.fingerprint = digest();
  }

  /** Where the files of a folder come from, such as a file system. */
  @FunctionalInterface
  public interface Source {

    /** All bytes of the file {@code name} of the folder, empty if there is no such file. */
    Optional<byte[]> read(String name) throws IOException;
  }

  /**
   * The files in a local folder.
   *
   * @throws UserError if a file is missing or unreadable, or card or labels are wrong
   */
  public static ModelFiles read(Path folder) {
    if (!Files.isDirectory(folder)) {
      throw new UserError(
          folder
              + " is not a folder; name one that holds "
              + ModelFormat.ONNX.file()
              + " and "
              + CARD);
    }
    return of(
        folder.toString(),
        name -> {
          try {
            return Optional.of(Files.readAllBytes(folder.resolve(name)));
          } catch (NoSuchFileException e) {
            return Optional.empty();
          }
        });
  }

  /**
   * The files of {@code folder}, wherever it is. DJL's {@code serving.properties} stand for a card
   * where there is none.
   *
   * @param folder what errors call it
   * @param files gives its files
   * @throws UserError if a file is missing or unreadable, or card or labels are wrong
   */
  public static ModelFiles of(String folder, Source files) {
    Source source = ServingFolder.over(folder, files);
    byte[] card =
        required(
            folder,
            CARD,
            source,
            "it says what the network takes and gives; a first one is written by: bifocal model card "
                + folder);
    ModelFormat format = ModelFormat.ONNX;
    Optional<byte[]> network = read(folder, format.file(), source);
    if (network.isEmpty()) {
      network = read(folder, ModelFormat.TORCH_SCRIPT.file(), source);
      format = ModelFormat.TORCH_SCRIPT;
    }
    byte[] model =
        network.orElseThrow(
            () ->
                new UserError(
                    file(folder, ModelFormat.ONNX.file())
                        + " is missing; put the network there under that name, or TorchScript as "
                        + ModelFormat.TORCH_SCRIPT.file()));
    ModelCard parsed = CardFile.parse(file(folder, CARD), card);
    byte[] labels = named(folder, parsed.labels(), source, "one label a line");
    parsed.labels().ifPresent(name -> LabelFile.parse(file(folder, name), labels));
    Optional<String> priorFile = parsed.detection().flatMap(DetectionRule::priors);
    byte[] priors = named(folder, priorFile, source, "one prior a line");
    priorFile.ifPresent(name -> PriorFile.parse(file(folder, name), priors));
    return new ModelFiles(folder, card, format, model, labels, priors);
  }

  /** DJL's name of the engine that the network is for. */
  public String engine() {
    return format.engine();
  }

  /** What the card says. */
  public ModelCard card() {
    return CardFile.parse(file(folder, CARD), card);
  }

  /**
   * What the model's version is made of: 32 bytes, SHA-256 of the card's meaning (neither its
   * comments and order nor licence and source) and of the bytes of network and labels.
   */
  public byte[] fingerprint() {
    return fingerprint.clone();
  }

  /** The folder's name, for errors. */
  String folder() {
    return folder;
  }

  /** How the network is stored. */
  ModelFormat format() {
    return format;
  }

  /** The network; not to be changed. */
  byte[] model() {
    return model;
  }

  /** The labels in the order of the logits, none if the card names no file. */
  public List<String> labels() {
    return card()
        .labels()
        .map(name -> LabelFile.parse(file(folder, name), labels))
        .orElse(List.of());
  }

  /** The boxes that ssd starts from, none if the card names no file. */
  float[][] priors() {
    return card()
        .detection()
        .flatMap(DetectionRule::priors)
        .map(name -> PriorFile.parse(file(folder, name), priors))
        .orElseGet(() -> new float[0][]);
  }

  private static byte[] named(String folder, Optional<String> name, Source source, String content) {
    return name.map(
            file ->
                required(folder, file, source, "put it there: " + content + ", or mend the card"))
        .orElseGet(() -> new byte[0]);
  }

  private static byte[] required(String folder, String name, Source source, String remedy) {
    return read(folder, name, source)
        .orElseThrow(() -> new UserError(file(folder, name) + " is missing; " + remedy));
  }

  /**
   * A file of {@code folder}, if it is there.
   *
   * @throws UserError if it cannot be read
   */
  static Optional<byte[]> read(String folder, String name, Source source) {
    try {
      return source.read(name);
    } catch (IOException e) {
      throw new UserError(file(folder, name) + " cannot be read: " + e.getMessage(), e);
    }
  }

  private static String file(String folder, String name) {
    return folder.endsWith("/") ? folder + name : folder + "/" + name;
  }

  /** What of the card the predictions depend on. */
  public Map<String, Object> meaning() {
    Map<String, Object> meaning = Canonical.values(card());
    meaning.remove("licence");
    meaning.remove("source");
    // What it stands for is there.
    Map<String, Object> input = Canonical.values(card().input());
    input.remove("preset");
    meaning.put("input", input);
    return meaning;
  }

  private byte[] digest() {
    Map<String, Object> meaning = meaning();
    MessageDigest sha = sha256();
    for (byte[] part :
        List.of(Canonical.json(meaning).getBytes(StandardCharsets.UTF_8), model, labels, priors)) {
      // With lengths, bytes that moved from one file to another make another fingerprint.
      sha.update(ByteBuffer.allocate(Long.BYTES).putLong(0, part.length));
      sha.update(part);
    }
    sha.update((byte) IMPLEMENTATION);
    return sha.digest();
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
