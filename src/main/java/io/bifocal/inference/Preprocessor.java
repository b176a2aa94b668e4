package io.bifocal.inference;

import io.bifocal.image.Picture;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.MatVector;

/**
 * Writes pictures as a network wants them straight into native memory. Splits while values are
 * still bytes and converts each plane to where it belongs, which touches every value least often.
 */
final class Preprocessor implements AutoCloseable {
  private static final int AROUND_VERTICAL = 1;

  private final ModelInput input;
  private final Resizer resizer;
  private final MatVector bytes = new MatVector();
  private final Mat mirrored = new Mat();
  private final FloatPointer interleaving;

  Preprocessor(ModelInput input) {
    this.input = input;
    this.resizer = new Resizer(input);
    this.interleaving = input.layout() == Layout.NHWC ? new FloatPointer(input.values()) : null;
  }

  /** How many tensors a picture becomes: {@link #write} writes them one after the other. */
  int views() {
    return input.augmentation().views();
  }

  /**
   * Writes one picture.
   *
   * @param tensors room for {@link #views()} times {@link ModelInput#values()} values
   * @return where the picture stands in the first view
   */
  Placement write(Picture picture, FloatPointer tensors) {
    Mat pixels = input.channels() == Channels.GRAY ? picture.gray() : picture.bgr();
    Placement first = null;
    long next = 0;
    for (Crop crop : input.augmentation().crops()) {
      Mat view = resizer.resize(pixels, crop);
      if (first == null) {
        first = resizer.placement();
      }
      write(view, tensors.getPointer(next));
      next += input.values();
      if (input.augmentation().mirrored()) {
        opencv_core.flip(view, mirrored, AROUND_VERTICAL);
        write(mirrored, tensors.getPointer(next));
        next += input.values();
      }
    }
    return first;
  }

  @Override
  public void close() {
    resizer.close();
    bytes.close();
    mirrored.close();
    if (interleaving != null) {
      interleaving.close();
    }
  }

  private void write(Mat view, FloatPointer tensor) {
    opencv_core.split(view, bytes);
    if (input.layout() == Layout.NCHW) {
      writePlanes(tensor);
    } else {
      writePlanes(interleaving);
      interleave(tensor);
    }
  }

  private void writePlanes(FloatPointer planes) {
    for (int channel = 0; channel < input.channels().count(); channel++) {
      double std = input.std().get(channel);
      try (Mat source = bytes.get(input.channels().plane(channel));
          Mat target = plane(planes, channel)) {
        source.convertTo(
            target,
            opencv_core.CV_32F,
            input.scale().factor() / std,
            -input.mean().get(channel) / std);
      }
    }
  }

  private void interleave(FloatPointer tensor) {
    int channels = input.channels().count();
    Mat[] planes = new Mat[channels];
    for (int channel = 0; channel < channels; channel++) {
      planes[channel] = plane(interleaving, channel);
    }
    try (MatVector all = new MatVector(planes);
        Mat target =
            new Mat(
                input.height(),
                input.width(),
                opencv_core.CV_MAKETYPE(opencv_core.CV_32F, channels),
                tensor)) {
      opencv_core.merge(all, target);
    } finally {
      for (Mat plane : planes) {
        plane.close();
      }
    }
  }

  private Mat plane(FloatPointer planes, int channel) {
    long offset = (long) channel * input.width() * input.height();
    return new Mat(input.height(), input.width(), opencv_core.CV_32FC1, planes.getPointer(offset));
  }
}
