package io.bifocal.inference;

import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigList;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigValue;
import com.typesafe.config.ConfigValueFactory;
import io.bifocal.conf.Names;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/**
 * Conventions by which networks were trained and are published: values for the keys of a card's
 * {@code input} that it does not set itself.
 */
public enum Preset {
  /**
   * What torchvision's classification networks take with their weights IMAGENET1K_V1: shorter side
   * 256, centre 224, smoothed by Pillow, mean and deviation of ImageNet
   * (torchvision.transforms._presets.ImageClassification).
   */
  TORCHVISION_IMAGENET(
      Values.IMAGENET, "crop-fraction = 224/256, interpolation = bilinear-antialiased"),
  /** The same with the weights IMAGENET1K_V2 of most of them: shorter side 232, centre 224. */
  TORCHVISION_IMAGENET_V2(
      Values.IMAGENET, "crop-fraction = 224/232, interpolation = bilinear-antialiased"),
  /** What most networks of timm take: 0.875, bicubic, IMAGENET_DEFAULT_MEAN and _STD. */
  TIMM_IMAGENET(Values.IMAGENET, "crop-fraction = 0.875, interpolation = bicubic-antialiased"),
  /** What timm's Inception networks take: 299, 0.875, bicubic, IMAGENET_INCEPTION_MEAN and _STD. */
  TIMM_INCEPTION(
      Values.HALF, "size = 299, crop-fraction = 0.875, interpolation = bicubic-antialiased"),
  /**
   * What timm's vision transformers (ViT, augreg weights) take: 224, 0.9, the same mean and std.
   */
  TIMM_VIT(Values.HALF, "size = 224, crop-fraction = 0.9, interpolation = bicubic-antialiased"),
  /**
   * OpenAI's CLIP and OpenCLIP: shorter side 224, bicubic, the mean and deviation of their training
   * pictures.
   */
  CLIP(
      """
      size = 224, resize = crop, interpolation = bicubic-antialiased
      mean = [0.48145466, 0.4578275, 0.40821073], std = [0.26862954, 0.26130258, 0.27577711]
      """),
  /**
   * preprocess_input of keras.applications in its mode "tf", pixels from -1 to 1: MobileNet,
   * MobileNetV2, ResNetV2, Inception, Xception, NASNet. Like the next two it is stretched to its
   * size bilinearly, as Keras's Resizing and image_dataset_from_directory do.
   */
  KERAS_TF(Values.KERAS, "scale = 1/127.5, mean = 1"),
  /** The same in its mode "torch", ImageNet's mean and deviation: DenseNet. */
  KERAS_TORCH(Values.KERAS, Values.IMAGENET_COLORS),
  /** The same in its mode "caffe", blue first, mean of ImageNet, not scaled: VGG, ResNet. */
  KERAS_CAFFE(Values.KERAS, "channels = bgr, scale = 1, mean = [103.939, 116.779, 123.68]"),
  /**
   * Networks of Caffe as its model zoo and OpenCV's dnn samples feed them: stretched, blue first,
   * mean of ImageNet in round numbers, not scaled (GoogLeNet, SSD).
   */
  CAFFE("size = 224, channels = bgr, scale = 1, mean = [104, 117, 123]"),
  /**
   * Ultralytics' YOLO from version 5 on: letterboxed to 640 with OpenCV's linear interpolation and
   * the gray level 114, pixels from 0 to 1.
   */
  YOLO("size = 640, resize = fit, pad = 114");

  private final ConfigObject values;

  Preset(String... hocon) {
    this.values = ConfigFactory.parseString(String.join("\n", hocon)).root();
  }

  /** Parts that several share. */
  private static final class Values {
    static final String IMAGENET_COLORS =
        "mean = [0.485, 0.456, 0.406], std = [0.229, 0.224, 0.225]";
    static final String IMAGENET = "size = 224, resize = crop, " + IMAGENET_COLORS;
    static final String HALF = "resize = crop, mean = 0.5, std = 0.5";
    static final String KERAS = "size = 224, layout = nhwc";
  }

  /**
   * The {@code input} of a card, completed by the preset that it names. A key of its own stands
   * above the preset's; with another {@code resize} the preset's crop-fraction and pad are left
   * out, with the opposite order of channels its mean and std are turned round.
   *
   * @return {@code input} itself if it names none that exists
   */
  static ConfigObject complete(ConfigObject input) {
    Optional<String> name = text(input, "preset");
    for (Preset preset : values()) {
      if (name.equals(Optional.of(Names.kebab(preset)))) {
        return input.withFallback(preset.suiting(input)).withOrigin(input.origin());
      }
    }
    return input;
  }

  private ConfigObject suiting(ConfigObject input) {
    ConfigObject result = values;
    if (differs(input, "resize", "stretch")) {
      result = result.withoutKey("crop-fraction").withoutKey("pad");
    }
    if (differs(input, "channels", "rgb")) {
      result = turned(turned(result, "mean"), "std");
    }
    return result;
  }

  private boolean differs(ConfigObject input, String key, String fallback) {
    String own = text(values, key).orElse(fallback);
    return !text(input, key).orElse(own).equals(own);
  }

  private static ConfigObject turned(ConfigObject values, String key) {
    if (values.get(key) instanceof ConfigList list) {
      List<ConfigValue> numbers = new ArrayList<>(list);
      Collections.reverse(numbers);
      return values.withValue(key, ConfigValueFactory.fromIterable(numbers));
    }
    return values;
  }

  private static Optional<String> text(ConfigObject values, String key) {
    return Optional.ofNullable(values.get(key))
        .map(ConfigValue::unwrapped)
        .filter(String.class::isInstance)
        .map(String.class::cast);
  }
}
