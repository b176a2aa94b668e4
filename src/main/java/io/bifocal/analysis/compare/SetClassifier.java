package io.bifocal.analysis.compare;

import io.bifocal.analysis.classify.Classifiers;
import io.bifocal.analysis.classify.FittedClassifier;
import io.bifocal.analysis.classify.Matrix;
import io.bifocal.analysis.classify.Softmax;
import io.bifocal.analysis.classify.Training;
import io.bifocal.conf.ClassifierKind;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** A set of features that was fitted. */
abstract class SetClassifier {

  /**
   * Fits.
   *
   * @param rows of the sample, to train with
   * @param seed of what is chosen at random
   */
  static SetClassifier fit(
      Design design, FeatureSet set, ClassifierKind kind, int[] rows, long seed) {
    return switch (set.combination()) {
      case MAJORITY -> new Majority(design, rows);
      case CONCATENATED ->
          new Concatenated(Classifiers.fit(kind, training(design, set, rows), seed));
      case LATE -> new LateFusion(design, set, kind, rows, seed);
    };
  }

  /** What it says of images. */
  abstract Answers answer(Vectors vectors);

  /** What its logits are divided by. */
  abstract double temperature();

  /** The values as it sees them, a row an image. */
  abstract float[][] scaled(Vectors vectors);

  static Training training(Design design, FeatureSet set, int[] rows) {
    return new Training(
        matrices(Vectors.of(design, set, rows)),
        design.sample().labels(rows),
        design.sample().classes().size(),
        design.sample().units(rows));
  }

  static List<Matrix> matrices(Vectors vectors) {
    return vectors.blocks().stream()
        .map(block -> new Matrix(block, vectors.rows(), block.length / Math.max(1, vectors.rows())))
        .toList();
  }

  /** One classifier over all blocks. */
  private static final class Concatenated extends SetClassifier {
    private final FittedClassifier fitted;

    Concatenated(FittedClassifier fitted) {
      this.fitted = fitted;
    }

    @Override
    Answers answer(Vectors vectors) {
      if (vectors.rows() == 0) {
        return new Answers(new float[0][], new float[0][]);
      }
      float[][] logits = fitted.logits(matrices(vectors));
      return new Answers(Softmax.of(logits, 1), Softmax.of(logits, fitted.temperature()));
    }

    @Override
    double temperature() {
      return fitted.temperature();
    }

    @Override
    float[][] scaled(Vectors vectors) {
      Matrix scaled = fitted.scaled(matrices(vectors));
      float[][] rows = new float[scaled.rows()][];
      Arrays.setAll(rows, scaled::row);
      return rows;
    }
  }

  /** The share of each class among the training images, whatever the image. */
  private static final class Majority extends SetClassifier {
    private final float[] shares;

    Majority(Design design, int[] rows) {
      shares = new float[design.sample().classes().size()];
      for (int label : design.sample().labels(rows)) {
        shares[label] += 1f / rows.length;
      }
    }

    @Override
    Answers answer(Vectors vectors) {
      float[][] all = new float[vectors.rows()][];
      Arrays.setAll(all, row -> shares.clone());
      return new Answers(all, all);
    }

    @Override
    double temperature() {
      return 1;
    }

    @Override
    float[][] scaled(Vectors vectors) {
      return new float[vectors.rows()][0];
    }
  }

  /** A classifier for the classical and one for the deep blocks. */
  private static final class LateFusion extends SetClassifier {
    private final List<FittedClassifier> fitted = new ArrayList<>();
    private final List<List<Integer>> places = new ArrayList<>();
    private final io.bifocal.analysis.classify.LateFusion fusion;

    LateFusion(Design design, FeatureSet set, ClassifierKind kind, int[] rows, long seed) {
      for (Lens lens : List.of(Lens.CLASSICAL, Lens.DEEP)) {
        List<Integer> own = new ArrayList<>();
        for (int place = 0; place < set.blocks().size(); place++) {
          if (design.blocks().get(set.blocks().get(place)).lens() == lens) {
            own.add(place);
          }
        }
        places.add(own);
        FeatureSet part =
            new FeatureSet(
                set.name(),
                lens,
                FeatureSet.Combination.CONCATENATED,
                own.stream().map(place -> set.blocks().get(place)).toList());
        fitted.add(Classifiers.fit(kind, training(design, part, rows), seed));
      }
      fusion = io.bifocal.analysis.classify.LateFusion.fit(fitted);
    }

    @Override
    Answers answer(Vectors vectors) {
      List<float[][]> logits = new ArrayList<>();
      for (int i = 0; i < fitted.size(); i++) {
        logits.add(fitted.get(i).logits(matrices(part(vectors, i))));
      }
      float[][] together = fusion.probabilities(logits);
      return new Answers(together, together);
    }

    private Vectors part(Vectors vectors, int part) {
      return new Vectors(
          places.get(part).stream().map(vectors.blocks()::get).toList(), vectors.rows());
    }

    /** The weights of the fusion were chosen by log loss, so that nothing is left to be cooled. */
    @Override
    double temperature() {
      return 1;
    }

    @Override
    float[][] scaled(Vectors vectors) {
      float[][] rows = new float[vectors.rows()][0];
      for (int i = 0; i < fitted.size(); i++) {
        Matrix scaled = fitted.get(i).scaled(matrices(part(vectors, i)));
        for (int row = 0; row < rows.length; row++) {
          float[] before = rows[row];
          rows[row] = Arrays.copyOf(before, before.length + scaled.columns());
          System.arraycopy(scaled.row(row), 0, rows[row], before.length, scaled.columns());
        }
      }
      return rows;
    }
  }
}
