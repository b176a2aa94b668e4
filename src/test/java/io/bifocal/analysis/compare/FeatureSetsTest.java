package io.bifocal.analysis.compare;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.bifocal.conf.FeatureGroup;
import io.bifocal.conf.UserError;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class FeatureSetsTest {
  private static final List<Block> BLOCKS =
      List.of(
          new Block("hog", Lens.CLASSICAL, 100, "a"),
          new Block("color", Lens.CLASSICAL, 20, "b"),
          new Block("mobilenet", Lens.DEEP, 576, "c"),
          new Block(FeatureSets.THUMBNAIL, Lens.BASELINE, 768, "d"));

  @Test
  void eachAloneLensesFusionsAndBaselines() {
    List<FeatureSet> sets =
        FeatureSets.of(BLOCKS, List.of(new FeatureGroup("shape", List.of("hog", "mobilenet"))));
    assertEquals(
        List.of(
            "hog",
            "color",
            "mobilenet",
            "thumbnail-pixels",
            "shape",
            "classical",
            "fused",
            "late-fusion",
            "majority"),
        sets.stream().map(FeatureSet::name).toList());
    assertEquals(Lens.FUSED, sets.get(4).lens());
    assertEquals(696, sets.get(6).length(BLOCKS));
    assertEquals(
        new Representatives(
            Optional.of("classical"), Optional.of("mobilenet"), List.of("fused", "late-fusion")),
        Representatives.of(sets));
  }

  @Test
  void groupsOfWhatIsNotThereAreRefused() {
    List<FeatureGroup> unknown = List.of(new FeatureGroup("shape", List.of("hogg", "color")));
    UserError error = assertThrows(UserError.class, () -> FeatureSets.of(BLOCKS, unknown));
    assertTrue(error.getMessage().contains("hogg"), error.getMessage());
    assertTrue(error.getMessage().contains("hog"), error.getMessage());
    List<FeatureGroup> taken = List.of(new FeatureGroup("fused", List.of("hog", "color")));
    assertThrows(UserError.class, () -> FeatureSets.of(BLOCKS, taken));
  }
}
