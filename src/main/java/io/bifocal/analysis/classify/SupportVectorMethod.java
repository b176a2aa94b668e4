package io.bifocal.analysis.classify;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import libsvm.svm;
import libsvm.svm_model;
import libsvm.svm_node;
import libsvm.svm_parameter;
import libsvm.svm_problem;

/**
 * A support vector machine for each pair of classes, with a radial basis function as kernel, by
 * LIBSVM; its C is chosen. The width of the kernel is the median distance of training images. What
 * speaks for a class is the number of pairs that it wins, and by how much. It is trained with 2,000
 * images at most, evenly drawn, as its cost grows with their square.
 *
 * <p>C.-C. Chang and C.-J. Lin: LIBSVM: a library for support vector machines. ACM Transactions on
 * Intelligent Systems and Technology 2, 2011, doi 10.1145/1961189.1961199.
 */
final class SupportVectorMethod implements Method {
  private static final double[] STRENGTHS = {1, 10, 100};
  private static final int USUAL = 1;
  private static final int MOST_ROWS = 2000;
  private static final double TOLERANCE = 1e-3;
  private static final double CACHE_MEGABYTES = 50;

  static {
    // It reports its progress on the console otherwise.
    svm.svm_set_print_string_function(text -> {});
  }

  @Override
  public int candidates() {
    return STRENGTHS.length;
  }

  @Override
  public int usual() {
    return USUAL;
  }

  @Override
  public List<float[][]> tryAll(Matrix scaled, int[] labels, int classes, Matrix tested) {
    int[] rows = drawn(scaled.rows());
    Kernel kernel = Kernel.of(scaled.select(rows));
    svm_problem problem = problem(kernel, Rows.at(labels, rows));
    List<float[][]> logits = new ArrayList<>();
    for (double strength : STRENGTHS) {
      logits.add(new Machine(kernel, model(problem, strength), classes).logits(tested));
    }
    return logits;
  }

  @Override
  public Scorer fit(Matrix scaled, int[] labels, int classes, int candidate) {
    int[] rows = drawn(scaled.rows());
    Kernel kernel = Kernel.of(scaled.select(rows));
    svm_problem problem = problem(kernel, Rows.at(labels, rows));
    return new Machine(kernel, model(problem, STRENGTHS[candidate]), classes);
  }

  private static int[] drawn(int rows) {
    int[] all = IntStream.range(0, rows).toArray();
    SplittableRandom random = new SplittableRandom(rows);
    for (int i = rows - 1; i > 0; i--) {
      int other = random.nextInt(i + 1);
      int kept = all[i];
      all[i] = all[other];
      all[other] = kept;
    }
    return Arrays.stream(all).limit(MOST_ROWS).sorted().toArray();
  }

  private static svm_problem problem(Kernel kernel, int[] labels) {
    svm_problem problem = new svm_problem();
    problem.l = labels.length;
    problem.y = Arrays.stream(labels).asDoubleStream().toArray();
    problem.x = new svm_node[labels.length][];
    float[][] values = kernel.values(kernel.known());
    for (int row = 0; row < labels.length; row++) {
      problem.x[row] = nodes(row + 1, values[row]);
    }
    return problem;
  }

  /** As LIBSVM takes kernels that are computed already: a number from 1, then the values. */
  private static svm_node[] nodes(int number, float[] values) {
    svm_node[] nodes = new svm_node[values.length + 1];
    for (int i = 0; i < nodes.length; i++) {
      nodes[i] = new svm_node();
      nodes[i].index = i;
      nodes[i].value = i == 0 ? number : values[i - 1];
    }
    return nodes;
  }

  private static svm_model model(svm_problem problem, double strength) {
    svm_parameter parameter = new svm_parameter();
    parameter.svm_type = svm_parameter.C_SVC;
    parameter.kernel_type = svm_parameter.PRECOMPUTED;
    parameter.C = strength;
    parameter.eps = TOLERANCE;
    parameter.cache_size = CACHE_MEGABYTES;
    parameter.shrinking = 1;
    parameter.weight_label = new int[0];
    parameter.weight = new double[0];
    svm_model model = svm.svm_train(problem, parameter);
    // Of each support vector only its number is looked at.
    for (int i = 0; i < model.SV.length; i++) {
      model.SV[i] = new svm_node[] {model.SV[i][0]};
    }
    return model;
  }

  /** A fitted machine. */
  private record Machine(Kernel kernel, svm_model model, int classes) implements Scorer {
    @Override
    public float[][] logits(Matrix scaled) {
      float[][] values = kernel.values(scaled);
      float[][] logits = new float[scaled.rows()][];
      double[] decisions = new double[Math.max(1, model.nr_class * (model.nr_class - 1) / 2)];
      for (int row = 0; row < logits.length; row++) {
        svm.svm_predict_values(model, nodes(0, values[row]), decisions);
        logits[row] = scores(decisions);
      }
      return logits;
    }

    /** Classes that did not occur have no pairs, and less than any other. */
    private float[] scores(double[] decisions) {
      float[] scores = new float[classes];
      Arrays.fill(scores, -1);
      double[] margins = new double[model.nr_class];
      int[] won = new int[model.nr_class];
      for (int i = 0, pair = 0; i < model.nr_class; i++) {
        for (int j = i + 1; j < model.nr_class; j++, pair++) {
          won[decisions[pair] > 0 ? i : j]++;
          margins[i] += decisions[pair];
          margins[j] -= decisions[pair];
        }
      }
      for (int i = 0; i < won.length; i++) {
        // The margin decides between classes that win as many pairs.
        scores[model.label[i]] = (float) (won[i] + margins[i] / (3 * (Math.abs(margins[i]) + 1)));
      }
      return scores;
    }
  }
}
