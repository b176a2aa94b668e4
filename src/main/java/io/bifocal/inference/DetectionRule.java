package io.bifocal.inference;

import io.bifocal.conf.Default;
import io.bifocal.conf.Help;
import io.bifocal.conf.UserError;
import java.util.List;
import java.util.Optional;

/**
 * How boxes are read from a detection network.
 *
 * @param family what its outputs mean
 * @param confidence the least score of an object, 0 to 1; 0.25 by default
 * @param overlap of two boxes of one label the worse one goes if their intersection over union is
 *     greater, 0 to 1; 0.45 by default; without effect for families that have chosen already
 * @param most objects a picture at most, 1 to 10,000; 100 by default
 * @param priors ssd only: the file in the folder with a prior a line, centre x, centre y, width and
 *     height as fractions of the input, divided by commas
 * @param strides mediapipe and yolox only: pixels between the cells of each grid
 * @param perCell mediapipe only: boxes a cell of each grid
 */
public record DetectionRule(
    @Help("yolov5, yolov8, yolox, end-to-end, torchvision, tensorflow, ssd or mediapipe")
        DetectionFamily family,
    @Default("0.25") @Help("least score of an object, 0 to 1") double confidence,
    @Default("0.45")
        @Help(
            "intersection over union above which the worse of two boxes of one label goes, 0 to 1")
        double overlap,
    @Default("100") @Help("objects a picture at most, 1 to 10000") int most,
    @Help("ssd: file in this folder with a prior a line: centre x, centre y, width, height")
        Optional<String> priors,
    @Default("[8, 16, 32]") @Help("yolox, mediapipe: pixels between the cells of each grid")
        List<Integer> strides,
    @Default("[1]") @Help("mediapipe: boxes a cell of each grid") List<Integer> perCell) {
  private static final int MOST = 10_000;

  public DetectionRule {
    fraction("confidence", confidence);
    fraction("overlap", overlap);
    if (most < 1 || most > MOST) {
      throw new UserError("most = " + most + " is out of range; give 1 to " + MOST);
    }
    if (family == DetectionFamily.SSD && priors.isEmpty()) {
      throw new UserError(
          "priors is missing; name the file with the boxes that ssd starts from, one a line:"
              + " centre x, centre y, width, height as fractions of the input");
    }
    if (family != DetectionFamily.SSD && priors.isPresent()) {
      throw new UserError("priors has no effect here; leave it out, or give family = ssd");
    }
    if (strides.isEmpty() || strides.stream().anyMatch(stride -> stride < 1)) {
      throw new UserError(
          "strides = " + strides + " is out of range; give pixels, each at least 1");
    }
    if (perCell.isEmpty() || perCell.stream().anyMatch(count -> count < 1)) {
      throw new UserError("per-cell = " + perCell + " is out of range; give counts of at least 1");
    }
    if (family == DetectionFamily.MEDIAPIPE && perCell.size() != strides.size()) {
      throw new UserError(
          "per-cell = " + perCell + " has another length than strides = " + strides);
    }
  }

  private static void fraction(String key, double value) {
    if (!(value >= 0 && value <= 1)) {
      throw new UserError(key + " = " + value + " is out of range; give 0 to 1");
    }
  }
}
