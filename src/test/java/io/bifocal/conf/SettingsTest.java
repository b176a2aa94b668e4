package io.bifocal.conf;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SettingsTest {
  @TempDir private Path folder;

  @Test
  void readsWhatIsSetAndTakesDefaultsForTheRest() throws IOException {
    Settings settings =
        load(
            """
            collection { root = "s3a://bucket/photos", include = "**/*.jpg" }
            store = "hdfs:///vision/store"
            extractors = [ { name = hog }, { name = lbp, points = 16 } ]
            limits { max-pixels = 1.5M, max-bytes = 1k, max-rejected = 5% }
            """);
    assertEquals("s3a://bucket/photos", settings.collection().root());
    assertEquals(List.of("**/*.jpg"), settings.collection().include());
    assertEquals(CollectionKind.DIRECTORY, settings.collection().kind());
    assertEquals(2, settings.extractors().size());
    assertEquals("extractors[1]", settings.extractors().get(1).path());
    assertEquals(1_500_000, settings.limits().maxPixels().value());
    assertEquals(1024, settings.limits().maxBytes().value());
    assertTrue(settings.limits().maxRejected().accepts(5, 100));
    assertEquals(List.of(), settings.models());
  }

  @Test
  void driftHasThresholdsForWarningAndForFailing() throws IOException {
    DriftSettings drift =
        load("""
                collection { root = /p }
                store = /s
                drift { warn { rejected = 0.1 }, fail { kolmogorov-smirnov = 0.5 } }
                """)
            .drift();
    assertEquals(0.1, drift.warn().rejected());
    assertEquals(0.25, drift.warn().populationStabilityIndex());
    assertEquals(Optional.of(0.5), drift.fail().kolmogorovSmirnov());
    assertEquals(Optional.empty(), drift.fail().rejected());
    assertEquals(Optional.empty(), drift.reference());
    assertEquals(10_000, drift.sample().value());
    for (String wrong :
        List.of(
            "sample = 999",
            "minimum = 0",
            "significance = 0",
            "significance = 1.5",
            "warn { rejected = -1 }",
            "fail { population-stability-index = NaN }")) {
      String message = refused("collection { root = /p }\nstore = /s\ndrift { " + wrong + " }\n");
      assertTrue(message.contains(":3: drift"), message);
      assertTrue(message.contains("is out of range"), message);
    }
  }

  @Test
  void unknownKeyNamesFileLineKeyAndTheNearestKnownOne() throws IOException {
    UserError error =
        assertThrows(
            UserError.class,
            () ->
                load(
                    """
                    collection {
                      root = /photos
                      inclde = ["*.png"]
                    }
                    store = /store
                    """));
    assertEquals(
        folder.resolve("test.conf")
            + ":3: collection.inclde: unknown key 'inclde'; did you mean 'include'?"
            + " Known: root, kind, include, exclude, label, label-field, pattern, manifest, delimiter, columns, split, split-shares",
        error.getMessage());
  }

  @Test
  void missingKeySaysWhatToGive() {
    String message = refused("collection { root = /photos }\n");
    assertTrue(
        message.contains("store: this key is missing; give the folder of the store"), message);
  }

  @Test
  void wrongTypeNamesLineAndWhatWasExpected() {
    String message =
        refused("store = /s\ncollection { root = /p }\nlimits { max-pixels = many }\n");
    assertTrue(message.contains(":3: limits.max-pixels: 'many' is not a number"), message);
  }

  @Test
  void whatARecordRefusesNamesItsPlace() {
    String message =
        refused(
            "store = /s\ncollection {\n root = /p, label = none, pattern = \"(?<label>.*)\" }\n");
    assertTrue(message.contains(":2: collection: label and pattern are both set"), message);
  }

  @Test
  void unknownConstantListsTheKnownOnes() {
    String message = refused("store = /s\ncollection { root = /p, label = parent-foldr }\n");
    assertTrue(message.contains("did you mean 'parent-folder'?"), message);
  }

  @Test
  void brokenSyntaxNamesTheLine() {
    String message = refused("store = /s\ncollection { root = = }\nx = 1\n");
    assertTrue(message.contains("test.conf: 2"), message);
  }

  @Test
  void overridesAreStrongerThanTheFileAndMayHoldAnyCharacter() throws IOException {
    Files.writeString(file(), "store = /s\ncollection { root = /p }\n");
    Settings settings =
        Settings.load(
            file(),
            Map.of(
                "store", "s3a://bucket/a#b//c",
                "collection.include", "[\"a/**\", \"b/**\"]",
                "limits.max-rejected", "3"));
    assertEquals("s3a://bucket/a#b//c", settings.store());
    assertEquals(List.of("a/**", "b/**"), settings.collection().include());
    assertTrue(settings.limits().maxRejected().accepts(3, 4));
  }

  @Test
  void wrongOverrideIsNamedAsSuch() throws IOException {
    Files.writeString(file(), "store = /s\ncollection { root = /p }\n");
    UserError error =
        assertThrows(UserError.class, () -> Settings.load(file(), Map.of("limits.max-byte", "3")));
    assertTrue(
        error.getMessage().startsWith("--set: limits.max-byte: unknown key"), error.getMessage());
  }

  @Test
  void missingFileIsTheUsersError() {
    UserError error =
        assertThrows(UserError.class, () -> Settings.load(folder.resolve("no.conf"), Map.of()));
    assertTrue(error.getMessage().contains("no.conf"), error.getMessage());
  }

  private String refused(String text) {
    return assertThrows(UserError.class, () -> load(text)).getMessage();
  }

  private Settings load(String text) throws IOException {
    Files.writeString(file(), text);
    return Settings.load(file(), Map.of());
  }

  private Path file() {
    return folder.resolve("test.conf");
  }
}
