package io.bifocal.conf;

import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigList;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigOrigin;
import com.typesafe.config.ConfigValue;
import com.typesafe.config.ConfigValueType;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Binds HOCON to immutable records: a key is the kebab-case name of a component, a missing key
 * takes its {@link Default}, and so does null; an unknown key is an error that names the nearest
 * known one. Whatever is wrong becomes a {@link UserError} with file, line and key, also what a
 * record's own constructor refuses.
 *
 * <p>Components may be numbers, texts, booleans, enums (kebab-case), lists (one value stands for a
 * list of one), maps of text, optional values, {@link Block}s, {@link Named} ones, further records,
 * and any class with a static method {@code parse(String)}.
 */
public final class Binder {
  private static final Pattern LINE = Pattern.compile("(?s)(.*): ([0-9]+)(?:-[0-9]+)?");

  private Binder() {}

  /**
   * The record that {@code block} describes.
   *
   * @throws UserError naming file, line and key of what is wrong
   */
  public static <T extends Record> T bind(Class<T> type, Block block) {
    RecordComponent[] components = type.getRecordComponents();
    List<String> known = Arrays.stream(components).map(c -> Names.kebab(c.getName())).toList();
    for (Map.Entry<String, ConfigValue> entry : block.values().entrySet()) {
      if (!known.contains(entry.getKey())) {
        throw error(
            entry.getValue(),
            join(block.path(), entry.getKey()),
            Names.unknown("key", entry.getKey(), known));
      }
    }
    Object[] arguments =
        Arrays.stream(components).map(component -> argument(component, block)).toArray();
    return construct(type, components, arguments, block);
  }

  /** The object {@code value}, which stands at {@code path}. */
  public static Block block(ConfigValue value, String path) {
    if (value instanceof ConfigObject object) {
      return new Block(object, path);
    }
    throw error(value, path, "expected an object { … }, found " + shown(value));
  }

  /** The list of objects {@code value}, which stands at {@code path}, or one object by itself. */
  static List<Block> blocks(ConfigValue value, String path) {
    return list(Block.class, value, path).stream().map(Block.class::cast).toList();
  }

  /** The truth value {@code value}, which stands at {@code path}. */
  static boolean truth(ConfigValue value, String path) {
    return (Boolean) scalar(boolean.class, value, path);
  }

  /** An error about {@code value}, which stands at {@code path}: file, line, key, message. */
  static UserError error(ConfigValue value, String path, String message) {
    String key = path.isEmpty() ? "" : path + ": ";
    return new UserError(place(value.origin()) + key + message);
  }

  private static Object argument(RecordComponent component, Block block) {
    String key = Names.kebab(component.getName());
    String path = join(block.path(), key);
    ConfigValue value = block.values().get(key);
    if (value == null || value.valueType() == ConfigValueType.NULL) {
      Default fallback = component.getAnnotation(Default.class);
      if (fallback != null) {
        value = ConfigFactory.parseString("value = " + fallback.value()).getValue("value");
      } else if (component.getType() == Optional.class) {
        return Optional.empty();
      } else {
        throw error(block.values(), path, "this key is missing" + hint(component));
      }
    }
    return convert(component.getGenericType(), value, path);
  }

  private static String hint(RecordComponent component) {
    Help help = component.getAnnotation(Help.class);
    return help == null ? "" : "; give the " + help.value();
  }

  private static Object convert(Type type, ConfigValue value, String path) {
    if (type instanceof ParameterizedType generic) {
      Type[] arguments = generic.getActualTypeArguments();
      if (generic.getRawType() == Optional.class) {
        return Optional.of(convert(arguments[0], value, path));
      }
      if (generic.getRawType() == List.class) {
        return list(arguments[0], value, path);
      }
      return texts(value, path);
    }
    Class<?> target = (Class<?>) type;
    if (target == Block.class) {
      return block(value, path);
    }
    if (target == Named.class) {
      return new Named(
          value.valueType() == ConfigValueType.STRING
              ? block(value.atKey("name").root(), path)
              : block(value, path));
    }
    if (target.isRecord() && parser(target).isEmpty()) {
      return bind(target.asSubclass(Record.class), block(value, path));
    }
    return scalar(target, value, path);
  }

  private static List<Object> list(Type element, ConfigValue value, String path) {
    List<Object> result = new ArrayList<>();
    if (value instanceof ConfigList values) {
      for (int i = 0; i < values.size(); i++) {
        result.add(convert(element, values.get(i), path + "[" + i + "]"));
      }
    } else {
      result.add(convert(element, value, path));
    }
    return List.copyOf(result);
  }

  private static Map<String, String> texts(ConfigValue value, String path) {
    Map<String, String> result = new TreeMap<>();
    block(value, path)
        .values()
        .forEach(
            (key, text) -> result.put(key, (String) scalar(String.class, text, path + "." + key)));
    return result;
  }

