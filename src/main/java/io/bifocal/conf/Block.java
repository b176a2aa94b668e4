package io.bifocal.conf;

import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigValue;
import com.typesafe.config.ConfigValueType;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * An object of the configuration whose keys depend on a name in it, so that it is bound later, by
 * whoever knows that name.
 *
 * @param values the keys and their values, with their places in the file
 * @param path where the object stands, such as {@code extractors[0]}
 */
public record Block(ConfigObject values, String path) {

  /** The text under {@code key}, if it is set. */
  public Optional<String> text(String key) {
    ConfigValue value = values.get(key);
    if (value == null || value.valueType() == ConfigValueType.NULL) {
      return Optional.empty();
    }
    if (value.valueType() == ConfigValueType.OBJECT || value.valueType() == ConfigValueType.LIST) {
      throw Binder.error(value, path + "." + key, "expected a text");
    }
    return Optional.of(Binder.spelling(value));
  }

  /** The text under {@code key}, which has to be set. */
  public String required(String key) {
    return text(key).orElseThrow(() -> error("key '" + key + "' is missing"));
  }

  /** Whether {@code key} is set to true; false if it is not set. */
  public boolean isSet(String key) {
    ConfigValue value = values.get(key);
    return value != null
        && value.valueType() != ConfigValueType.NULL
        && Binder.truth(value, path + "." + key);
  }

  /** The object under {@code key}, empty if it is not set. */
  public Optional<Block> block(String key) {
    ConfigValue value = values.get(key);
    if (value == null || value.valueType() == ConfigValueType.NULL) {
      return Optional.empty();
    }
    return Optional.of(Binder.block(value, path + "." + key));
  }

  /** The objects under {@code key}: a list, or one by itself; empty if it is not set. */
  public List<Block> blocks(String key) {
    ConfigValue value = values.get(key);
    if (value == null || value.valueType() == ConfigValueType.NULL) {
      return List.of();
    }
    return Binder.blocks(value, path + "." + key);
  }

  /** This object without {@code keys}. */
  public Block without(Set<String> keys) {
    ConfigObject rest = values;
    for (String key : keys) {
      rest = rest.withoutKey(key);
    }
    return new Block(rest, path);
  }

  /** This object with the keys of {@code other} where it has none of its own. */
  public Block withFallback(ConfigObject other) {
    return new Block(values.withFallback(other).withOrigin(values.origin()), path);
  }

  /** An error at this place of the configuration. */
  public UserError error(String message) {
    return Binder.error(values, path, message);
  }
}
