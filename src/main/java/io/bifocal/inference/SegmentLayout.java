package io.bifocal.inference;

import io.bifocal.conf.UserError;
import java.nio.FloatBuffer;
import java.util.List;

/** How an output says which label each place of the input has. */
enum SegmentLayout {
  /** A plane of logits for each label: (labels, height, width). */
  PLANES {
    @Override
    int rows(List<Integer> shape) {
      return shape.get(1);
    }

    @Override
    int columns(List<Integer> shape) {
      return shape.get(2);
    }

    @Override
    void read(FloatBuffer values, int columns, int labels, Activation activation, short[] cells) {
      float[] best = new float[columns];
      float[] line = new float[columns];
      for (int start = 0; start < cells.length; start += columns) {
        values.get(start, best);
        requireFinite(best);
        for (int label = 1; label < labels; label++) {
          values.get(label * cells.length + start, line);
          requireFinite(line);
          for (int x = 0; x < columns; x++) {
            if (line[x] > best[x]) {
              best[x] = line[x];
              cells[start + x] = (short) label;
            }
          }
        }
      }
    }
  },
  /** The logits of all labels side by side: (height, width, labels). */
  INTERLEAVED {
    @Override
    int rows(List<Integer> shape) {
      return shape.get(0);
    }

    @Override
    int columns(List<Integer> shape) {
      return shape.get(1);
    }

    @Override
    void read(FloatBuffer values, int columns, int labels, Activation activation, short[] cells) {
      float[] line = new float[columns * labels];
      for (int start = 0; start < cells.length; start += columns) {
        values.get(start * labels, line);
        requireFinite(line);
        for (int x = 0; x < columns; x++) {
          int first = x * labels;
          int best = 0;
          for (int label = 1; label < labels; label++) {
            if (line[first + label] > line[first + best]) {
              best = label;
            }
          }
          cells[start + x] = (short) best;
        }
      }
    }
  },
  /**
   * One number a place: (height, width), or with a side of 1 for the channel. For two labels the
   * score of the second, which has to be above a half; for more the number of the label.
   */
  SINGLE {
    @Override
    int rows(List<Integer> shape) {
      return shape.get(shape.size() == 3 && shape.get(2) != 1 ? 1 : 0);
    }

    @Override
    int columns(List<Integer> shape) {
      return shape.get(shape.size() == 3 && shape.get(2) != 1 ? 2 : 1);
    }

    @Override
    void read(FloatBuffer values, int columns, int labels, Activation activation, short[] cells) {
      boolean logits = labels == 2 && activation == Activation.SIGMOID;
      float[] line = new float[columns];
      for (int start = 0; start < cells.length; start += columns) {
        values.get(start, line);
        requireFinite(line);
        for (int x = 0; x < columns; x++) {
          float value = line[x];
          if (logits) {
            cells[start + x] = (short) (value > 0 ? 1 : 0);
          } else if (labels == 2) {
            if (!(value >= 0 && value <= 1)) {
              throw outside(value, "0 to 1; for logits add activation = sigmoid to the card");
            }
            cells[start + x] = (short) (value > 0.5f ? 1 : 0);
          } else {
            if (!(value >= 0 && value < labels && value == (int) value)) {
              throw outside(value, "a label's number, 0 to " + (labels - 1));
            }
            cells[start + x] = (short) (int) value;
          }
        }
      }
    }
  };

  /** The side of the output that is the picture's height. */
  abstract int rows(List<Integer> shape);

  /** The side of the output that is the picture's width. */
  abstract int columns(List<Integer> shape);

  /**
   * Writes the number of each place's label into {@code cells}, which are all 0. Of equal logits
   * the lower label wins.
   *
   * @throws UnusableOutputException if a value is not finite, or no number of a label
   */
  abstract void read(
      FloatBuffer values, int columns, int labels, Activation activation, short[] cells);

  /**
   * The layout of {@code tensor}. Where first and last side would both do, the input's layout
   * decides.
   *
   * @throws UserError if no side is the labels'
   */
  static SegmentLayout of(String key, Tensor tensor, int labels, Layout input) {
    List<Integer> shape = tensor.shape();
    if (tensor.size() > 0) {
      if (shape.size() == 2) {
        return SINGLE;
      }
      if (shape.size() == 3) {
        for (int side : input == Layout.NCHW ? new int[] {0, 2} : new int[] {2, 0}) {
          if (shape.get(side) == labels) {
            return side == 0 ? PLANES : INTERLEAVED;
          }
          if (shape.get(side) == 1) {
            return SINGLE;
          }
        }
      }
    }
    throw new UserError(
        key
            + " = '"
            + tensor.name()
            + "' has the shape "
            + tensor.toString().substring(tensor.name().length() + 1)
            + " for one picture and there are "
            + labels
            + " labels; it has to be (1, "
            + labels
            + ", height, width), (1, height, width, "
            + labels
            + ") or, with the label's number at each place, (1, height, width)");
  }

  private static void requireFinite(float[] values) {
    for (float value : values) {
      if (!Float.isFinite(value)) {
        throw UnusableOutputException.notFinite();
      }
    }
  }

  private static UnusableOutputException outside(float value, String range) {
    return new UnusableOutputException("the segments hold " + value + ", which is not " + range);
  }
}
