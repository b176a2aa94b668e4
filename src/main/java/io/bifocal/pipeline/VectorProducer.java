package io.bifocal.pipeline;

/** A producer whose rows hold a vector, which can be had without the rest of the row. */
interface VectorProducer extends Producer {

  /** Opens it for one task, to be asked for vectors alone. */
  VectorSource openVectors();
}
