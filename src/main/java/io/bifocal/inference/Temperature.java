package io.bifocal.inference;

import java.util.Optional;

/**
 * Temperature scaling: scores are the softmax of the logits divided by one number, which {@code
 * fit} chooses so that they are as probable as they say on pictures of the split {@code val}. The
 * order of the labels stays. Adds no column.
 *
 * <p>C. Guo, G. Pleiss, Y. Sun, K. Q. Weinberger: On calibration of modern neural networks. ICML
 * 2017, doi 10.48550/arXiv.1706.04599, section 4.2.
 */
public record Temperature() implements Guard {

  @Override
  public GuardInput input() {
    return GuardInput.LOGITS;
  }

  @Override
  public Optional<GuardFit> learns() {
    return Optional.of(GuardFit.TEMPERATURE);
  }

  @Override
  public Optional<GuardMeter> open(FittedGuards fitted) {
    return Optional.empty();
  }
}
