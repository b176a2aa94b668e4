package io.bifocal.preprocess;

/** The data set whose published severities are meant; they go with the size of its pictures. */
public enum CorruptionSet {
  /** ImageNet-C, 224 by 224 pixels. */
  IMAGENET,
  /** Tiny ImageNet-C, 64 by 64 pixels. */
  TINY_IMAGENET,
  /** CIFAR-10-C and CIFAR-100-C, 32 by 32 pixels. */
  CIFAR
}
