package io.bifocal.feature;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.bifocal.conf.Catalogue;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Names that stand in users' configurations and in the folders of their stores: they only grow. */
class PublishedNamesTest {
  @Test
  void theNamesOfTheExtractorsAreThese() {
    assertEquals(
        Set.of("color-histogram", "hog", "local-binary-pattern"),
        new Catalogue<>(FeatureExtractor.class, "extractor").all().keySet());
  }
}
