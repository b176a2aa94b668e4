package io.bifocal.feature;

import io.bifocal.image.Input;
import io.bifocal.image.Picture;

/**
 * An extractor that describes a picture by a vocabulary, which the job {@code fit} has to learn
 * from the collection before.
 */
public interface TrainedExtractor extends FeatureExtractor {

  /** What is to be learnt; extractors with equal recipes share one vocabulary. */
  VocabularyRecipe vocabulary();

  /**
   * Opens a worker for one task.
   *
   * @param vocabulary learnt as {@link #vocabulary()} asks for
   */
  Worker open(Input input, Vocabulary vocabulary);

  /** Not without a vocabulary. */
  @Override
  default Worker open(Input input) {
    throw new IllegalStateException(this + " needs a vocabulary");
  }

  /** The keypoints in the picture, whatever {@code vector} is; it may be empty. */
  @Override
  default Picture draw(Picture view, float[] vector) {
    return KeypointDrawing.draw(vocabulary().detector(), vocabulary().keypoints(), view);
  }
}
