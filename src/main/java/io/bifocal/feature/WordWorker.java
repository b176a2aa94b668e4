package io.bifocal.feature;

import io.bifocal.image.Picture;
import java.util.Arrays;

/** Finds keypoints, projects their descriptors and encodes them cell by cell. */
final class WordWorker implements FeatureExtractor.Worker {
  private static final int X = 0;
  private static final int Y = 1;

  private final int length;
  private final int cells;
  private final DescriptorProjection projection;
  private final WordEncoder encoder;
  private final SpatialPyramid pyramid;
  private final double[] sums;
  private final LocalFeatures features;
  private int[] starts = new int[0];

  WordWorker(LocalWords recipe, Vocabulary vocabulary) {
    length = recipe.length();
    check(recipe, vocabulary);
    cells = SpatialPyramid.cells(recipe.pyramid());
    projection = new DescriptorProjection(recipe.vocabulary(), vocabulary);
    encoder = WordEncoder.of(recipe.encoding(), vocabulary);
    pyramid = new SpatialPyramid(recipe.pyramid());
    sums = new double[length];
    features = LocalFeatures.open(recipe.detector(), recipe.keypoints());
  }

  private static void check(LocalWords recipe, Vocabulary vocabulary) {
    int words = vocabulary.centers().length;
    int values = vocabulary.centers()[0].length;
    if (words != recipe.words() || values != recipe.vocabulary().wordLength()) {
      throw new IllegalArgumentException(
          "the vocabulary has "
              + words
              + " words of "
              + values
              + " values, not those of "
              + recipe);
    }
  }

  @Override
  public void extract(Picture picture, float[] vector) {
    Bounds.check(vector, length);
    int count = features.detect(picture);
    if (count == 0) {
      Arrays.fill(vector, 0);
      return;
    }
    float[] descriptors = projection.project(features.descriptors(), count);
    placeInCells(count, picture);
    Arrays.fill(sums, 0);
    encoder.add(descriptors, count, starts, sums);
    pyramid.sumUp(sums, encoder.length());
    for (int cell = 0; cell < cells; cell++) {
      encoder.normalize(sums, cell * encoder.length(), pyramid.weight(cell) / count, vector);
    }
  }

  private void placeInCells(int count, Picture picture) {
    if (starts.length < count) {
      starts = new int[count];
    }
    float[] keypoints = features.keypoints();
    for (int i = 0; i < count; i++) {
      int at = i * LocalFeatures.KEYPOINT_VALUES;
      int cell =
          pyramid.cell(keypoints[at + X], keypoints[at + Y], picture.width(), picture.height());
      starts[i] = cell * encoder.length();
    }
  }

  @Override
  public void close() {
    features.close();
    encoder.close();
    projection.close();
  }
}
