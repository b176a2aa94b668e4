/**
 * What a run tells people and machines: its page in HTML with charts, its line of JSON, and who is
 * told.
 */
package io.bifocal.report;
