package io.bifocal.feature;

import io.bifocal.conf.Default;
import io.bifocal.conf.Help;
import io.bifocal.conf.UserError;
import io.bifocal.image.Input;
import io.bifocal.image.Picture;
import org.bytedeco.opencv.opencv_core.Mat;

/**
 * Faces seen from the front: how many there are, and how large the largest is.
 *
 * <ol>
 *   <li>A window is moved over the picture in all its sizes, each larger than the last by {@code
 *       scaleFactor}, and a cascade of boosted classifiers decides in each place whether it holds a
 *       face.
 *   <li>Windows that overlap are grouped; a group of {@code neighbors} or more is a face.
 * </ol>
 *
 * <p>Input: gray 0 to 255 of any size, as OpenCV's CascadeClassifier takes it, without
 * equalization.
 *
 * <p>Output: 2 values. 0: number of faces. 1: share of the picture's area that the largest face's
 * window covers, 0 to 1.
 *
 * <p>Errors: UserError for a parameter out of range. Undefined cases: none; where no face is found,
 * and in pictures smaller than the cascade's window, both values are 0.
 *
 * <p>Source: P. Viola and M. Jones, Rapid object detection using a boosted cascade of simple
 * features, CVPR 2001, doi:10.1109/CVPR.2001.990517; lbp: S. Puttemans, C. Ergün and T. Goedemé,
 * Improving open source face detection by combining an adapted cascade classification pipeline and
 * active learning, VISAPP 2017, doi:10.5220/0006256003960404.
 *
 * @param cascade haar (default) or lbp, which is faster; both are OpenCV's own
 * @param scaleFactor from one size of the window to the next, 1.01 to 4, default 1.1
 * @param neighbors number of overlapping windows that make a face, 1 to 100, default 3
 * @param smallest side of the smallest face, as a share of the picture's shorter side, 0 to 1,
 *     default 0.1; 0 finds every face that the cascade can, from 24 pixels (haar) or 45 (lbp) on
 */
public record FaceCount(
    @Default("haar") @Help("OpenCV's cascade: haar, or lbp, which is faster") FaceCascade cascade,
    @Default("1.1") @Help("from one size of a face to the next, 1.01 to 4") double scaleFactor,
    @Default("3") @Help("number of overlapping windows that make a face, 1 to 100") int neighbors,
    @Default("0.1")
        @Help("side of the smallest face as a share of the picture's shorter side, 0 to 1")
        double smallest)
    implements FeatureExtractor {

  private static final int LENGTH = 2;

  public FaceCount {
    check("scale-factor", scaleFactor, 1.01, 4);
    Bounds.check("neighbors", neighbors, 1, 100);
    check("smallest", smallest, 0, 1);
  }

  @Override
  public int length(Input input) {
    return LENGTH;
  }

  @Override
  public Worker open(Input input) {
    return new FaceFinder(this, LENGTH);
  }

  /** The windows around the faces. */
  @Override
  public Picture draw(Picture view, float[] vector) {
    Mat panel = Drawing.enlarged(view);
    double scale = Drawing.scale(view);
    try (FaceFinder finder = new FaceFinder(this, LENGTH)) {
      for (int[] face : finder.find(view)) {
        Drawing.box(
            panel,
            face[0] * scale,
            face[1] * scale,
            (face[0] + face[2]) * scale,
            (face[1] + face[3]) * scale,
            Drawing.ORANGE,
            3);
      }
    }
    return Drawing.beside(Drawing.enlarged(view), panel);
  }

  private static void check(String name, double value, double least, double most) {
    if (!(value >= least && value <= most)) {
      throw new UserError(name + " = " + value + " is out of range; give " + least + " to " + most);
    }
  }
}
