/** Classical descriptors: one extension point, one file a descriptor. Knows nothing of Spark. */
package io.bifocal.feature;
