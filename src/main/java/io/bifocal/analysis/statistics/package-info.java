/**
 * Figures that say how good a classifier is, and how sure these figures are: metrics, intervals and
 * tests. Plain Java: arrays in, numbers out. Whatever is drawn at random is drawn from a seed that
 * the caller gives, so that the same input gives the same numbers.
 */
package io.bifocal.analysis.statistics;