  private static Object scalar(Class<?> target, ConfigValue value, String path) {
    if (value.valueType() == ConfigValueType.OBJECT
        || value.valueType() == ConfigValueType.LIST
        || value.valueType() == ConfigValueType.NULL) {
      throw error(value, path, "expected " + expected(target) + ", found " + shown(value));
    }
    if (target == String.class) {
      return spelling(value);
    }
    String text = String.valueOf(value.unwrapped());
    try {
      return parse(target, text);
    } catch (NumberFormatException e) {
      throw error(value, path, "expected " + expected(target) + ", found " + shown(value));
    } catch (UserError e) {
      throw error(value, path, e.getMessage());
    }
  }

  /** As it was written: 007 and 1.10 are texts like any other. */
  static String spelling(ConfigValue value) {
    return value.atKey("value").getString("value");
  }

  private static Object parse(Class<?> target, String text) {
    if (target == int.class || target == Integer.class) {
      return Integer.valueOf(text);
    }
    if (target == long.class) {
      return Long.valueOf(text);
    }
    if (target == double.class || target == Double.class) {
      return Double.valueOf(text);
    }
    if (target == float.class || target == Float.class) {
      return Float.valueOf(text);
    }
    if (target == boolean.class) {
      return truth(text);
    }
    if (target.isEnum()) {
      return constant(target, text);
    }
    Method parser =
        parser(target)
            .orElseThrow(() -> new IllegalStateException(target + " has no static parse(String)"));
    return invoke(parser, text);
  }

  private static boolean truth(String text) {
    return switch (text) {
      case "true", "yes", "on" -> true;
      case "false", "no", "off" -> false;
      default -> throw new UserError("expected true or false, found '" + text + "'");
    };
  }

  private static Object constant(Class<?> target, String text) {
    List<String> known =
        Arrays.stream(target.getEnumConstants()).map(c -> Names.kebab((Enum<?>) c)).toList();
    int index = known.indexOf(text);
    if (index < 0) {
      throw new UserError(Names.unknown("value", text, known));
    }
    return target.getEnumConstants()[index];
  }

  private static Optional<Method> parser(Class<?> target) {
    return Arrays.stream(target.getMethods())
        .filter(m -> m.getName().equals("parse") && Modifier.isStatic(m.getModifiers()))
        .filter(m -> m.getParameterCount() == 1 && m.getParameterTypes()[0] == String.class)
        .findAny();
  }

  private static Object invoke(Method method, String text) {
    try {
      return method.invoke(null, text);
    } catch (InvocationTargetException e) {
      throw unchecked(e.getCause());
    } catch (IllegalAccessException e) {
      throw new IllegalStateException(method + " is not public", e);
    }
  }

  private static <T extends Record> T construct(
      Class<T> type, RecordComponent[] components, Object[] arguments, Block block) {
    Class<?>[] types =
        Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
    try {
      Constructor<T> constructor = type.getDeclaredConstructor(types);
      constructor.setAccessible(true);
      return constructor.newInstance(arguments);
    } catch (InvocationTargetException e) {
      if (e.getCause() instanceof UserError refused) {
        throw block.error(refused.getMessage());
      }
      throw unchecked(e.getCause());
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(type + " cannot be constructed", e);
    }
  }

  private static RuntimeException unchecked(Throwable cause) {
    return cause instanceof RuntimeException e ? e : new IllegalStateException(cause);
  }

  private static String expected(Class<?> target) {
    if (target == int.class || target == Integer.class || target == long.class) {
      return "a whole number";
    }
    if (target.isPrimitive() || Number.class.isAssignableFrom(target)) {
      return target == boolean.class ? "true or false" : "a number";
    }
    return target.isEnum()
        ? Arrays.stream(target.getEnumConstants())
            .map(c -> Names.kebab((Enum<?>) c))
            .collect(Collectors.joining(" or "))
        : "a text";
  }

  private static String shown(ConfigValue value) {
    try {
      String text = value.render(com.typesafe.config.ConfigRenderOptions.concise());
      return text.length() > 60 ? text.substring(0, 57) + "…" : text;
    } catch (ConfigException e) {
      return value.valueType().name();
    }
  }

  private static String place(ConfigOrigin origin) {
    // The library appends ": line" to the description that a text was parsed under. An object that
    // several places make up is a "merge of" them; an override in it is not where it stands.
    String[] places = origin.description().replaceFirst("^merge of ", "").split(",(?=\\S)");
    String first =
        Arrays.stream(places).filter(p -> !p.startsWith("--set")).findFirst().orElse(places[0]);
    if (first.startsWith("--set")) {
      return "--set: ";
    }
    Matcher line = LINE.matcher(first);
    return line.matches() ? line.group(1) + ":" + line.group(2) + ": " : "";
  }

  private static String join(String path, String key) {
    return path.isEmpty() ? key : path + "." + key;
  }
}
