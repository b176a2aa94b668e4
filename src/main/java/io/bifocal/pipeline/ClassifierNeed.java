package io.bifocal.pipeline;

import io.bifocal.conf.Canonical;
import io.bifocal.conf.ClassifierSettings;
import io.bifocal.conf.Names;
import io.bifocal.conf.UserError;
import io.bifocal.store.RunRecord;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * What a classifier of the configuration looks at.
 *
 * @param name in the configuration
 * @param configuration its parts with their versions, in their order, as canonical JSON
 * @param parts whose vectors it looks at, end to end
 */
public record ClassifierNeed(String name, String configuration, List<VectorProducer> parts) {

  public ClassifierNeed {
    parts = List.copyOf(parts);
  }

  /**
   * Finds its parts.
   *
   * @param producers of the configuration
   * @throws UserError if a name stands for none or several of them, or for one without vectors
   */
  public static ClassifierNeed of(ClassifierSettings settings, Producers producers) {
    List<VectorProducer> parts = new ArrayList<>();
    for (String name : settings.of()) {
      parts.add(part(settings.name(), name, producers));
    }
    List<String> folders = parts.stream().map(VectorProducer::folder).toList();
    return new ClassifierNeed(settings.name(), Canonical.json(Map.of("of", folders)), parts);
  }

  private static VectorProducer part(String classifier, String name, Producers producers) {
    List<VectorProducer> all =
        producers.list().stream()
            .filter(VectorProducer.class::isInstance)
            .map(VectorProducer.class::cast)
            .filter(producer -> producer.length() > 0)
            .toList();
    List<VectorProducer> found =
        all.stream().filter(producer -> producer.name().equals(name)).toList();
    if (found.size() == 1) {
      return found.get(0);
    }
    throw new UserError(
        "classifier "
            + classifier
            + ": of: "
            + (found.isEmpty()
                ? Names.unknown(
                    "extractor, or model with an embedding,",
                    name,
                    all.stream().map(VectorProducer::name).toList())
                : name
                    + " stands for "
                    + found.size()
                    + " extractors of the configuration; leave one of them"));
  }

  /** Its parts as a run record names them. */
  public List<RunRecord.Produced> described() {
    return new Producers(List.copyOf(parts)).described();
  }
}
