package io.bifocal.jobs;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A description of the fields that a manifest may have, itself in YAML: names with the type of what
 * they hold. A name that ends in {@code !} has to be there, {@code *} stands for any name.
 */
final class FieldTree {
  private final List<String> problems = new ArrayList<>();

  private FieldTree() {}

  /** What is wrong with {@code manifest}; a field that is not described is wrong. */
  static List<String> problems(Object manifest, Object description) {
    FieldTree tree = new FieldTree();
    tree.check("", manifest, description);
    return tree.problems;
  }

  private void check(String where, Object value, Object description) {
    if (description instanceof Map<?, ?> fields) {
      checkFields(where, value, fields);
    } else if (description instanceof List<?> items) {
      if (value instanceof List<?> list) {
        for (int i = 0; i < list.size(); i++) {
          check(where + "[" + i + "]", list.get(i), items.get(0));
        }
      } else {
        problems.add(where + " is no list");
      }
    } else if (!isOf(description.toString(), value)) {
      problems.add(where + " = " + value + " is not of type " + description);
    }
  }

  private void checkFields(String where, Object value, Map<?, ?> fields) {
    if (!(value instanceof Map<?, ?> given)) {
      problems.add(where + " is no map");
      return;
    }
    given.forEach(
        (name, content) -> {
          String path = where + "." + name;
          Object description =
              fields.containsKey(name)
                  ? fields.get(name)
                  : fields.containsKey(name + "!") ? fields.get(name + "!") : fields.get("*");
          if (description == null) {
            problems.add(path + " is not known");
          } else {
            check(path, content, description);
          }
        });
    for (Object field : fields.keySet()) {
      String name = field.toString();
      if (name.endsWith("!") && !given.containsKey(name.substring(0, name.length() - 1))) {
        problems.add(where + "." + name.substring(0, name.length() - 1) + " is missing");
      }
    }
  }

  private static boolean isOf(String type, Object value) {
    return switch (type) {
      case "string" -> value instanceof String;
      case "integer" -> value instanceof Integer;
      case "boolean" -> value instanceof Boolean;
      case "quantity" ->
          value instanceof Integer
              || String.valueOf(value).matches("\\d+(\\.\\d+)?(m|[kMGTPE]i?)?");
      default -> value instanceof String word && List.of(type.split("\\|")).contains(word);
    };
  }
}
