package io.bifocal.inference;

import ai.djl.repository.Artifact;
import ai.djl.repository.MRL;
import ai.djl.repository.Repository;
import ai.djl.util.Utils;
import io.bifocal.conf.UserError;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;

/**
 * A model of DJL's model zoo: {@code djl://ai.djl.pytorch/resnet}, and behind that, if wanted, a
 * version and a name of an artifact. It is fetched into DJL's cache; the arguments that the zoo has
 * for it stand for its {@code serving.properties}.
 */
public final class ModelZooFolder implements ModelFiles.Source {
  private static final String PROPERTIES = "serving.properties";

  private final Path folder;
  private final byte[] properties;

  private ModelZooFolder(Path folder, byte[] properties) {
    this.folder = folder;
    this.properties = properties;
  }

  /** Whether {@code url} names something in the model zoo. */
  public static boolean isNamed(String url) {
    return url.toLowerCase(Locale.ROOT).startsWith("djl://");
  }

  /**
   * Fetches the model, unless it is in the cache.
   *
   * @throws UserError if DJL may not use the network, or there is no such model
   * @throws IOException if the network fails
   */
  public static ModelFiles.Source open(String url) throws IOException {
    Djl.prepare();
    if (Utils.isOfflineMode()) {
      throw new UserError(
          url
              + " has to be fetched, and DJL is kept off the network; allow it with"
              + " SPARK_SUBMIT_OPTS=-Dai.djl.offline=false, or fetch it before and name the folder");
    }
    return open(url, Repository.newInstance("model", url));
  }

  /** The only model that {@code repository} has. */
  static ModelFiles.Source open(String url, Repository repository) throws IOException {
    List<MRL> models = repository.getResources();
    Artifact artifact = models.isEmpty() ? null : models.get(0).getDefaultArtifact();
    if (artifact == null) {
      throw new UserError(url + " is nothing that the model zoo has; look for its group and name");
    }
    models.get(0).prepare(artifact);
    return new ModelZooFolder(
        models.get(0).getRepository().getResourceDirectory(artifact), properties(artifact));
  }

  @Override
  public Optional<byte[]> read(String name) throws IOException {
    try {
      return Optional.of(Files.readAllBytes(folder.resolve(name)));
    } catch (NoSuchFileException e) {
      return name.equals(PROPERTIES) ? Optional.of(properties) : Optional.empty();
    }
  }

  private static byte[] properties(Artifact artifact) throws IOException {
    Properties properties = new Properties();
    for (Map.Entry<String, Object> argument : artifact.getArguments(Map.of()).entrySet()) {
      properties.setProperty(argument.getKey(), String.valueOf(argument.getValue()));
    }
    artifact
        .getOptions(Map.of())
        .forEach((key, value) -> properties.setProperty("option." + key, value));
    properties.putIfAbsent("modelName", artifact.getName());
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    properties.store(new java.io.OutputStreamWriter(bytes, StandardCharsets.UTF_8), null);
    return bytes.toByteArray();
  }
}
