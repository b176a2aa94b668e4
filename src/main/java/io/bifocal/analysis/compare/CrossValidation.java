package io.bifocal.analysis.compare;

import java.util.List;

/**
 * What came of testing with each image once.
 *
 * @param folds what the fits answered
 */
record CrossValidation(List<FoldTask.Done> folds, List<Evaluation> evaluations) {}
