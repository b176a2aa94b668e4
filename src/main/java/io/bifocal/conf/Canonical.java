package io.bifocal.conf;

import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigRenderOptions;
import com.typesafe.config.ConfigValueFactory;
import java.lang.reflect.RecordComponent;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The one spelling of a record that its identity is made of: JSON with sorted kebab-case keys,
 * defaults written out.
 */
public final class Canonical {
  private Canonical() {}

  /** {@code {"bins":[8,8,8],"space":"hsv"}}. */
  public static String json(Map<String, ?> values) {
    return ConfigValueFactory.fromMap(plainMap(values)).render(ConfigRenderOptions.concise());
  }

  /** The components of {@code record} as HOCON. */
  public static ConfigObject object(Record record) {
    return ConfigValueFactory.fromMap(values(record), "default");
  }

  /** The components of {@code record} by their kebab-case names, as plain values. */
  public static Map<String, Object> values(Record record) {
    Map<String, Object> result = new TreeMap<>();
    for (RecordComponent component : record.getClass().getRecordComponents()) {
      try {
        component.getAccessor().setAccessible(true);
        result.put(Names.kebab(component.getName()), plain(component.getAccessor().invoke(record)));
      } catch (ReflectiveOperationException e) {
        throw new IllegalStateException(component + " cannot be read", e);
      }
    }
    return result;
  }

  private static Map<String, Object> plainMap(Map<?, ?> values) {
    Map<String, Object> result = new TreeMap<>();
    values.forEach((key, value) -> result.put((String) key, plain(value)));
    return result;
  }

  private static Object plain(Object value) {
    if (value instanceof Record record && !hasOwnSpelling(record)) {
      return values(record);
    }
    if (value instanceof Map<?, ?> map) {
      return plainMap(map);
    }
    if (value instanceof List<?> list) {
      return list.stream().map(Canonical::plain).toList();
    }
    if (value instanceof Optional<?> optional) {
      return optional.map(Canonical::plain).orElse(null);
    }
    if (value instanceof Enum<?> constant) {
      return Names.kebab(constant);
    }
    boolean asItIs = value == null || value instanceof Number || value instanceof Boolean;
    return asItIs ? value : value.toString();
  }

  /** A record that is parsed from one text is written as one text. */
  private static boolean hasOwnSpelling(Record record) {
    try {
      record.getClass().getMethod("parse", String.class);
      return true;
    } catch (NoSuchMethodException e) {
      return false;
    }
  }
}
