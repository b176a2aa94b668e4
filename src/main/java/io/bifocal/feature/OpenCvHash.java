package io.bifocal.feature;

import io.bifocal.image.Natives;
import io.bifocal.image.Picture;
import java.util.function.Supplier;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_img_hash.ImgHashBase;

/** A fingerprint that OpenCV computes, one value a bit; bytes in order, least significant first. */
final class OpenCvHash implements FeatureExtractor.Worker {
  private final ImgHashBase method;
  private final Mat hash = new Mat();
  private final byte[] bytes;
  private final int bits;

  OpenCvHash(Supplier<ImgHashBase> method, int bits) {
    Natives.ensureLoaded();
    this.method = method.get();
    this.bits = bits;
    bytes = new byte[bits / Byte.SIZE];
  }

  @Override
  public void extract(Picture picture, float[] vector) {
    Bounds.check(vector, bits);
    method.compute(picture.isGray() ? picture.gray() : picture.bgr(), hash);
    hash.data().get(bytes);
    for (int i = 0; i < bits; i++) {
      vector[i] = (bytes[i / Byte.SIZE] >> (i % Byte.SIZE)) & 1;
    }
  }

  @Override
  public void close() {
    method.close();
    hash.close();
  }
}
