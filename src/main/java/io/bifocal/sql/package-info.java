/**
 * Spark ML transformers that run a model's folder over a column of pictures or numbers. The top
 * layer, beside the jobs: nothing of ours depends on it.
 */
package io.bifocal.sql;
