package io.bifocal.store;

/** The record of something that was learnt. */
interface LearntFit {

  /** What it was learnt for: a recipe, a model, a classifier. */
  String subject();

  /** The name of the fit, its start in UTC. */
  String run();

  /** The version of what came out. */
  String version();

  /** Everything that it depends on besides the images, canonical JSON. */
  String configuration();

  /** What was learnt. */
  RunRecord.DataFile file();
}
