package io.bifocal.image;

/**
 * How one format is laid out. A structure reads every part of the file that its standard requires,
 * so that missing and damaged data are found by reading and not by trusting a decoder, which may
 * fill the gap and say nothing.
 */
@FunctionalInterface
interface Structure {
  /**
   * Walks the whole file and notes what it says of the picture.
   *
   * @throws RejectedException if it is damaged, incomplete, not supported or beyond the limits;
   *     nothing else, whatever the bytes are
   */
  void walk(Bytes in, Facts facts) throws RejectedException;
}
