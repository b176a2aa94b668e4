package io.bifocal.feature;

/**
 * Improved Fisher vectors: the gradients of the log-likelihood of the descriptors by the means and
 * the standard deviations of the Gaussians, each in units of its own Fisher information. How many
 * descriptors there are does not matter, since the result is scaled to length 1.
 *
 * <p>A product of matrices, of a descriptor and its squares by what Gaussians have for them, tells
 * which Gaussians may count; only their likelihoods are computed in double precision.
 */
final class FisherVector implements WordEncoder {
  /** Gaussians less likely than the likeliest by this logarithm do not count. */
  private static final double FAINT = Math.log(1e-6);

  /** What rounding may add to or take from a logarithm of the product. */
  private static final double ROUNDING = 2;

  private final int words;
  private final int values;
  private final double[][] centers;
  private final double[][] inverseDeviations;
  private final double[] offsets;
  private final double[] meanScales;
  private final double[] deviationScales;

  /** The mean of the mixture, near which the product is most precise. */
  private final float[] origin;

  private final float[] productOffsets;
  private final RowProducts terms;
  private final float[] powers;
  private final float[] products;
  private final int[] likely;
  private final double[] likelihoods;
  private final double[] descriptor;

  FisherVector(Vocabulary vocabulary) {
    words = vocabulary.centers().length;
    values = vocabulary.centers()[0].length;
    centers = new double[words][values];
    inverseDeviations = new double[words][values];
    offsets = new double[words];
    meanScales = new double[words];
    deviationScales = new double[words];
    productOffsets = new float[words];
    likely = new int[words];
    likelihoods = new double[words];
    descriptor = new double[values];
    origin = mean(vocabulary);
    for (int k = 0; k < words; k++) {
      setGaussian(k, vocabulary.weights()[k], vocabulary.centers()[k], vocabulary.variances()[k]);
    }
    terms = new RowProducts(2 * values, words, matrix());
    powers = new float[terms.most() * 2 * values];
    products = new float[terms.most() * words];
  }

  private static float[] mean(Vocabulary vocabulary) {
    float[] mean = new float[vocabulary.centers()[0].length];
    for (int k = 0; k < vocabulary.centers().length; k++) {
      for (int d = 0; d < mean.length; d++) {
        mean[d] += vocabulary.weights()[k] * vocabulary.centers()[k][d];
      }
    }
    return mean;
  }

  private void setGaussian(int k, double weight, float[] means, float[] variances) {
    offsets[k] = Math.log(weight);
    // A Gaussian without weight takes no descriptor.
    meanScales[k] = weight > 0 ? 1 / Math.sqrt(weight) : 0;
    deviationScales[k] = meanScales[k] / Math.sqrt(2);
    double square = 0;
    for (int d = 0; d < values; d++) {
      centers[k][d] = means[d];
      inverseDeviations[k][d] = 1 / Math.sqrt(variances[d]);
      offsets[k] -= Math.log(variances[d]) / 2;
      double u = (centers[k][d] - origin[d]) * inverseDeviations[k][d];
      square += u * u;
    }
    productOffsets[k] = (float) (offsets[k] - square / 2);
  }

  private float[] matrix() {
    float[] matrix = new float[Math.multiplyExact(2 * words, values)];
    for (int d = 0; d < values; d++) {
      for (int k = 0; k < words; k++) {
        double precision = inverseDeviations[k][d] * inverseDeviations[k][d];
        matrix[d * words + k] = (float) ((centers[k][d] - origin[d]) * precision);
        matrix[(values + d) * words + k] = (float) (-precision / 2);
      }
    }
    return matrix;
  }

  @Override
  public int length() {
    return 2 * words * values;
  }

  @Override
  public void add(float[] descriptors, int count, int[] cells, double[] sums) {
    for (int first = 0; first < count; first += terms.most()) {
      int rows = Math.min(terms.most(), count - first);
      for (int i = 0; i < rows; i++) {
        setPowers(descriptors, (first + i) * values, i * 2 * values);
      }
      terms.multiply(powers, 0, rows, products, 0);
      for (int i = 0; i < rows; i++) {
        addDescriptor(descriptors, (first + i) * values, i * words, cells[first + i], sums);
      }
    }
  }

  private void setPowers(float[] descriptors, int from, int to) {
    for (int d = 0; d < values; d++) {
      float difference = descriptors[from + d] - origin[d];
      powers[to + d] = difference;
      powers[to + values + d] = difference * difference;
    }
  }

  private void addDescriptor(float[] descriptors, int from, int product, int cell, double[] sums) {
    for (int d = 0; d < values; d++) {
      descriptor[d] = descriptors[from + d];
    }
    int count = findLikely(product);
    double most = Double.NEGATIVE_INFINITY;
    for (int i = 0; i < count; i++) {
      int k = likely[i];
      likelihoods[i] = offsets[k] - distance(descriptor, centers[k], inverseDeviations[k]) / 2;
      most = Math.max(most, likelihoods[i]);
    }
    double total = 0;
    for (int i = 0; i < count; i++) {
      double logarithm = likelihoods[i] - most;
      likelihoods[i] = logarithm > FAINT ? Math.exp(logarithm) : 0;
      total += likelihoods[i];
    }
    for (int i = 0; i < count; i++) {
      if (likelihoods[i] > 0) {
        addGradients(likely[i], likelihoods[i] / total, sums, cell);
      }
    }
  }

  private int findLikely(int product) {
    float most = Float.NEGATIVE_INFINITY;
    for (int k = 0; k < words; k++) {
      most = Math.max(most, products[product + k] + productOffsets[k]);
    }
    double least = most + FAINT - ROUNDING;
    int count = 0;
    for (int k = 0; k < words; k++) {
      if (products[product + k] + productOffsets[k] >= least) {
        likely[count++] = k;
      }
    }
    return count;
  }

  /** Squared; in two sums, which do not wait for each other. */
  private static double distance(double[] x, double[] center, double[] inverse) {
    double even = 0;
    double odd = 0;
    int d = 0;
    for (; d + 1 < x.length; d += 2) {
      double u = (x[d] - center[d]) * inverse[d];
      double v = (x[d + 1] - center[d + 1]) * inverse[d + 1];
      even += u * u;
      odd += v * v;
    }
    if (d < x.length) {
      double u = (x[d] - center[d]) * inverse[d];
      even += u * u;
    }
    return even + odd;
  }

  private void addGradients(int word, double posterior, double[] sums, int cell) {
    int first = cell + word * values;
    double[] center = centers[word];
    double[] inverse = inverseDeviations[word];
    addMeans(descriptor, center, inverse, posterior * meanScales[word], sums, first);
    double scale = posterior * deviationScales[word];
    addDeviations(descriptor, center, inverse, scale, sums, first + words * values);
  }

  private static void addMeans(
      double[] x, double[] center, double[] inverse, double scale, double[] sums, int to) {
    for (int d = 0; d < center.length; d++) {
      sums[to + d] += scale * ((x[d] - center[d]) * inverse[d]);
    }
  }

  private static void addDeviations(
      double[] x, double[] center, double[] inverse, double scale, double[] sums, int to) {
    for (int d = 0; d < center.length; d++) {
      double u = (x[d] - center[d]) * inverse[d];
      sums[to + d] += scale * (u * u - 1);
    }
  }

  @Override
  public void normalize(double[] sums, int from, double share, float[] vector) {
    WordEncoder.powerNormalize(sums, from, length(), vector);
  }

  @Override
  public void close() {
    terms.close();
  }
}
