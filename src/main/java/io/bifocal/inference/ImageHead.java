package io.bifocal.inference;

import io.bifocal.conf.UserError;
import io.bifocal.image.Resize;
import java.util.List;
import java.util.Set;

/** The image that a network makes of a picture. */
final class ImageHead implements Head {
  private static final String KEY = "outputs.image";
  private static final Set<Integer> CHANNELS = Set.of(1, 3, 4);

  private final String name;
  private final ModelInput input;
  private final ImageSettings settings;
  private final List<Integer> shape;
  private final Layout layout;

  ImageHead(String name, ModelCard card, Outputs outputs) {
    this.name = name;
    this.input = card.input();
    this.settings = card.image().orElse(ImageSettings.DEFAULT);
    Tensor tensor = outputs.named(KEY, name);
    this.shape = tensor.shape();
    this.layout = layout(tensor);
    checkMeaning(tensor);
  }

  @Override
  public void read(Outputs outputs, Placement placement, Prediction.Builder prediction) {
    Tensor tensor = outputs.get(name);
    if (!tensor.shape().equals(shape)) {
      throw new UnusableOutputException(
          "the image has the shape " + tensor.shape() + " instead of " + shape);
    }
    prediction.image(
        new OutputImage(
            UnusableOutputException.finite(tensor),
            channels(),
            layout,
            GridSide.columns(columns(), input, placement),
            GridSide.rows(rows(), input, placement),
            input,
            settings));
  }

  /** Where both ends of the shape could be the channels, the input's layout decides. */
  private Layout layout(Tensor tensor) {
    if (tensor.size() > 0 && shape.size() == 2) {
      return Layout.NHWC;
    }
    if (tensor.size() > 0 && shape.size() == 3) {
      boolean first = CHANNELS.contains(shape.get(0));
      boolean last = CHANNELS.contains(shape.get(2));
      if (first && last) {
        return input.layout();
      }
      if (first || last) {
        return first ? Layout.NCHW : Layout.NHWC;
      }
    }
    throw unfit(
        tensor,
        "it has to be (1, channels, height, width) or (1, height, width, channels) with 1, 3 or 4 channels");
  }

  private void checkMeaning(Tensor tensor) {
    switch (settings.result()) {
      case PICTURE -> {}
      case RESIDUAL -> {
        if (channels() != input.channels().count()
            || columns() != input.width()
            || rows() != input.height()) {
          throw unfit(tensor, "a residual has the size and the channels of the input");
        }
      }
      case ALPHA -> {
        if (channels() != 1) {
          throw unfit(tensor, "alpha is one channel");
        }
        if (input.resize() == Resize.CROP) {
          throw new UserError(
              "image.result = alpha needs the whole picture; give input.resize = fit or stretch");
        }
      }
    }
  }

  private static UserError unfit(Tensor tensor, String remedy) {
    return new UserError(
        KEY
            + " = '"
            + tensor.name()
            + "' has the shape "
            + tensor.toString().substring(tensor.name().length() + 1)
            + " for one picture; "
            + remedy);
  }

  private int channels() {
    return shape.size() == 2 ? 1 : shape.get(layout == Layout.NCHW ? 0 : 2);
  }

  private int rows() {
    return shape.get(layout == Layout.NCHW ? 1 : 0);
  }

  private int columns() {
    return shape.get(layout == Layout.NCHW ? 2 : 1);
  }
}
