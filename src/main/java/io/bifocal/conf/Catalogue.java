package io.bifocal.conf;

import java.io.IOException;
import java.lang.reflect.Modifier;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * The records of one package that implement one interface, by their names in the configuration: the
 * kebab-case name of the record, its {@link ShortName}, or, with a dot, any class of the user's
 * own.
 *
 * @param <T> the interface
 */
public final class Catalogue<T> {
  private final Class<T> type;
  private final String kind;

  /**
   * @param type the interface; its package holds the records
   * @param kind what an entry is called in errors, such as "extractor"
   */
  public Catalogue(Class<T> type, String kind) {
    this.type = type;
    this.kind = kind;
  }

  /** All records by their full names. */
  public Map<String, Class<? extends Record>> all() {
    Map<String, Class<? extends Record>> result = new TreeMap<>();
    for (String className : classNames()) {
      Class<?> found = load(type.getPackageName() + "." + className);
      if (found != null
          && found.isRecord()
          && type.isAssignableFrom(found)
          && Modifier.isPublic(found.getModifiers())) {
        result.put(Names.kebab(className), found.asSubclass(Record.class));
      }
    }
    return result;
  }

  /**
   * The entry that {@code block} describes, by the name in its key {@code name}.
   *
   * @throws UserError if there is no such entry, or its parameters are wrong
   */
  public T bind(Block block) {
    String name = block.required("name");
    return type.cast(Binder.bind(find(name, block), block.without(Set.of("name"))));
  }

  /** The full name of {@code entry}, as tables bear it. */
  public String name(T entry) {
    Class<?> found = entry.getClass();
    return found.getPackageName().equals(type.getPackageName())
        ? Names.kebab(found.getSimpleName())
        : found.getName();
  }

  private Class<? extends Record> find(String name, Block block) {
    Class<?> found =
        load(name.contains(".") ? name : type.getPackageName() + "." + Names.camel(name));
    if (found != null && found.isRecord() && type.isAssignableFrom(found)) {
      return found.asSubclass(Record.class);
    }
    if (name.contains(".")) {
      throw block.error(
          found == null
              ? "there is no class " + name + " on the class path; bring it with --jars"
              : name + " is not a record that implements " + type.getName());
    }
    Map<String, Class<? extends Record>> all = all();
    return all.values().stream()
        .filter(record -> record.isAnnotationPresent(ShortName.class))
        .filter(record -> record.getAnnotation(ShortName.class).value().equals(name))
        .findAny()
        .orElseThrow(() -> block.error(Names.unknown(kind, name, new TreeSet<>(all.keySet()))));
  }

  private static Class<?> load(String className) {
    try {
      return Class.forName(className, false, Thread.currentThread().getContextClassLoader());
    } catch (ClassNotFoundException | NoClassDefFoundError e) {
      return null;
    }
  }

  private List<String> classNames() {
    String folder = "/" + type.getPackageName().replace('.', '/');
    URL self = type.getProtectionDomain().getCodeSource().getLocation();
    try {
      Path place = Path.of(self.toURI());
      if (Files.isDirectory(place)) {
        return classNames(place.resolve(folder.substring(1)));
      }
      try (FileSystem jar = FileSystems.newFileSystem(place)) {
        return classNames(jar.getPath(folder));
      }
    } catch (IOException | URISyntaxException e) {
      throw new IllegalStateException(self + " cannot be listed", e);
    }
  }

  private static List<String> classNames(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      List<String> names = new ArrayList<>();
      files
          .map(file -> file.getFileName().toString())
          .filter(name -> name.endsWith(".class") && !name.contains("$") && !name.contains("-"))
          .forEach(name -> names.add(name.substring(0, name.length() - ".class".length())));
      return names;
    }
  }
}
