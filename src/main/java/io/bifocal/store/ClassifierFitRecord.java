package io.bifocal.store;

import java.util.List;

/**
 * How a classifier was learnt: {@code classifiers/name=<name>/fits/<run>.json}, written last.
 *
 * @param run name of the fit, its start in UTC
 * @param name of the classifier in the configuration
 * @param version of what came out
 * @param configuration the vectors that it looks at, canonical JSON
 * @param snapshot the run whose images it was learnt from
 * @param started ISO-8601, UTC
 * @param seconds wall time of the learning
 * @param bifocal version of Bifocal
 * @param spark version of Spark
 * @param implementation of the learning
 * @param method {@code one-task} or {@code distributed}
 * @param images contents that it was learnt from, those included that chose strength and
 *     temperature
 * @param labels in the order of the logits
 * @param leftOut labels of too few images
 * @param accuracy balanced, 0 to 1, of images that were held out when strength and temperature were
 *     chosen; null where there were too few to hold any out
 * @param file means, limits and weights
 */
public record ClassifierFitRecord(
    String run,
    String name,
    String version,
    String configuration,
    String snapshot,
    String started,
    double seconds,
    String bifocal,
    String spark,
    int implementation,
    String method,
    long images,
    List<String> labels,
    List<String> leftOut,
    Double accuracy,
    RunRecord.DataFile file)
    implements LearntFit {

  @Override
  public String subject() {
    return name;
  }
}
