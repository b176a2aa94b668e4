package io.bifocal.analysis;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * How the rows of a producer are distributed: a histogram of each of its columns, and of the labels
 * of a model. Rows of samples count as often as there are contents that they stand for.
 *
 * @param length values of a vector or an embedding, the first columns
 * @param scalars names of the columns after these: the score of a model, and its guards
 * @param bins of all columns
 * @param counts {@link Bins#SIZE} a column, one column after the other
 * @param labels how often a model's best label is which
 * @param contents all rows
 * @param squares the sum of the squares of what the rows count as
 */
@SuppressWarnings("ArrayRecordComponent") // A list would box every value.
record Profile(
    int length,
    List<String> scalars,
    Bins bins,
    double[] counts,
    SortedMap<String, Double> labels,
    double contents,
    double squares) {

  private static final int FORMAT = 1;

  /** Of no rows. */
  static Profile empty(int length, List<String> scalars, Bins bins) {
    return new Profile(
        length,
        List.copyOf(scalars),
        bins,
        new double[bins.columns() * Bins.SIZE],
        new TreeMap<>(),
        0,
        0);
  }

  /**
   * This and the rows of {@code tally}.
   *
   * @param weight what each of them counts as
   */
  Profile plus(Tally tally, double weight) {
    double[] sums = counts.clone();
    for (int i = 0; i < sums.length; i++) {
      sums[i] += weight * tally.counts()[i];
    }
    SortedMap<String, Double> sumsOfLabels = new TreeMap<>(labels);
    tally
        .labels()
        .forEach((label, count) -> sumsOfLabels.merge(label, weight * count, Double::sum));
    return new Profile(
        length,
        scalars,
        bins,
        sums,
        sumsOfLabels,
        contents + weight * tally.rows(),
        squares + weight * weight * tally.rows());
  }

  /**
   * The number of rows of equal weight that say as much (L. Kish: Survey sampling, 1965, section
   * 11.7).
   */
  double effective() {
    return squares == 0 ? 0 : contents * contents / squares;
  }

  /** The histogram of {@code column}, as of {@link #effective()} rows. */
  double[] histogram(int column) {
    double scale = contents == 0 ? 0 : effective() / contents;
    double[] histogram = new double[Bins.SIZE];
    for (int i = 0; i < histogram.length; i++) {
      histogram[i] = scale * counts[column * Bins.SIZE + i];
    }
    return histogram;
  }

  /** How often which label, as of {@link #effective()} rows. */
  SortedMap<String, Long> effectiveLabels() {
    SortedMap<String, Long> result = new TreeMap<>();
    labels.forEach((label, count) -> result.put(label, Math.round(count * effective() / contents)));
    return result;
  }

  /** Writes it, to be read by {@link #read}. */
  void write(DataOutputStream out) throws IOException {
    out.writeInt(FORMAT);
    out.writeInt(length);
    out.writeInt(scalars.size());
    for (String scalar : scalars) {
      out.writeUTF(scalar);
    }
    for (float edge : bins.edges()) {
      out.writeFloat(edge);
    }
    for (double count : counts) {
      out.writeDouble(count);
    }
    out.writeInt(labels.size());
    for (Map.Entry<String, Double> label : labels.entrySet()) {
      out.writeUTF(label.getKey());
      out.writeDouble(label.getValue());
    }
    out.writeDouble(contents);
    out.writeDouble(squares);
  }

  /**
   * Reads what {@link #write} wrote.
   *
   * @throws IOException if it is anything else
   */
  static Profile read(DataInputStream in) throws IOException {
    if (in.readInt() != FORMAT) {
      throw new IOException("not a profile of this version");
    }
    int length = in.readInt();
    String[] scalars = new String[in.readInt()];
    for (int i = 0; i < scalars.length; i++) {
      scalars[i] = in.readUTF();
    }
    int columns = length + scalars.length;
    float[] edges = new float[columns * Bins.EDGES];
    for (int i = 0; i < edges.length; i++) {
      edges[i] = in.readFloat();
    }
    double[] counts = new double[columns * Bins.SIZE];
    for (int i = 0; i < counts.length; i++) {
      counts[i] = in.readDouble();
    }
    SortedMap<String, Double> labels = new TreeMap<>();
    for (int i = in.readInt(); i > 0; i--) {
      labels.put(in.readUTF(), in.readDouble());
    }
    return new Profile(
        length,
        List.of(scalars),
        new Bins(columns, edges),
        counts,
        labels,
        in.readDouble(),
        in.readDouble());
  }
}
