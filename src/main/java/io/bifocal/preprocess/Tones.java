package io.bifocal.preprocess;

/** Contrast, brightness and saturation. */
final class Tones {
  private Tones() {}

  /** Brings every channel {@code factor} times as near to its mean. */
  static Corruption contrast(double factor) {
    return (image, random) -> {
      float[] values = image.values();
      for (int channel = 0; channel < image.channels(); channel++) {
        double sum = 0;
        for (int i = channel; i < values.length; i += image.channels()) {
          sum += values[i];
        }
        double mean = sum * image.channels() / values.length;
        for (int i = channel; i < values.length; i += image.channels()) {
          values[i] = (float) ((values[i] - mean) * factor + mean);
        }
      }
      return image;
    };
  }

  /** Adds to the value of HSV; hue and saturation stay. */
  static Corruption brightness(double added) {
    return (image, random) -> {
      float[] values = image.values();
      int channels = image.channels();
      for (int pixel = 0; pixel < values.length; pixel += channels) {
        float value = greatest(values, pixel, channels);
        float brighter = (float) Math.min(1, value + added);
        for (int i = pixel; i < pixel + channels; i++) {
          values[i] = value > 0 ? values[i] * brighter / value : brighter;
        }
      }
      return image;
    };
  }

  /**
   * Multiplies the saturation of HSV and adds to it; hue and value stay. Gray pixels have the hue
   * of red, pictures without colour stay as they are.
   */
  static Corruption saturation(double factor, double added) {
    return (image, random) -> {
      float[] values = image.values();
      for (int pixel = 0; image.channels() == 3 && pixel < values.length; pixel += 3) {
        float value = greatest(values, pixel, 3);
        float least = Math.min(values[pixel], Math.min(values[pixel + 1], values[pixel + 2]));
        float saturation = value > 0 ? (value - least) / value : 0;
        float wanted = (float) Math.max(0, Math.min(1, saturation * factor + added));
        for (int i = pixel; i < pixel + 3; i++) {
          float share = saturation > 0 ? (value - values[i]) / saturation : i == pixel ? 0 : value;
          values[i] = value - share * wanted;
        }
      }
      return image;
    };
  }

  private static float greatest(float[] values, int from, int count) {
    float greatest = values[from];
    for (int i = from + 1; i < from + count; i++) {
      greatest = Math.max(greatest, values[i]);
    }
    return greatest;
  }
}
