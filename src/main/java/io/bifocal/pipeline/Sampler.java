package io.bifocal.pipeline;

/** Draws something of pictures for {@code fit} to learn from. Its rows are never published. */
interface Sampler extends Producer {

  /** Tells it from the others of one fit. */
  int number();

  @Override
  default String table() {
    return "samples";
  }

  @Override
  default String name() {
    return String.valueOf(number());
  }

  @Override
  default String version() {
    return "working";
  }

  @Override
  default String configuration() {
    return "{}";
  }
}
