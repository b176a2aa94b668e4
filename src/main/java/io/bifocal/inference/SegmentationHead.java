package io.bifocal.inference;

import io.bifocal.conf.UserError;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.List;

/** A label for each pixel, and how much of the picture each label covers. */
final class SegmentationHead implements Head {
  private static final String KEY = "outputs.segments";

  private final String name;
  private final SegmentValues values;
  private final ModelInput input;
  private final List<String> labels;
  private final int top;

  /**
   * @throws UserError if the output is not what the card says
   */
  SegmentationHead(String name, ModelCard card, List<String> labels, Outputs outputs) {
    this.name = name;
    this.values = card.segmentValues();
    this.input = card.input();
    this.labels = labels;
    this.top = card.top();
    Tensor tensor = outputs.named(KEY, name);
    if (!fits(tensor)) {
      throw new UserError(
          KEY
              + " = '"
              + name
              + "' has the shape "
              + tensor.shape()
              + " for one picture, which is no map of "
              + labels.size()
              + " labels as segment-values = "
              + io.bifocal.conf.Names.kebab(values)
              + " has it: ["
              + labels.size()
              + ", height, width] for logits (or one number a pixel where there are two labels),"
              + " [height, width] otherwise; mend outputs.segments, segment-values or the labels"
              + " file");
    }
  }

  @Override
  public void read(Outputs outputs, Placement placement, Prediction.Builder prediction) {
    Tensor tensor = outputs.get(name);
    if (!fits(tensor)) {
      throw new UnusableOutputException("the map has the shape " + tensor.shape());
    }
    Sides sides = sides(tensor);
    SegmentMap map =
        new SegmentMap(
            labels(tensor, sides), sides.columns(), sides.rows(), labels.size(), input, placement);
    double[] shares = map.shares();
    List<LabelScore> largest = new ArrayList<>();
    for (int label = 0; label < shares.length; label++) {
      if (shares[label] > 0) {
        largest.add(new LabelScore(labels.get(label), (float) shares[label]));
      }
    }
    largest.sort((a, b) -> Float.compare(b.score(), a.score()));
    prediction.segments(map).top(largest.subList(0, Math.min(top, largest.size())));
  }

  /**
   * How the values of the output lie.
   *
   * @param step from one label's value of a pixel to the next's
   * @param pixel from one pixel to the next
   */
  private record Sides(int channels, int rows, int columns, int step, int pixel) {}

  private boolean fits(Tensor tensor) {
    int dimensions = tensor.shape().size();
    if (dimensions < 2 || dimensions > 3 || tensor.size() == 0) {
      return false;
    }
    int channels = sides(tensor).channels();
    boolean single = channels == 1 && labels.size() == 2;
    return switch (values) {
      case LOGITS -> channels == labels.size() && channels > 1 || single;
      case PROBABILITY -> single;
      case INDICES -> channels == 1;
    };
  }

  private Sides sides(Tensor tensor) {
    List<Integer> shape = tensor.shape();
    if (shape.size() == 2) {
      return new Sides(1, shape.get(0), shape.get(1), 1, 1);
    }
    boolean last =
        input.layout() == Layout.NHWC ? isChannels(shape.get(2)) : !isChannels(shape.get(0));
    if (last) {
      return new Sides(shape.get(2), shape.get(0), shape.get(1), 1, shape.get(2));
    }
    return new Sides(shape.get(0), shape.get(1), shape.get(2), shape.get(1) * shape.get(2), 1);
  }

  private boolean isChannels(int side) {
    return side == 1 || side == labels.size();
  }

  private int[] labels(Tensor tensor, Sides sides) {
    FloatBuffer data = tensor.values();
    int[] result = new int[sides.rows() * sides.columns()];
    for (int pixel = 0; pixel < result.length; pixel++) {
      int at = pixel * sides.pixel();
      result[pixel] =
          switch (values) {
            case INDICES -> index(finite(data.get(at)));
            case PROBABILITY -> finite(data.get(at)) >= 0.5f ? 1 : 0;
            case LOGITS ->
                sides.channels() == 1
                    ? (finite(data.get(at)) > 0 ? 1 : 0)
                    : greatest(data, at, sides);
          };
    }
    return result;
  }

  private static int greatest(FloatBuffer data, int at, Sides sides) {
    int best = 0;
    float most = finite(data.get(at));
    for (int label = 1; label < sides.channels(); label++) {
      float value = finite(data.get(at + label * sides.step()));
      if (value > most) {
        most = value;
        best = label;
      }
    }
    return best;
  }

  private int index(float value) {
    int label = Math.round(value);
    if (label < 0 || label >= labels.size()) {
      throw new UnusableOutputException(
          "the network gave a pixel the label "
              + label
              + ", for which the labels file has no line");
    }
    return label;
  }

  private static float finite(float value) {
    if (!Float.isFinite(value)) {
      throw new UnusableOutputException("output is not finite");
    }
    return value;
  }
}
