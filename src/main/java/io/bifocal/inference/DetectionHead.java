package io.bifocal.inference;

import io.bifocal.conf.Names;
import io.bifocal.conf.UserError;
import java.util.ArrayList;
import java.util.List;

/** Things with their places in the picture. */
final class DetectionHead implements Head {
  private static final String BOXES = "outputs.boxes";
  private static final String SCORES = "outputs.scores";

  private final DetectionRule rule;
  private final List<String> labels;
  private final List<String> boxNames;
  private final BoxDecoder decoder;
  private final NonMaximumSuppression suppression;

  /**
   * @throws UserError if the outputs are not those of the family
   */
  DetectionHead(ModelFiles files, Outputs outputs) {
    ModelCard card = files.card();
    this.rule = card.detection().orElseThrow();
    this.labels = files.labels();
    this.boxNames = card.outputs().boxes();
    card.outputs().boxes().forEach(name -> outputs.named(BOXES, name));
    card.outputs().scores().forEach(name -> outputs.named(SCORES, name));
    card.outputs().classes().ifPresent(name -> outputs.named("outputs.classes", name));
    this.decoder = decoder(files, card, outputs);
    this.suppression =
        new NonMaximumSuppression(decoder.suppressed() ? 1 : rule.overlap(), rule.most());
  }

  @Override
  public void read(Outputs outputs, Placement placement, Prediction.Builder prediction) {
    Candidates boxes = new Candidates();
    decoder.decode(outputs, rule.confidence(), boxes);
    // What lies on the border of the picture or on its padding has no area in it: it shall neither
    // suppress another box nor count among the most.
    boxes.retain(box -> width(boxes, box, placement) > 0 && height(boxes, box, placement) > 0);
    List<DetectedObject> objects = new ArrayList<>();
    for (int box : suppression.keep(boxes)) {
      objects.add(
          new DetectedObject(
              labels.get(boxes.label(box)),
              boxes.score(box),
              (float) placement.pictureX(boxes.left(box)),
              (float) placement.pictureY(boxes.top(box)),
              width(boxes, box, placement),
              height(boxes, box, placement)));
    }
    prediction.objects(objects);
  }

  /** In pixels of the picture, as far as the box lies in it. */
  private static float width(Candidates boxes, int box, Placement placement) {
    return (float) (placement.pictureX(boxes.right(box)) - placement.pictureX(boxes.left(box)));
  }

  /** In pixels of the picture, as far as the box lies in it. */
  private static float height(Candidates boxes, int box, Placement placement) {
    return (float) (placement.pictureY(boxes.bottom(box)) - placement.pictureY(boxes.top(box)));
  }

  private BoxDecoder decoder(ModelFiles files, ModelCard card, Outputs outputs) {
    ModelOutputs names = card.outputs();
    ModelInput input = card.input();
    Rows boxes = Rows.of(outputs, names.boxes());
    return switch (rule.family()) {
      case YOLOV5 -> {
        expect(boxes.columns() == 5 + labels.size(), outputs, "[n, 5 + labels]");
        yield new YoloDecoder(rule.family(), names.boxes().get(0), null);
      }
      case YOLOV8 -> {
        expect(boxes.count() == 4 + labels.size(), outputs, "[4 + labels, n]");
        yield new YoloDecoder(rule.family(), names.boxes().get(0), null);
      }
      case YOLOX -> {
        Grid grid = new Grid(input, rule.strides(), List.of(1));
        expect(
            boxes.columns() == 5 + labels.size() && boxes.count() == grid.size(),
            outputs,
            "[" + grid.size() + ", 5 + labels] for strides = " + rule.strides());
        yield new YoloDecoder(rule.family(), names.boxes().get(0), grid);
      }
      case END_TO_END -> {
        expect(boxes.columns() == 6, outputs, "[n, 6]");
        yield new ChosenBoxesDecoder(rule.family(), names, input, labels.size());
      }
      case TORCHVISION, TENSORFLOW -> {
        // Some find a box in anything, others none in the blank picture.
        int count = boxes.values().length == 0 ? 0 : boxes.count();
        expect(
            (boxes.columns() == 4 || count == 0)
                && Rows.of(outputs, names.scores()).values().length == count
                && outputs.get(names.classes().orElseThrow()).size() == count,
            outputs,
            "[n, 4], with scores [n] and classes [n]");
        yield new ChosenBoxesDecoder(rule.family(), names, input, labels.size());
      }
      case SSD -> {
        float[][] priors = files.priors();
        Rows scores = Rows.of(outputs, names.scores());
        expect(
            boxes.columns() == 4
                && boxes.count() == priors.length
                && scores.count() == priors.length
                && scores.columns() == 1 + labels.size(),
            outputs,
            "[" + priors.length + ", 4], with scores [" + priors.length + ", 1 + labels]");
        yield new SsdDecoder(names, input, priors);
      }
      case MEDIAPIPE -> {
        Grid grid = new Grid(input, rule.strides(), rule.perCell());
        Rows scores = Rows.of(outputs, names.scores());
        expect(
            boxes.columns() >= 4
                && boxes.count() == grid.size()
                && scores.count() == grid.size()
                && scores.columns() == labels.size(),
            outputs,
            "["
                + grid.size()
                + ", 4 or more], with scores ["
                + grid.size()
                + ", labels], for strides = "
                + rule.strides()
                + " and per-cell = "
                + rule.perCell());
        yield new MediapipeDecoder(names, grid);
      }
    };
  }

  private void expect(boolean fits, Outputs outputs, String shape) {
    if (!fits) {
      throw new UserError(
          BOXES
              + ": the family "
              + Names.kebab(rule.family())
              + " with "
              + labels.size()
              + " labels has boxes "
              + shape
              + " for each picture, but the network's outputs are "
              + outputs.tensors()
              + "; "
              + fitting(outputs)
              + "name another output or family, or mend the labels file");
    }
  }

  /** The family whose shape the boxes have with so many labels, if there is one. */
  private String fitting(Outputs outputs) {
    Rows boxes = Rows.of(outputs, boxNames);
    String family =
        boxes.columns() == 5 + labels.size()
            ? Names.kebab(DetectionFamily.YOLOV5)
            : boxes.count() == 4 + labels.size()
                ? Names.kebab(DetectionFamily.YOLOV8)
                : boxes.columns() == 6 ? Names.kebab(DetectionFamily.END_TO_END) : "";
    return family.isEmpty() || family.equals(Names.kebab(rule.family()))
        ? ""
        : "family = " + family + " has the shape of these boxes; give it, or ";
  }
}
