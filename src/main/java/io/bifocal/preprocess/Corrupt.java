package io.bifocal.preprocess;

import io.bifocal.conf.Default;
import io.bifocal.conf.Help;
import io.bifocal.conf.UserError;
import io.bifocal.image.Natives;
import io.bifocal.image.Picture;
import java.util.Random;

/**
 * The corruptions of ImageNet-C, to see what a descriptor or network is worth on worse pictures.
 *
 * <ol>
 *   <li>Values are brought to 0 to 1; the picture is spoiled by {@code kind}, as far as {@code
 *       severity} says.
 *   <li>The result is clipped to 0 to 1, times 255, and cut to whole numbers.
 * </ol>
 *
 * <p>Kinds: gaussian-noise, shot-noise, impulse-noise, defocus-blur, glass-blur, motion-blur,
 * zoom-blur, snow, frost, fog, brightness, contrast, elastic-transform, pixelate, jpeg-compression;
 * and those of validation: speckle-noise, gaussian-blur, spatter, saturate. As published,
 * parameters are in pixels of the data set's size: bring pictures to 224, 64 or 32 pixels first
 * (operators {@code resize}, {@code crop}).
 *
 * <p>Not as published: frost is drawn, since the licence of the photographs is not known; motion
 * blur is our own code after ImageMagick's definition, without rounding between steps; pictures are
 * not stored as JPEG afterwards; the random numbers are others.
 *
 * <p>Input: of any size; gray stays gray (saturate leaves it as it is). Glass blur leaves the
 * border alone, so that pictures smaller than twice its reach are smoothed alone.
 *
 * <p>Errors: UserError for a severity out of range.
 *
 * <p>Source: D. Hendrycks and T. Dietterich, Benchmarking neural network robustness to common
 * corruptions and perturbations, ICLR 2019, arXiv:1903.12261.
 *
 * @param kind what happens to the picture
 * @param severity 1 (slight) to 5 (strong), default 3
 * @param set whose severities: imagenet (default), tiny-imagenet, cifar
 * @param seed another one gives other noise to the same image, default 0
 */
public record Corrupt(
    @Help("what happens to the picture") CorruptionKind kind,
    @Default("3") @Help("1 (slight) to 5 (strong)") int severity,
    @Default("imagenet") @Help("whose severities: imagenet, tiny-imagenet or cifar")
        CorruptionSet set,
    @Default("0") @Help("another one gives other noise to the same image") long seed)
    implements Operator {

  static final int MOST_SEVERE = 5;

  public Corrupt {
    if (severity < 1 || severity > MOST_SEVERE) {
      throw new UserError("severity = " + severity + " is out of range; give 1 to 5");
    }
  }

  @Override
  public Worker open() {
    Natives.ensureLoaded();
    Corruption corruption = kind.of(Severities.of(set, kind, severity));
    return new Worker() {
      @Override
      public Picture apply(Picture picture, long imageSeed) {
        return corruption.apply(FloatImage.of(picture), new Random(mixed(imageSeed))).toPicture();
      }

      @Override
      public void close() {}
    };
  }

  /** So that neither two seeds nor two kinds nor two severities share their noise. */
  private long mixed(long imageSeed) {
    long recipe = seed + 31L * (8L * kind.name().hashCode() + severity);
    long all = imageSeed + 0x9E3779B97F4A7C15L * recipe;
    all = (all ^ all >>> 30) * 0xBF58476D1CE4E5B9L;
    all = (all ^ all >>> 27) * 0x94D049BB133111EBL;
    return all ^ all >>> 31;
  }
}
