package io.bifocal.inference;

import java.util.Optional;

/**
 * The Mahalanobis distance of the embedding to the nearest mean of the classes of the collection's
 * training pictures, under the covariance that the classes share: at least 0, around the square
 * root of the embedding's length for pictures like those of training, greater for others.
 *
 * <p>K. Lee, K. Lee, H. Lee, J. Shin: A simple unified framework for detecting out-of-distribution
 * samples and adversarial attacks. NeurIPS 2018, doi 10.48550/arXiv.1807.03888, equations 1 and 2,
 * without the squares. The covariance is {@link Gaussians}'.
 */
public record Mahalanobis() implements Guard {

  @Override
  public GuardInput input() {
    return GuardInput.EMBEDDING;
  }

  @Override
  public Optional<GuardFit> learns() {
    return Optional.of(GuardFit.GAUSSIANS);
  }

  @Override
  public Optional<GuardMeter> open(FittedGuards fitted) {
    Gaussians.Meter meter = fitted.gaussians().open();
    return Optional.of(evidence -> (float) meter.distance(evidence.embedding()));
  }
}
