package io.bifocal.store;

/**
 * How a vocabulary was learnt: {@code vocabularies/recipe=<recipe>/fits/<run>.json}, written last.
 *
 * @param run name of the fit, its start in UTC
 * @param recipe what was asked for, as a name
 * @param version of the vocabulary that came out
 * @param configuration what the recipe stands for, canonical JSON
 * @param snapshot the run whose images it was learnt from
 * @param started ISO-8601, UTC
 * @param seconds wall time of the learning, without the sampling that recipes share
 * @param bifocal version of Bifocal
 * @param spark version of Spark
 * @param implementation of the learning
 * @param images pictures that were looked at
 * @param descriptors that were learnt from
 * @param seed of whatever is random
 * @param iterations of k-means, or of expectation maximisation
 * @param distance mean squared distance of a descriptor to its nearest centre of k-means
 * @param logLikelihood mean of a descriptor, natural logarithm; null without a mixture
 * @param explained share of the variance that the principal components keep; null without any
 * @param file the vocabulary
 */
public record FitRecord(
    String run,
    String recipe,
    String version,
    String configuration,
    String snapshot,
    String started,
    double seconds,
    String bifocal,
    String spark,
    int implementation,
    long images,
    long descriptors,
    long seed,
    int iterations,
    double distance,
    Double logLikelihood,
    Double explained,
    RunRecord.DataFile file)
    implements LearntFit {

  @Override
  public String subject() {
    return recipe;
  }
}
