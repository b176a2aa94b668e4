package io.bifocal.inference;

import io.bifocal.conf.Default;
import io.bifocal.conf.Help;
import io.bifocal.conf.UserError;
import java.util.Optional;

/**
 * The Euclidean distance of the embedding to the k-th nearest embedding of a training picture, all
 * of them scaled to length 1: from 0 to 2. The training picture itself counts when it is looked at
 * again, as nearest at distance 0.
 *
 * <p>Y. Sun, Y. Ming, X. Zhu, Y. Li: Out-of-distribution detection with deep nearest neighbors.
 * ICML 2022, doi 10.48550/arXiv.2204.06507, section 3.
 *
 * @param neighbours k, 1 to 1000; 10 by default, the paper's for one training picture in a hundred
 */
public record NearestNeighbours(
    @Default("10") @Help("to which neighbour the distance is, counted from the nearest, 1 to 1000")
        int neighbours)
    implements Guard {

  private static final int MOST = 1000;

  public NearestNeighbours {
    if (neighbours < 1 || neighbours > MOST) {
      throw new UserError("neighbours = " + neighbours + " is out of range; give 1 to " + MOST);
    }
  }

  @Override
  public GuardInput input() {
    return GuardInput.EMBEDDING;
  }

  @Override
  public Optional<GuardFit> learns() {
    return Optional.of(GuardFit.NEIGHBOURS);
  }

  @Override
  public Optional<GuardMeter> open(FittedGuards fitted) {
    NeighbourBank.Meter meter = fitted.neighbours().open(neighbours);
    return Optional.of(evidence -> (float) meter.distance(evidence.embedding()));
  }
}
