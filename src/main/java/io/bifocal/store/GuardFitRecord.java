package io.bifocal.store;

/**
 * How what the guards of a model need was learnt: {@code guards/model=<name>/fits/<run>.json},
 * written last.
 *
 * @param run name of the fit, its start in UTC
 * @param model its name in the configuration
 * @param version of what came out
 * @param configuration the model and what was asked for, canonical JSON
 * @param snapshot the run whose images it was learnt from
 * @param started ISO-8601, UTC
 * @param seconds wall time of the learning, without the pass over the pictures
 * @param bifocal version of Bifocal
 * @param spark version of Spark
 * @param implementation of the learning
 * @param training training pictures that distances were learnt from; 0 without any
 * @param classes labels among them that have a mean; 0 without Mahalanobis distances
 * @param shrinkage weight of the round covariance, 0 to 1; null without Mahalanobis distances
 * @param validation pictures that the temperature was learnt from; 0 without one
 * @param temperature what logits are divided by; null without one
 * @param lossBefore mean negative log-likelihood of the labels at temperature 1, in nats; null
 *     without a temperature
 * @param lossAfter the same at the temperature; null without one
 * @param file what was learnt
 */
public record GuardFitRecord(
    String run,
    String model,
    String version,
    String configuration,
    String snapshot,
    String started,
    double seconds,
    String bifocal,
    String spark,
    int implementation,
    long training,
    int classes,
    Double shrinkage,
    long validation,
    Double temperature,
    Double lossBefore,
    Double lossAfter,
    RunRecord.DataFile file)
    implements LearntFit {

  @Override
  public String subject() {
    return model;
  }
}
