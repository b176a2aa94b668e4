package io.bifocal.conf;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigValueFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Everything that a configuration file says. */
public record Settings(
    @Help("images to look at, and what their paths say of them") CollectionSettings collection,
    @Help("folder of the store: a local path or any URI that Hadoop knows") String store,
    @Default("[]") @Help("classical features: a list of { name = …, input { … }, parameters }")
        List<Block> extractors,
    @Default("[]") @Help("deep networks: a list of { name = …, path = model folder }")
        List<ModelSettings> models,
    @Default("[]")
        @Help(
            "classifiers of vectors, which fit --classifier learns: a list of { name = …, of = [names] }")
        List<ClassifierSettings> classifiers,
    @Default("{}")
        @Help("what is refused: files that are too large, collections with too many rejects")
        LimitSettings limits,
    @Default("{}") @Help("how files become pixels; whatever is computed from pixels depends on it")
        DecodingSettings decoding,
    @Default("{}") @Help("how the store is kept small: sizes of files, what a nightly vacuum drops")
        UpkeepSettings upkeep,
    @Default("{}")
        @Help("how a run is compared with the runs before, and what is too much of a difference")
        DriftSettings drift,
    @Default("{}") @Help("by what the report of a run estimates energy and emissions")
        ReportSettings report,
    @Default("{}") @Help("how compare finds out which features this collection needs")
        CompareSettings compare,
    @Default("{}") @Help("who is told how a job ended: a web address, a program")
        NotificationSettings notification) {

  public Settings {
    if (store.isBlank()) {
      throw new UserError("store is empty; give the folder of the store");
    }
    Set<String> names = new HashSet<>();
    for (ModelSettings model : models) {
      requireNew(names, model.name(), "two models are");
    }
    for (ClassifierSettings classifier : classifiers) {
      requireNew(names, classifier.name(), "two classifiers, or a classifier and a model, are");
    }
  }

  private static void requireNew(Set<String> names, String name, String twins) {
    if (!names.add(name)) {
      throw new UserError(twins + " named '" + name + "'; give each a name of its own");
    }
  }

  /**
   * Reads a configuration file in HOCON.
   *
   * @param file the file; relative paths in it are relative to the working directory
   * @param overrides values by their dotted key, stronger than the file's; lists and objects in
   *     HOCON's own notation
   * @throws UserError naming file, line and key of what is wrong
   */
  public static Settings load(Path file, Map<String, String> overrides) {
    if (!Files.isRegularFile(file)) {
      throw new UserError("there is no configuration file " + file + "; name one with --conf FILE");
    }
    try {
      Config config = Hocon.read(file);
      for (Map.Entry<String, String> override : overrides.entrySet()) {
        config = override(config, override.getKey(), override.getValue());
      }
      return Binder.bind(Settings.class, new Block(config.resolve().root(), ""));
    } catch (ConfigException e) {
      throw new UserError(e.getMessage(), e);
    }
  }

  private static Config override(Config config, String key, String text) {
    String origin = "--set " + key;
    if (text.startsWith("[") || text.startsWith("{") || text.startsWith("\"")) {
      return Hocon.parse(key + " = " + text, origin).withFallback(config);
    }
    return config.withValue(key, ConfigValueFactory.fromAnyRef(text, origin));
  }
}
