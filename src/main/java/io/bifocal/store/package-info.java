/**
 * The store: where its tables lie, what they look like, runs and their records, the lease of the
 * one writer.
 */
package io.bifocal.store;
