package io.bifocal.feature;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.bifocal.conf.Catalogue;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/**
 * Names that stand in users' configurations and in the folders of their stores: none of them goes
 * away. A new one needs no line here until it is published.
 */
class PublishedNamesTest {
  private static final Set<String> PUBLISHED =
      Set.of(
          "a-trous-wavelet-energy",
          "akaze-words",
          "average-hash",
          "block-mean-hash",
          "blockiness",
          "color-correlogram",
          "color-histogram",
          "color-moments",
          "colorfulness",
          "contrast",
          "dark-channel",
          "difference-hash",
          "edge-density",
          "edge-orientation-histogram",
          "entropy",
          "exposure",
          "face-count",
          "fractal-dimension",
          "gabor-energy",
          "gist",
          "gray-cooccurrence",
          "hog",
          "hu-moments",
          "local-binary-pattern",
          "noise-level",
          "orb-words",
          "perceptual-hash",
          "pyramid-hog",
          "saliency",
          "scattering",
          "sharpness",
          "sift-words",
          "spectrum-slope",
          "thumbnail",
          "wavelet-energy",
          "weather-cues",
          "zernike-moments");

  @Test
  void noPublishedNameIsGone() {
    Set<String> gone = new TreeSet<>(PUBLISHED);
    gone.removeAll(new Catalogue<>(FeatureExtractor.class, "extractor").all().keySet());
    assertEquals(Set.of(), gone);
  }
}
