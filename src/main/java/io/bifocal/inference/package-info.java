/**
 * Deep networks through DJL: a model is a folder with a {@code card.conf} that says how pictures
 * become its input and what its outputs mean. Knows nothing of Spark.
 */
package io.bifocal.inference;
