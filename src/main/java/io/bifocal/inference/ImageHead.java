package io.bifocal.inference;

import io.bifocal.conf.UserError;
import java.nio.FloatBuffer;
import java.util.List;

/** A picture made of the picture: denoised, enlarged, or the matte of what stands in front. */
final class ImageHead implements Head {
  private static final String KEY = "outputs.image";

  private final String name;
  private final ImageRange range;
  private final ModelInput input;

  /**
   * @throws UserError if the output is no picture
   */
  ImageHead(String name, ModelCard card, Outputs outputs) {
    this.name = name;
    this.range = card.imageRange();
    this.input = card.input();
    Tensor tensor = outputs.named(KEY, name);
    if (!fits(tensor)) {
      throw new UserError(
          KEY
              + " = '"
              + name
              + "' has the shape "
              + tensor.shape()
              + " for one picture, not [channels, height, width] or [height, width, channels] with 1,"
              + " 3 or 4 channels; name an output that is a picture: "
              + outputs.tensors());
    }
  }

  @Override
  public void read(Outputs outputs, Placement placement, Prediction.Builder prediction) {
    Tensor tensor = outputs.get(name);
    if (!fits(tensor)) {
      throw new UnusableOutputException("the picture has the shape " + tensor.shape());
    }
    List<Integer> shape = tensor.shape();
    boolean planes = planes(shape);
    int channels = planes ? shape.get(0) : shape.get(2);
    int height = planes ? shape.get(1) : shape.get(0);
    int width = planes ? shape.get(2) : shape.get(1);
    byte[] pixels = new byte[channels * width * height];
    FloatBuffer data = tensor.values();
    for (int channel = 0; channel < channels; channel++) {
      int target =
          input.channels() == Channels.RGB && channel < 3 && channels > 1 ? 2 - channel : channel;
      int from = planes ? channel * width * height : channel;
      int step = planes ? 1 : channels;
      for (int i = 0; i < width * height; i++) {
        pixels[i * channels + target] = range.pixel(data.get(from + i * step));
      }
    }
    prediction.image(new ResultImage(pixels, width, height, channels));
  }

  private boolean fits(Tensor tensor) {
    List<Integer> shape = tensor.shape();
    return shape.size() == 3
        && tensor.size() > 0
        && (isChannels(shape.get(0)) || isChannels(shape.get(2)));
  }

  private boolean planes(List<Integer> shape) {
    return input.layout() == Layout.NCHW ? isChannels(shape.get(0)) : !isChannels(shape.get(2));
  }

  private static boolean isChannels(int side) {
    return side == 1 || side == 3 || side == 4;
  }
}
