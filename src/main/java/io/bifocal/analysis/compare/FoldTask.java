package io.bifocal.analysis.compare;

import io.bifocal.pipeline.Shipped;
import io.bifocal.store.Json;
import java.io.IOException;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.hadoop.fs.Path;
import org.apache.spark.broadcast.Broadcast;

/**
 * Fits one set of features with one classifier on all but one fold, and writes what it answers for
 * the fold. The first fold's also answers for the images without a label.
 *
 * @param folder where the answers go
 */
record FoldTask(Broadcast<Shipped<Design>> shared, int folds, String folder)
    implements Serializable {
  /** Another division than those of the curves. */
  static final long SEED = -1;

  /** What a task does. */
  record Work(int set, int classifier, int fold) {}

  /**
   * What it did.
   *
   * @param file for each row of the fold the probabilities as they are and calibrated
   */
  record Done(int set, int classifier, int fold, String file, double temperature) {}

  /** JSON of what was done. */
  String run(String json) {
    Work work = Json.read(json, Work.class);
    Design design = shared.value().value();
    FeatureSet set = design.sets().get(work.set());
    Division division = Division.folds(design.sample(), folds, SEED).get(work.fold());
    int[] training = division.training(Design.ALL);
    SetClassifier fitted =
        SetClassifier.fit(
            design, set, design.classifiers().get(work.classifier()), training, work.fold());
    int[] rows = answered(design, division, work.fold());
    Answers answers = fitted.answer(Vectors.of(design, set, rows));
    Path file = new Path(folder, work.set() + "-" + work.classifier() + "-" + work.fold() + ".f32");
    try (BlockFile.Writer out =
        new BlockFile.Writer(file, design.sample().classes().size(), design.hadoop().value())) {
      for (int i = 0; i < rows.length; i++) {
        out.write(answers.raw()[i]);
        out.write(answers.calibrated()[i]);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return Json.line(
        new Done(
            work.set(), work.classifier(), work.fold(), file.toString(), fitted.temperature()));
  }

  private static int[] answered(Design design, Division division, int fold) {
    return fold > 0
        ? division.test()
        : IntStream.concat(Arrays.stream(division.test()), Arrays.stream(design.sample().asked()))
            .toArray();
  }

  /** The answers for all rows that were tested, in the order of the folds. */
  static Tested read(Design design, int folds, List<Done> done) {
    int classes = design.sample().classes().size();
    List<Division> divisions = Division.folds(design.sample(), folds, SEED);
    int rows = divisions.stream().mapToInt(division -> division.test().length).sum();
    int[] indices = new int[rows];
    int[] foldOf = new int[rows];
    float[][] raw = new float[rows][classes];
    float[][] calibrated = new float[rows][classes];
    int row = 0;
    for (Done each : done) {
      int[] test = divisions.get(each.fold()).test();
      float[] values =
          BlockFile.read(each.file(), 2 * test.length * classes, design.hadoop().value());
      for (int i = 0; i < test.length; i++) {
        System.arraycopy(values, 2 * i * classes, raw[row], 0, classes);
        System.arraycopy(values, (2 * i + 1) * classes, calibrated[row], 0, classes);
        indices[row] = test[i];
        foldOf[row] = each.fold();
        row++;
      }
    }
    return new Tested(indices, foldOf, new Answers(raw, calibrated));
  }

  /** The calibrated answers of the first fold's classifier for the images without a label. */
  static float[][] asked(Design design, int folds, List<Done> done) {
    int classes = design.sample().classes().size();
    Done first = done.stream().filter(each -> each.fold() == 0).findFirst().orElseThrow();
    int before = Division.folds(design.sample(), folds, SEED).get(0).test().length;
    float[][] asked = new float[design.sample().asked().length][];
    float[] values =
        BlockFile.read(
            first.file(), 2 * (before + asked.length) * classes, design.hadoop().value());
    for (int i = 0; i < asked.length; i++) {
      int start = (2 * (before + i) + 1) * classes;
      asked[i] = Arrays.copyOfRange(values, start, start + classes);
    }
    return asked;
  }

  /**
   * Rows and what was answered for them.
   *
   * @param rows of the sample
   * @param folds the fold of each
   */
  @SuppressWarnings("ArrayRecordComponent") // Handed on, not compared.
  record Tested(int[] rows, int[] folds, Answers answers) {}
}
