/**
 * Which features does this collection need: sets of features, label efficiency, robustness, cost,
 * and a verdict in words.
 */
package io.bifocal.analysis.compare;
