package io.bifocal.pipeline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.typesafe.config.ConfigFactory;
import io.bifocal.conf.Block;
import io.bifocal.conf.UserError;
import io.bifocal.feature.Extraction;
import io.bifocal.image.Decoder;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class VocabularyNeedTest {
  private static final String BASE = "name = sift-words, words = 64";

  @Test
  void itsNameSaysWhatItIsOf() {
    assertTrue(name(BASE).matches("sift-centers-64-[0-9a-f]{8}"), name(BASE));
    String fisher = name("name = orb-words, words = 8, encoding = fisher");
    assertTrue(fisher.matches("orb-mixture-8-[0-9a-f]{8}"), fisher);
  }

  @Test
  void whatSharesItsDescriptorsSharesTheWords() {
    assertEquals(name(BASE), name(BASE + ", encoding = vlad"));
    assertEquals(name(BASE), name(BASE + ", pyramid = 2"));
    assertEquals(name(BASE), name(BASE + ", keypoints-table = true"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "name = sift-words, words = 65",
        BASE + ", keypoints = 499",
        BASE + ", rooted = false",
        BASE + ", components = 64",
        BASE + ", encoding = fisher",
        BASE + ", input { size = 128 }"
      })
  void whateverElseDescriptorsDependOnIsPartOfTheName(String other) {
    assertNotEquals(name(BASE), name(other));
  }

  @Test
  void versionsOfFeaturesDependOnTheVocabulary() {
    Extraction words = extraction(BASE);
    assertNotEquals(
        words.configuration(Decoder.DEFAULT, Optional.of("aaaaaaaa")),
        words.configuration(Decoder.DEFAULT, Optional.of("bbbbbbbb")));
  }

  @Test
  void whatLearnsNothingNeedsNothing() {
    assertEquals(Optional.empty(), VocabularyNeed.of(extraction("name = hog"), Decoder.DEFAULT));
  }

  @Test
  void keypointsAreKeptOnlyOfWhatFindsThem() {
    assertTrue(extraction(BASE + ", keypoints-table = true").keepsKeypoints());
    String refused =
        assertThrows(UserError.class, () -> extraction("name = hog, keypoints-table = true"))
            .getMessage();
    assertTrue(
        refused.endsWith("x: hog finds no keypoints; remove keypoints-table = true"), refused);
    String wrong =
        assertThrows(UserError.class, () -> extraction(BASE + ", keypoints-table = maybe"))
            .getMessage();
    assertTrue(wrong.endsWith("x.keypoints-table: expected true or false, found 'maybe'"), wrong);
  }

  private static String name(String conf) {
    return VocabularyNeed.of(extraction(conf), Decoder.DEFAULT).orElseThrow().name();
  }

  private static Extraction extraction(String conf) {
    return Extraction.of(new Block(ConfigFactory.parseString(conf).root(), "x"));
  }
}
