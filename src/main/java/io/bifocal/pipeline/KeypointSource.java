package io.bifocal.pipeline;

import io.bifocal.feature.Extraction;
import io.bifocal.feature.LocalDetector;
import io.bifocal.feature.LocalFeatures;
import io.bifocal.image.Decoder;
import io.bifocal.image.Input;
import io.bifocal.image.Picture;
import io.bifocal.preprocess.Preprocessing;
import java.io.Serializable;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Where keypoints come from: what finds them, and in which view of a picture.
 *
 * @param keypoints the most of a picture, the strongest ones
 */
record KeypointSource(
    LocalDetector detector, int keypoints, Preprocessing preprocessing, Input input)
    implements Serializable {

  /** The keypoints that {@code extraction} describes pictures by; empty if by none. */
  static Optional<KeypointSource> of(Extraction extraction) {
    return extraction
        .vocabulary()
        .map(
            recipe ->
                new KeypointSource(
                    recipe.detector(),
                    recipe.keypoints(),
                    extraction.preprocessing(),
                    extraction.input()));
  }

  /** What the keypoints depend on besides the implementation of their detector. */
  Map<String, Object> identity(Decoder decoder) {
    Map<String, Object> identity = new TreeMap<>();
    identity.put("detector", detector);
    identity.put("keypoints", keypoints);
    identity.put("preprocess", preprocessing.identity());
    identity.put("input", input);
    identity.put("decoder", decoder.identity());
    return identity;
  }

  Finder open() {
    return new Finder(preprocessing.open(), input, LocalFeatures.open(detector, keypoints));
  }

  /** Finds keypoints in one task. Not for use by several threads at once. */
  static final class Finder implements AutoCloseable {
    private final Preprocessing.Worker steps;
    private final Input view;
    private final LocalFeatures features;

    private Finder(Preprocessing.Worker steps, Input view, LocalFeatures features) {
      this.steps = steps;
      this.view = view;
      this.features = features;
    }

    /** Finds the keypoints of a picture as it was decoded, and says how many there are. */
    int find(String imageId, Picture picture) {
      return features.detect(steps.apply(picture, Seed.of(imageId)).view(view));
    }

    /** What was found last. */
    LocalFeatures features() {
      return features;
    }

    @Override
    public void close() {
      features.close();
      steps.close();
    }
  }
}
