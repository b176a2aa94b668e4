package io.bifocal.feature;

/** How the local descriptors of a picture become one vector. */
public enum WordEncoding {
  /** How often each word is the nearest. */
  BAG_OF_WORDS,
  /** The sum of what descriptors differ from their nearest word by. */
  VLAD,
  /** How the words, a mixture of Gaussians, would have to change to fit the picture better. */
  FISHER
}
