/**
 * What the tables of a store say: statistics, and how a run compares with the runs before. The
 * statistics are plain Java; what looks at tables uses Spark.
 */
package io.bifocal.analysis;
