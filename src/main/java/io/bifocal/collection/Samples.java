package io.bifocal.collection;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * The samples of a shard, as WebDataset groups them: members that follow each other and whose names
 * are the same up to the first dot of the last part. A field that comes a second time begins a
 * further sample. What WebDataset has no key for, names without a dot or with nothing before it, is
 * a sample of its own; its own notes, {@code __name__} at the top, are none.
 */
final class Samples {
  /** Bounds what a sample holds in memory; real ones have a handful. */
  private static final int MOST_MEMBERS = 1000;

  private static final int MOST_CHARACTERS = 1 << 20;

  private final TarWalker walker;
  private TarMember ahead;
  private byte[] aheadContent;
  private boolean started;
  private DamagedShardException damage;

  Samples(ShardBytes archive) {
    this.walker = new TarWalker(archive, Samples::isSidecar);
  }

  /**
   * The next sample; null after the last, and where the shard is damaged.
   *
   * @throws IOException if the shard cannot be read
   */
  Sample next() throws IOException {
    if (!started) {
      advance();
      started = true;
    }
    if (ahead == null) {
      return null;
    }
    String key = key(ahead.name());
    List<TarMember> images = new ArrayList<>();
    List<TarMember> texts = new ArrayList<>();
    Map<String, String> sidecars = new TreeMap<>();
    Set<String> fields = new HashSet<>();
    int characters = 0;
    do {
      boolean sidecar = ahead.problem() == null && isSidecar(ahead.name());
      (sidecar ? texts : images).add(ahead);
      if (aheadContent != null) {
        sidecars.put(field(ahead.name()), FileNames.text(aheadContent));
      }
      fields.add(field(ahead.name()));
      characters += ahead.name().length();
      advance();
    } while (ahead != null
        && key != null
        && key.equals(key(ahead.name()))
        && !fields.contains(field(ahead.name()))
        && fields.size() < MOST_MEMBERS
        && characters < MOST_CHARACTERS);
    return new Sample(images.isEmpty() ? texts : images, sidecars);
  }

  /** Why the samples end before the shard does. */
  Optional<DamagedShardException> damage() {
    return Optional.ofNullable(damage);
  }

  private void advance() throws IOException {
    ahead = null;
    try {
      do {
        ahead = walker.next();
      } while (ahead != null && isNote(ahead.name()));
      aheadContent = walker.content();
    } catch (DamagedShardException e) {
      ahead = null;
      damage = e;
    }
  }

  private static boolean isNote(String name) {
    return name.startsWith("__") && name.endsWith("__") && name.indexOf('/') < 0;
  }

  private static boolean isSidecar(String name) {
    return key(name) != null && Sidecars.FIELDS.contains(field(name));
  }

  /** Null where WebDataset has none. */
  private static String key(String name) {
    int base = name.lastIndexOf('/') + 1;
    int dot = name.indexOf('.', base);
    return dot <= base ? null : name.substring(0, dot);
  }

  private static String field(String name) {
    return name.substring(name.indexOf('.', name.lastIndexOf('/') + 1) + 1)
        .toLowerCase(Locale.ROOT);
  }
}
