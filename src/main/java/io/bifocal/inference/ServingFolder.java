package io.bifocal.inference;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A folder with DJL's {@code serving.properties}, as a folder with a card: the network has our name
 * for it, and the card is what the properties amount to.
 */
final class ServingFolder implements ModelFiles.Source {
  private static final String PROPERTIES = "serving.properties";

  private final String folder;
  private final ModelFiles.Source source;
  private final ServingProperties properties;

  private ServingFolder(String folder, ModelFiles.Source source, ServingProperties properties) {
    this.folder = folder;
    this.source = source;
    this.properties = properties;
  }

  /**
   * {@code source} itself if it has a card or no such properties.
   *
   * @param folder what errors call it
   * @throws io.bifocal.conf.UserError if they cannot be read
   */
  static ModelFiles.Source over(String folder, ModelFiles.Source source) {
    if (ModelFiles.read(folder, ModelFiles.CARD, source).isPresent()) {
      return source;
    }
    return ModelFiles.read(folder, PROPERTIES, source)
        .<ModelFiles.Source>map(
            bytes ->
                new ServingFolder(
                    folder, source, new ServingProperties(folder + "/" + PROPERTIES, bytes)))
        .orElse(source);
  }

  @Override
  public Optional<byte[]> read(String name) throws IOException {
    if (name.equals(ModelFiles.CARD)) {
      return Optional.of(properties.card(outputs()).getBytes(StandardCharsets.UTF_8));
    }
    for (ModelFormat format : ModelFormat.values()) {
      if (name.equals(format.file())) {
        return network(format);
      }
    }
    if (properties.synset().isPresent() && name.equals(properties.synsetFile())) {
      String labels = String.join("\n", properties.synset().get()) + "\n";
      return Optional.of(labels.getBytes(StandardCharsets.UTF_8));
    }
    return source.read(name);
  }

  private List<String> outputs() throws IOException {
    Optional<byte[]> onnx = network(ModelFormat.ONNX);
    if (onnx.isPresent()) {
      return new ArrayList<>(OnnxGraph.of(onnx.get()).outputs());
    }
    // The first output of TorchScript, which has no names.
    return List.of("0");
  }

  /** By the names that DJL tries, in its order. */
  private Optional<byte[]> network(ModelFormat format) throws IOException {
    if (properties.format().filter(other -> other != format).isPresent()) {
      return Optional.empty();
    }
    String suffix = format.file().substring(format.file().lastIndexOf('.'));
    Set<String> names = new LinkedHashSet<>();
    properties
        .modelName()
        .ifPresent(name -> names.add(name.endsWith(suffix) ? name : name + suffix));
    names.add(folder.replaceFirst("/+$", "").replaceFirst("^.*/", "") + suffix);
    names.add(format.file());
    for (String name : names) {
      Optional<byte[]> network = source.read(name);
      if (network.isPresent()) {
        return network;
      }
    }
    return Optional.empty();
  }
}
