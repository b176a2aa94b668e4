package io.bifocal.feature;

import io.bifocal.conf.Default;
import io.bifocal.conf.Help;
import io.bifocal.image.Input;

/**
 * Visual words of accelerated KAZE features: which local shapes there are, with scales that keep
 * the edges of objects.
 *
 * <ol>
 *   <li>The strongest keypoints of OpenCV's AKAZE with its defaults (MLDB, threshold 0.001, 4
 *       octaves of 4 layers) are found, each with 486 bits, taken as values 0 and 1, the least
 *       significant of each byte first; equally strong ones from top to bottom, then from left to
 *       right.
 *   <li>Where there are {@code components}, descriptors are projected on their principal axes.
 *   <li>{@code bag-of-words}: each descriptor counts for its nearest word; counts are divided by
 *       the number of keypoints. {@code vlad}: what each descriptor differs from its nearest word
 *       by is summed up, word by word. {@code fisher}: the words are a mixture of Gaussians; the
 *       gradients of the log-likelihood by their means and standard deviations are summed up, each
 *       times the standard deviation and divided by the root of the Gaussian's weight (twice the
 *       weight for standard deviations). Gaussians of posterior below a millionth of the likeliest
 *       one's do not count.
 *   <li>{@code vlad} and {@code fisher}: signed square roots are taken and scaled to length 1.
 *   <li>With a pyramid of more than one level this is done in each of 2 by 2, 4 by 4 and 8 by 8
 *       cells, too. A count of {@code bag-of-words} then weighs half of what it weighs one level
 *       finer, and as much on the two coarsest levels; cells of {@code vlad} and {@code fisher} are
 *       scaled to length 1 each, and not weighed.
 * </ol>
 *
 * <p>Input: gray 0 to 255 of any size; colour is converted. Words are learnt by the job {@code fit}
 * from the collection before. AKAZE takes about 60 bytes of native memory a pixel.
 *
 * <p>Output: c (4^pyramid - 1)/3 values, where c = words for {@code bag-of-words}, words D for
 * {@code vlad} and 2 words D for {@code fisher}, with D = components, or 486 without projection;
 * 256 for the defaults. Level by level, the whole picture first; cells of a level row by row; in a
 * cell, index k for word k of {@code bag-of-words} (from 0 to 1, sum 1 over all cells), k D + d for
 * value d of word k of {@code vlad}, and the same of {@code fisher} for means, then words D + k D +
 * d for standard deviations (from -1 to 1).
 *
 * <p>Errors: UserError for a parameter out of range and for over a million values. Undefined cases:
 * all 0 where a picture has no keypoints; a cell without any is all 0.
 *
 * <p>Source: P. F. Alcantarilla, J. Nuevo and A. Bartoli, Fast explicit diffusion for accelerated
 * features in nonlinear scale spaces, BMVC 2013, doi:10.5244/C.27.13; bags of words: J. Sivic and
 * A. Zisserman, Video Google, ICCV 2003, doi:10.1109/ICCV.2003.1238663; VLAD with signed square
 * roots: H. Jégou et al., Aggregating local image descriptors into compact codes, TPAMI 34(9),
 * 2012, doi:10.1109/TPAMI.2011.235; Fisher vectors: F. Perronnin, J. Sánchez and T. Mensink,
 * Improving the Fisher kernel for large-scale image classification, ECCV 2010,
 * doi:10.1007/978-3-642-15561-1_11; pyramids: S. Lazebnik, C. Schmid and J. Ponce, Beyond bags of
 * features, CVPR 2006, doi:10.1109/CVPR.2006.68.
 *
 * @param encoding bag-of-words (default), vlad or fisher
 * @param words number of words, 1 to 65,536, default 256; 64 are usual for vlad, 64 to 256 for
 *     fisher
 * @param keypoints number of keypoints of a picture, the strongest ones, 1 to 100,000, default 500
 * @param components principal components that descriptors are projected on, 0 (none, default) to
 *     486; 64 are usual for fisher
 * @param pyramid levels of the spatial pyramid, 1 (default, the whole picture) to 4
 */
public record AkazeWords(
    @Default("bag-of-words")
        @Help("how descriptors become one vector: bag-of-words, vlad or fisher")
        WordEncoding encoding,
    @Default("256") @Help("number of words, 1 to 65,536") int words,
    @Default("500") @Help("keypoints of a picture, the strongest ones, 1 to 100,000") int keypoints,
    @Default("0") @Help("principal components of descriptors, 0 (all values as they are) to 486")
        int components,
    @Default("1") @Help("levels of the spatial pyramid, 1 (the whole picture) to 4") int pyramid)
    implements TrainedExtractor {

  public AkazeWords {
    LocalWords.check(LocalDetector.AKAZE, words, keypoints, components, pyramid);
  }

  @Override
  public VocabularyRecipe vocabulary() {
    return shared().vocabulary();
  }

  @Override
  public int length(Input input) {
    return shared().length();
  }

  @Override
  public Worker open(Input input, Vocabulary vocabulary) {
    return shared().open(vocabulary);
  }

  private LocalWords shared() {
    return new LocalWords(
        LocalDetector.AKAZE, encoding, words, keypoints, components, pyramid, false);
  }
}
