package io.bifocal.feature;

/** Where the disk of Zernike's moments lies. */
public enum ZernikeCenter {
  /** In the middle of the picture. */
  PICTURE,
  /** On the centre of mass of its gray values. */
  MASS
}
