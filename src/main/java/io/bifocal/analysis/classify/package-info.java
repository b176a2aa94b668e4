/**
 * Classifiers that are fitted to vectors within one task. Nothing here knows of Spark's sessions or
 * of images.
 */
package io.bifocal.analysis.classify;
