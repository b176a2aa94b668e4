package io.bifocal.inference;

import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigList;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigOrigin;
import com.typesafe.config.ConfigOriginFactory;
import com.typesafe.config.ConfigParseOptions;
import com.typesafe.config.ConfigResolveOptions;
import com.typesafe.config.ConfigSyntax;
import com.typesafe.config.ConfigValue;
import com.typesafe.config.ConfigValueFactory;
import io.bifocal.conf.Binder;
import io.bifocal.conf.Block;
import io.bifocal.conf.UserError;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** Reads a card from bytes, with the errors of one that was read from a file. */
final class CardFile {
  private CardFile() {}

  /**
   * The card in {@code bytes}, which came from {@code file}.
   *
   * @throws UserError naming file, line and key
   */
  static ModelCard parse(String file, byte[] bytes) {
    try {
      ConfigObject card =
          ConfigFactory.parseString(
                  new String(bytes, StandardCharsets.UTF_8),
                  ConfigParseOptions.defaults()
                      .setSyntax(ConfigSyntax.CONF)
                      .setOriginDescription(file))
              // The environment of a driver is not that of its executors.
              .resolve(ConfigResolveOptions.noSystem())
              .root();
      return Binder.bind(
          ModelCard.class, new Block(completed((ConfigObject) placed(card, file)), ""));
    } catch (ConfigException e) {
      throw new UserError(message(e, file), e);
    }
  }

  private static ConfigObject completed(ConfigObject card) {
    return card.get("input") instanceof ConfigObject input
        ? card.withValue("input", Preset.complete(input)).withOrigin(card.origin())
        : card;
  }

  /**
   * {@code value} as if it had been parsed from {@code file}: text alone has lines, but no file.
   */
  private static ConfigValue placed(ConfigValue value, String file) {
    ConfigOrigin origin =
        ConfigOriginFactory.newFile(file).withLineNumber(value.origin().lineNumber());
    if (value instanceof ConfigObject object) {
      ConfigObject result = object;
      for (Map.Entry<String, ConfigValue> entry : object.entrySet()) {
        result = result.withValue(entry.getKey(), placed(entry.getValue(), file));
      }
      return result.withOrigin(origin);
    }
    if (value instanceof ConfigList list) {
      return ConfigValueFactory.fromIterable(list.stream().map(v -> placed(v, file)).toList())
          .withOrigin(origin);
    }
    return value.withOrigin(origin);
  }

  private static String message(ConfigException error, String file) {
    ConfigOrigin origin = error.origin();
    if (origin == null) {
      return file + ": " + error.getMessage();
    }
    return error.getMessage().replace(origin.description(), file + ":" + origin.lineNumber());
  }
}
