package io.bifocal.inference;

/**
 * What a detection network's outputs mean. n is the number of boxes, c that of labels; sides of a
 * batch are left out.
 */
public enum DetectionFamily {
  /**
   * YOLO versions 3 to 7 as Ultralytics and their relatives export them: boxes [n, 5 + c] with
   * centre x and y, width and height in pixels of the input, how sure it is that there is a thing,
   * and a score for each label; the two multiply.
   */
  YOLOV5,
  /**
   * YOLO versions 8, 9, 11 and 12: boxes [4 + c, n] with centre x and y, width and height in pixels
   * of the input, and a score for each label.
   */
  YOLOV8,
  /**
   * YOLOX (Ge et al., 2021, arXiv 2107.08430) exported without its decoder: boxes [n, 5 + c],
   * offsets within the cells of three grids and logarithms of sides, both in strides of 8, 16 and
   * 32 pixels.
   */
  YOLOX,
  /**
   * Networks that choose among their boxes themselves, such as YOLO version 10 and exports with
   * suppression built in: boxes [n, 6] with left, top, right, bottom in pixels of the input, score,
   * and the place of the label.
   */
  END_TO_END,
  /**
   * Exports of torchvision: boxes [n, 4] with left, top, right, bottom in pixels of the input,
   * scores [n] and classes [n]; the labels file begins with a line for the background.
   */
  TORCHVISION,
  /**
   * TensorFlow's object detection API: boxes [n, 4] with top, left, bottom, right as fractions of
   * the input, scores [n] and classes [n] that count from 1.
   */
  TENSORFLOW,
  /**
   * SSD without its decoder (Liu et al., 2016, doi:10.1007/978-3-319-46448-0_2): boxes [n, 4] as
   * offsets from the priors, with variances of 0.1 and 0.2; scores [n, 1 + c] before softmax, the
   * background first.
   */
  SSD,
  /**
   * MediaPipe's detectors such as BlazeFace (Bazarevsky et al., 2019, arXiv 1907.05047): boxes [n,
   * 4 or more] with centre, width and height in pixels of the input, the centre from that of its
   * cell; scores [n, c] before the logistic function.
   */
  MEDIAPIPE
}
