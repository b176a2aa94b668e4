package io.bifocal.inference;

import io.bifocal.conf.UserError;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Labels with the share of the picture's area that is theirs, and which place has which. Shares are
 * of the network's own cells, those that show the picture: what a crop cut off and what fit filled
 * do not count.
 */
final class SegmentationHead implements Head {
  private static final String KEY = "outputs.segments";
  private static final int MOST_LABELS = 65_535;

  private final String name;
  private final List<String> labels;
  private final Activation activation;
  private final int top;
  private final ModelInput input;
  private final SegmentLayout layout;
  private final List<Integer> shape;

  SegmentationHead(String name, ModelCard card, List<String> labels, Outputs outputs) {
    this.name = name;
    this.labels = labels;
    this.activation = card.activation();
    this.top = card.top();
    this.input = card.input();
    if (labels.size() < 2 || labels.size() > MOST_LABELS) {
      throw new UserError(
          "labels = "
              + card.labels().orElseThrow()
              + " has "
              + labels.size()
              + " labels; segments need 2 to "
              + MOST_LABELS
              + ", of which the first may be the background");
    }
    Tensor tensor = outputs.named(KEY, name);
    this.layout = SegmentLayout.of(KEY, tensor, labels.size(), input.layout());
    this.shape = tensor.shape();
  }

  @Override
  public void read(Outputs outputs, Placement placement, Prediction.Builder prediction) {
    Tensor tensor = outputs.get(name);
    if (!tensor.shape().equals(shape)) {
      throw new UnusableOutputException(
          "the segments have the shape " + tensor.shape() + " instead of " + shape);
    }
    int rows = layout.rows(shape);
    int columns = layout.columns(shape);
    short[] cells = new short[rows * columns];
    layout.read(tensor.values(), columns, labels.size(), activation, cells);
    SegmentMap map =
        new SegmentMap(
            cells,
            labels.size(),
            GridSide.columns(columns, input, placement),
            GridSide.rows(rows, input, placement),
            placement);
    prediction.segments(map).top(largest(map));
  }

  private List<LabelScore> largest(SegmentMap map) {
    int[] areas = map.areas();
    List<Integer> seen = new ArrayList<>();
    for (int label = 0; label < areas.length; label++) {
      if (areas[label] > 0) {
        seen.add(label);
      }
    }
    // The sort is stable: of equal areas the lower label comes first.
    seen.sort(Comparator.comparingInt((Integer label) -> areas[label]).reversed());
    return seen.stream()
        .limit(top)
        .map(
            label ->
                new LabelScore(labels.get(label), (float) ((double) areas[label] / map.area())))
        .toList();
  }
}
