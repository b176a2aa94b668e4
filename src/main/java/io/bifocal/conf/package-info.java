/**
 * Typed, immutable configuration: records bound from HOCON, whose errors name file, line and key.
 */
package io.bifocal.conf;
