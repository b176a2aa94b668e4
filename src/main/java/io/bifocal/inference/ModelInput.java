package io.bifocal.inference;

import io.bifocal.conf.Default;
import io.bifocal.conf.Help;
import io.bifocal.conf.Names;
import io.bifocal.conf.UserError;
import io.bifocal.image.Resize;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/**
 * How a picture becomes a network's input: it is resized, its channels are put in order, and every
 * value becomes (pixel * scale - mean) / std.
 *
 * @param preset a convention that gives values for the keys below that are not set; none by default
 * @param name the network's input; needed where it has several
 * @param size width and height in pixels, each 1 to 4096, or one number for both; needed unless the
 *     preset has one, and all of them do
 * @param layout the order of the tensor; nchw by default
 * @param channels rgb by default
 * @param scale what a pixel of 0 to 255 is multiplied by; 1/255 by default
 * @param mean subtracted after scaling; one number, or one a channel in their order; 0 by default
 * @param std divided by after that; likewise, never 0; 1 by default
 * @param resize what happens to the proportions: stretch (the default); crop, which scales the
 *     picture to cover size / crop-fraction, where stretch gives it exactly that size, and cuts out
 *     the centre, as stretch does; fit, which scales it to stand in the middle of size and fills
 *     the rest with pad
 * @param cropFraction 0.1 to 1, a number or a quotient; 224/256 is common; 1 by default; not with
 *     fit
 * @param pad gray level of what fit fills, 0 to 255; 0 by default; fit only
 * @param interpolation linear by default
 * @param augmentation which views of a picture the network sees, only the picture by default;
 *     five-crops and ten-crops need resize = crop with a crop-fraction below 1
 */
public record ModelInput(
    @Help("convention that gives what is not set here, such as torchvision-imagenet or clip")
        Optional<Preset> preset,
    @Help("name of the network's input; not needed where it has only one") Optional<String> name,
    @Help("width and height in pixels, or one number for both; 1 to 4096; presets have one")
        List<Integer> size,
    @Default("nchw") @Help("order of the input: nchw (PyTorch) or nhwc (TensorFlow)") Layout layout,
    @Default("rgb") @Help("rgb, bgr or gray (one channel)") Channels channels,
    @Default("1/255") @Help("a pixel of 0 to 255 is multiplied by this: 1/255, 1 or any number")
        Scale scale,
    @Default("0") @Help("subtracted after scaling; one number, or one a channel") List<Double> mean,
    @Default("1") @Help("divided by after that; one number, or one a channel; not 0")
        List<Double> std,
    @Default("stretch")
        @Help("stretch; crop (cover size / crop-fraction, cut the centre); fit (pad the rest)")
        Resize resize,
    @Default("1")
        @Help(
            "share of the scaled picture that crop or stretch keeps, its centre: 0.1 to 1, such as"
                + " 224/256")
        CropFraction cropFraction,
    @Default("0") @Help("gray level of what fit fills, 0 to 255") int pad,
    @Default("linear")
        @Help(
            "bilinear-antialiased or bicubic-antialiased (Pillow's, torchvision's); linear, cubic,"
                + " area or nearest (OpenCV's)")
        Interpolation interpolation,
    @Default("none")
        @Help(
            "views whose outputs are averaged: none, flip, five-crops or ten-crops (with mirrors)")
        Augmentation augmentation) {

  private static final int LARGEST = 4096;

  public ModelInput {
    size = List.copyOf(size.size() == 1 ? List.of(size.get(0), size.get(0)) : size);
    mean = eachChannel("mean", mean, channels);
    std = eachChannel("std", std, channels);
    checkSize(size);
    if (std.contains(0.0) || std.contains(-0.0)) {
      throw new UserError("std = " + std + " divides by 0; give 1 where nothing is to be divided");
    }
    if (cropFraction.share() < 1 && resize == Resize.FIT) {
      throw new UserError(
          "crop-fraction has no effect here; add resize = crop or stretch, or leave it out");
    }
    if (augmentation.crops().size() > 1 && !(cropFraction.share() < 1)) {
      throw new UserError(
          "augmentation = "
              + Names.kebab(augmentation)
              + " has nothing to cut here; add resize = crop and a crop-fraction below 1, such as"
              + " 0.875, or take flip");
    }
    if (pad < 0 || pad > 255) {
      throw new UserError("pad = " + pad + " is out of range; give a gray level of 0 to 255");
    }
    if (pad > 0 && resize != Resize.FIT) {
      throw new UserError("pad has no effect here; add resize = fit or leave it out");
    }
  }

  int width() {
    return size.get(0);
  }

  int height() {
    return size.get(1);
  }

  /** Values of one picture's tensor. */
  int values() {
    return channels.count() * width() * height();
  }

  private static void checkSize(List<Integer> size) {
    if (size.size() != 2) {
      throw new UserError(
          "size has " + size.size() + " numbers; give width and height, or one number for both");
    }
    for (int side : size) {
      if (side < 1 || side > LARGEST) {
        throw new UserError(
            "size = " + side + " is out of range; give 1 to " + LARGEST + " pixels");
      }
    }
  }

  private static List<Double> eachChannel(String key, List<Double> values, Channels channels) {
    int count = channels.count();
    if (values.size() != 1 && values.size() != count) {
      throw new UserError(
          key
              + " has "
              + values.size()
              + " numbers; give one, or one for each of the "
              + count
              + " channels");
    }
    if (!values.stream().allMatch(Double::isFinite)) {
      throw new UserError(key + " = " + values + " is not finite; give ordinary numbers");
    }
    return List.copyOf(values.size() == 1 ? Collections.nCopies(count, values.get(0)) : values);
  }
}
