package io.bifocal.conf;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.bifocal.feature.Extraction;
import io.bifocal.feature.FeatureExtractor;
import io.bifocal.feature.LbpMethod;
import io.bifocal.feature.LocalBinaryPattern;
import io.bifocal.image.Decoder;
import io.bifocal.image.Input;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Extractors by their names in the configuration. */
class CatalogueTest {
  @TempDir private Path folder;

  /** A user's own extractor, brought with --jars. */
  public record MeanOfMine(@Default("2") int times) implements FeatureExtractor {
    @Override
    public int length(Input input) {
      return times;
    }

    @Override
    public Worker open(Input input) {
      throw new UnsupportedOperationException();
    }
  }

  private final Catalogue<FeatureExtractor> catalogue =
      new Catalogue<>(FeatureExtractor.class, "extractor");

  @Test
  void everyListedNameBindsWithItsDefaultsAndIsTheNameOfItsTable() {
    assertTrue(catalogue.all().size() >= 3);
    for (Map.Entry<String, Class<? extends Record>> entry : catalogue.all().entrySet()) {
      FeatureExtractor extractor = catalogue.bind(block("name = " + entry.getKey()));
      assertEquals(entry.getValue(), extractor.getClass());
      assertEquals(entry.getKey(), catalogue.name(extractor));
    }
  }

  @Test
  void aShortNameBindsAndTablesBearTheFullName() {
    Extraction extraction = Extraction.of(block("name = lbp, points = 16, radius = 2"));
    assertEquals("local-binary-pattern", extraction.name());
    assertEquals(new LocalBinaryPattern(16, 2, LbpMethod.UNIFORM), extraction.extractor());
    assertEquals(
        Extraction.of(block("name = local-binary-pattern, points = 16, radius = 2"))
            .configuration(Decoder.DEFAULT),
        extraction.configuration(Decoder.DEFAULT));
  }

  @Test
  void aDottedNameIsAClassOfTheUsersOwn() {
    FeatureExtractor extractor =
        catalogue.bind(block("name = \"" + MeanOfMine.class.getName() + "\", times = 3"));
    assertEquals(new MeanOfMine(3), extractor);
    assertEquals(MeanOfMine.class.getName(), catalogue.name(extractor));
  }

  @Test
  void anUnknownNameSuggestsTheNearest() {
    assertEquals(
        "t:1: extractors[0]: unknown extractor 'local-binary-patern';"
            + " did you mean 'local-binary-pattern'?"
            + " Known: "
            + String.join(", ", catalogue.all().keySet()),
        refused("name = local-binary-patern"));
    assertTrue(refused("name = HOG").contains("did you mean 'hog'?"));
  }

  @Test
  void aNameOfTheWrongKindIsUnknown() {
    assertTrue(refused("name = extraction").startsWith("t:1: extractors[0]: unknown extractor"));
    assertTrue(
        refused("name = feature-extractor").startsWith("t:1: extractors[0]: unknown extractor"));
    assertTrue(refused("name = \"\"").startsWith("t:1: extractors[0]: unknown extractor"));
    assertTrue(refused("name = \"a/b\"").startsWith("t:1: extractors[0]: unknown extractor"));
  }

  @Test
  void aMissingNameIsAskedFor() {
    assertEquals("t:1: extractors[0]: key 'name' is missing", refused("points = 8"));
  }

  @Test
  void aClassThatIsNotOnTheClassPathIsAskedFor() {
    assertEquals(
        "t:1: extractors[0]: there is no class com.example.Mine on the class path;"
            + " bring it with --jars",
        refused("name = com.example.Mine"));
  }

  @Test
  void aClassThatIsNoExtractorIsRefused() {
    String expected = " is not a record that implements " + FeatureExtractor.class.getName();
    assertEquals(
        "t:1: extractors[0]: java.lang.String" + expected, refused("name = java.lang.String"));
    assertEquals(
        "t:1: extractors[0]: " + Count.class.getName() + expected,
        refused("name = " + Count.class.getName()));
  }

  @Test
  void aParameterThatDoesNotExistIsRefusedWithTheNearest() {
    assertTrue(
        refused("name = lbp, pionts = 8")
            .startsWith("t:1: extractors[0].pionts: unknown key 'pionts'; did you mean 'points'?"));
  }

  @Test
  void anInputOutOfRangeNamesItsLine() {
    UserError error =
        assertThrows(
            UserError.class, () -> Extraction.of(block("name = hog\n\ninput { size = 70000 }")));
    assertEquals(
        "t:3: extractors[0].input: size = 70000 is out of range; give 1 to 16384 pixels",
        error.getMessage());
  }

  @Test
  void namesAreFoundInAJarAsWell() throws Exception {
    Path jar = jarOfTheProject();
    try (URLClassLoader loader =
        new URLClassLoader(
            Stream.concat(
                    Stream.of(jar.toUri().toURL()),
                    Stream.of(System.getProperty("java.class.path").split(":"))
                        .filter(entry -> entry.endsWith(".jar"))
                        .map(CatalogueTest::url))
                .toArray(URL[]::new),
            ClassLoader.getPlatformClassLoader())) {
      Object names = within(loader, () -> names(loader));
      assertEquals(catalogue.all().keySet().toString(), names.toString());
    }
  }

  private static Object names(ClassLoader loader) throws ReflectiveOperationException {
    Class<?> type = loader.loadClass(Catalogue.class.getName());
    Class<?> extractor = loader.loadClass(FeatureExtractor.class.getName());
    Object catalogue = type.getConstructor(Class.class, String.class).newInstance(extractor, "x");
    return ((Map<?, ?>) type.getMethod("all").invoke(catalogue)).keySet();
  }

  private static <T> T within(ClassLoader loader, Callable<T> action) throws Exception {
    ClassLoader before = Thread.currentThread().getContextClassLoader();
    Thread.currentThread().setContextClassLoader(loader);
    try {
      return action.call();
    } finally {
      Thread.currentThread().setContextClassLoader(before);
    }
  }

  private Path jarOfTheProject() throws Exception {
    Path classes =
        Path.of(Catalogue.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    Path jar = folder.resolve("with a space.jar");
    try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar));
        Stream<Path> files = Files.walk(classes)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        out.putNextEntry(new JarEntry(classes.relativize(file).toString()));
        Files.copy(file, out);
      }
    }
    return jar;
  }

  private static URL url(String file) {
    try {
      return Path.of(file).toUri().toURL();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private String refused(String text) {
    return assertThrows(UserError.class, () -> catalogue.bind(block(text))).getMessage();
  }

  private static Block block(String text) {
    return Binder.block(
        Hocon.parse("extractors = [ {" + text + "} ]", "t").getList("extractors").get(0),
        "extractors[0]");
  }
}
