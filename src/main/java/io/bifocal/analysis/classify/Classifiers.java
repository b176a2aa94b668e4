package io.bifocal.analysis.classify;

import io.bifocal.conf.ClassifierKind;

/** The classifiers that there are. */
public final class Classifiers {
  private Classifiers() {}

  /**
   * Fits one.
   *
   * @param seed of the folds by which something is chosen
   */
  public static FittedClassifier fit(ClassifierKind kind, Training training, long seed) {
    Method method =
        switch (kind) {
          case LOGISTIC_REGRESSION -> new LogisticMethod();
          case NEAREST_NEIGHBOURS -> new NeighbourMethod();
          case SUPPORT_VECTOR_MACHINE -> new SupportVectorMethod();
        };
    return FittedClassifier.fit(method, training, seed);
  }
}
