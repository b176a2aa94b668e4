package io.bifocal.conf;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigIncludeContext;
import com.typesafe.config.ConfigIncluder;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigParseOptions;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;

/**
 * Reads HOCON in which {@code include} may also be a key. HOCON reserves that word at the start of
 * a key, so {@code include = […]} is no valid HOCON; where {@code =} or {@code :} follows, it is
 * read as the key that it looks like. {@code include "other.conf"} takes a file beside the
 * including one.
 */
public final class Hocon {
  private static final Pattern KEY = Pattern.compile("(?m)(^|[{,])([ \\t]*)include(?=[ \\t]*[=:])");

  private Hocon() {}

  /**
   * The content of {@code file}, unresolved, its values knowing their lines.
   *
   * @throws UserError if it cannot be read
   * @throws com.typesafe.config.ConfigException if it is not HOCON
   */
  public static Config read(Path file) {
    try {
      return parse(Files.readString(file, StandardCharsets.UTF_8), file.toString(), file);
    } catch (IOException e) {
      throw new UserError(file + " cannot be read as UTF-8 text: " + e.getMessage(), e);
    }
  }

  /** The content of {@code text}; {@code origin} names it in errors. It can include nothing. */
  public static Config parse(String text, String origin) {
    return parse(text, origin, null);
  }

  private static Config parse(String text, String origin, Path file) {
    ConfigParseOptions options = ConfigParseOptions.defaults().setOriginDescription(origin);
    if (file != null) {
      options = options.setIncluder(new Beside(file));
    }
    return ConfigFactory.parseString(KEY.matcher(text).replaceAll("$1$2\"include\""), options);
  }

  private record Beside(Path file) implements ConfigIncluder {
    @Override
    public ConfigIncluder withFallback(ConfigIncluder fallback) {
      return this;
    }

    @Override
    public ConfigObject include(ConfigIncludeContext context, String what) {
      return read(file.resolveSibling(what)).root();
    }
  }
}
