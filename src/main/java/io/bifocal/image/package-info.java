/**
 * Bytes to pixels: header probe, strict decoding, orientation and colour, and the decoded picture
 * with its shared views.
 */
package io.bifocal.image;
