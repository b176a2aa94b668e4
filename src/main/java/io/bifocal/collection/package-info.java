/**
 * Where images come from: listing, reading, and what the paths say of the files. Depends on Hadoop
 * and Spark alone.
 */
package io.bifocal.collection;
