/** The plan, the fused pass over a partition, waves, progress and accounting. */
package io.bifocal.pipeline;
