/**
 * Operators from pixels to pixels, applied before a producer sees a picture. Knows nothing of
 * Spark.
 */
package io.bifocal.preprocess;
