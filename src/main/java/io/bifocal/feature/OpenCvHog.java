package io.bifocal.feature;

import io.bifocal.image.Input;
import io.bifocal.image.Natives;
import io.bifocal.image.Picture;
import org.bytedeco.opencv.opencv_core.Size;
import org.bytedeco.opencv.opencv_objdetect.HOGDescriptor;

/** {@link HogVariant#OPENCV}: one window over the whole picture. */
final class OpenCvHog implements FeatureExtractor.Worker {
  private static final int APERTURE = 1;
  private static final double SIGMA_FROM_BLOCK = -1;
  private static final double CLIP = 0.2;

  private final Input input;
  private final int length;
  private final HOGDescriptor descriptor;

  OpenCvHog(Hog recipe, Input input, int length) {
    Natives.ensureLoaded();
    this.input = input;
    this.length = length;
    int blockPixels = recipe.cellPixels() * recipe.blockCells();
    try (Size window = new Size(input.width(), input.height());
        Size block = new Size(blockPixels, blockPixels);
        Size cell = new Size(recipe.cellPixels(), recipe.cellPixels())) {
      descriptor =
          new HOGDescriptor(
              window,
              block,
              cell,
              cell,
              recipe.orientations(),
              APERTURE,
              SIGMA_FROM_BLOCK,
              HOGDescriptor.L2Hys,
              CLIP,
              false /* gamma correction */,
              HOGDescriptor.DEFAULT_NLEVELS,
              false /* signed gradient */);
    }
  }

  @Override
  public void extract(Picture picture, float[] vector) {
    Bounds.check(picture, input);
    Bounds.check(vector, length);
    descriptor.compute(picture.gray(), vector);
  }

  @Override
  public void close() {
    descriptor.close();
  }
}
