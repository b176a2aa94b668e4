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
import java.util.List;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Reads HOCON in which {@code include} may also be a key. HOCON reserves that word at the start of
 * a key, so {@code include = […]} is no valid HOCON; where {@code =} or {@code :} follows, it is
 * read as the key that it looks like. {@code include "other.conf"} takes a file beside the
 * including one.
 */
public final class Hocon {
  /** Quoted texts and comments, which are passed over, or, in group 1, what precedes such a key. */
  private static final Pattern TOKEN =
      Pattern.compile(
          "\"\"\"(?s:.*?)\"{3,}"
              + "|\"(?:[^\"\\\\\\n]++|\\\\.)*+\""
              + "|(?:#|//)[^\\n]*"
              + "|(?m:(?<=^|[{,])([ \\t]*)include(?=[ \\t]*(?:[=:]|\\+=)))");

  private Hocon() {}

  /**
   * The content of {@code file}, unresolved, its values knowing their lines.
   *
   * @throws UserError if it cannot be read
   * @throws com.typesafe.config.ConfigException if it is not HOCON
   */
  public static Config read(Path file) {
    return read(file, List.of());
  }

  private static Config read(Path file, List<Path> includedBy) {
    try {
      String text = Files.readString(file, StandardCharsets.UTF_8);
      return parse(text, file.toString(), Optional.of(new Beside(file, includedBy)));
    } catch (IOException e) {
      throw new UserError(file + " cannot be read as UTF-8 text: " + e.getMessage(), e);
    }
  }

  /** The content of {@code text}; {@code origin} names it in errors. It can include nothing. */
  public static Config parse(String text, String origin) {
    return parse(text, origin, Optional.empty());
  }

  private static Config parse(String text, String origin, Optional<Beside> includer) {
    ConfigParseOptions plain = ConfigParseOptions.defaults().setOriginDescription(origin);
    return ConfigFactory.parseString(
        TOKEN.matcher(text).replaceAll(Hocon::withQuotedKey),
        includer.map(plain::setIncluder).orElse(plain));
  }

  private static String withQuotedKey(MatchResult token) {
    String space = token.group(1);
    return space == null ? Matcher.quoteReplacement(token.group()) : space + "\"include\"";
  }

  /**
   * Includes what lies beside {@code file}.
   *
   * @param includedBy the files through which {@code file} itself is included
   */
  private record Beside(Path file, List<Path> includedBy) implements ConfigIncluder {
    @Override
    public ConfigIncluder withFallback(ConfigIncluder fallback) {
      return this;
    }

    @Override
    public ConfigObject include(ConfigIncludeContext context, String what) {
      Path wanted = file.resolveSibling(what);
      if (!Files.isRegularFile(wanted)) {
        throw new UserError("there is no file " + wanted + ", which " + file + " includes");
      }
      List<Path> chain =
          Stream.concat(includedBy.stream(), Stream.of(file.toAbsolutePath().normalize())).toList();
      if (chain.contains(wanted.toAbsolutePath().normalize())) {
        throw new UserError(wanted + " includes itself; the circle closes in " + file);
      }
      return read(wanted, chain).root();
    }
  }
}
