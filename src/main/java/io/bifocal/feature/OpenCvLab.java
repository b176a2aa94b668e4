package io.bifocal.feature;

import io.bifocal.image.Natives;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.global.opencv_imgproc;
import org.bytedeco.opencv.opencv_core.Mat;

/** {@link ColorMomentSpace#LAB_FLOAT}. */
final class OpenCvLab implements LabSums.Conversion {
  private final Mat bytes;
  private final Mat unit;
  private final Mat converted;
  private float[] values = new float[0];

  OpenCvLab() {
    Natives.ensureLoaded();
    bytes = new Mat();
    unit = new Mat();
    converted = new Mat();
  }

  @Override
  public void convert(byte[] rgb, int pixels, double[] lab) {
    int length = pixels * PowerSums.CHANNELS;
    bytes.create(1, pixels, opencv_core.CV_8UC3);
    bytes.data().put(rgb, 0, length);
    bytes.convertTo(unit, opencv_core.CV_32F, 1 / 255.0, 0);
    opencv_imgproc.cvtColor(unit, converted, opencv_imgproc.COLOR_RGB2Lab);
    if (values.length < length) {
      values = new float[length];
    }
    new FloatPointer(converted.data()).get(values, 0, length);
    for (int i = 0; i < length; i++) {
      lab[i] = values[i];
    }
  }

  @Override
  public void close() {
    bytes.close();
    unit.close();
    converted.close();
  }
}
