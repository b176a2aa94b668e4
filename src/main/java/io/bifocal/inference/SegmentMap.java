package io.bifocal.inference;

import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.indexer.UShortIndexer;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.global.opencv_imgcodecs;
import org.bytedeco.opencv.opencv_core.Mat;

/** Which label each part of a picture has, at the resolution of the network's output. */
public final class SegmentMap {
  /** Most labels that a byte and its void can tell apart. */
  private static final int MOST_IN_A_BYTE = 255;

  private static final int VOID_SHORT = 65_535;

  private final int[] labels;
  private final int columns;
  private final int rows;
  private final int labelCount;
  private final Placement placement;
  private final double cellWidth;
  private final double cellHeight;

  /**
   * @param labels row by row, places in the labels file
   * @param placement where the picture stands in the input
   */
  SegmentMap(
      int[] labels, int columns, int rows, int labelCount, ModelInput input, Placement placement) {
    this.labels = labels;
    this.columns = columns;
    this.rows = rows;
    this.labelCount = labelCount;
    this.placement = placement;
    this.cellWidth = (double) input.width() / columns;
    this.cellHeight = (double) input.height() / rows;
  }

  /**
   * Shares of the labels, in the order of the labels file, in what is visible of the picture;
   * padding does not count.
   */
  public double[] shares() {
    long[] counts = new long[labelCount];
    long all = 0;
    for (int row = 0; row < rows; row++) {
      if (outside(
          (row + 0.5) * cellHeight, placement.top(), placement.height() * placement.scaleY())) {
        continue;
      }
      for (int column = 0; column < columns; column++) {
        if (!outside(
            (column + 0.5) * cellWidth, placement.left(), placement.width() * placement.scaleX())) {
          counts[labels[row * columns + column]]++;
          all++;
        }
      }
    }
    double[] shares = new double[labelCount];
    for (int label = 0; label < labelCount; label++) {
      shares[label] = all == 0 ? 0 : (double) counts[label] / all;
    }
    return shares;
  }

  private static boolean outside(double position, double start, double length) {
    return position < start || position >= start + length;
  }

  /**
   * The map in the size of the upright picture, a pixel's label being that of the output's value
   * nearest to it: a gray PNG of 8 bits, whose values are places in the labels file, and 255 for
   * what the network did not see; of 16 bits and 65535 where there are more than 255 labels.
   */
  public byte[] png() {
    boolean wide = labelCount > MOST_IN_A_BYTE;
    int[] columnOf =
        cells(placement.width(), placement.scaleX(), placement.left(), cellWidth, columns);
    int[] rowOf = cells(placement.height(), placement.scaleY(), placement.top(), cellHeight, rows);
    try (Mat mask =
            new Mat(
                placement.height(),
                placement.width(),
                wide ? opencv_core.CV_16UC1 : opencv_core.CV_8UC1);
        BytePointer encoded = new BytePointer()) {
      if (wide) {
        fillShorts(mask, columnOf, rowOf);
      } else {
        fillBytes(mask, columnOf, rowOf);
      }
      opencv_imgcodecs.imencode(".png", mask, encoded);
      byte[] png = new byte[Math.toIntExact(encoded.limit())];
      encoded.get(png);
      return png;
    }
  }

  private void fillBytes(Mat mask, int[] columnOf, int[] rowOf) {
    byte[] line = new byte[columnOf.length];
    try (BytePointer data = mask.data()) {
      for (int y = 0; y < rowOf.length; y++) {
        for (int x = 0; x < line.length; x++) {
          line[x] = (byte) label(columnOf[x], rowOf[y], MOST_IN_A_BYTE);
        }
        data.position(y * mask.step1()).put(line);
      }
    }
  }

  private void fillShorts(Mat mask, int[] columnOf, int[] rowOf) {
    try (UShortIndexer pixels = mask.createIndexer()) {
      for (int y = 0; y < rowOf.length; y++) {
        for (int x = 0; x < columnOf.length; x++) {
          pixels.put(y, x, label(columnOf[x], rowOf[y], VOID_SHORT));
        }
      }
    }
  }

  private int label(int column, int row, int unseen) {
    return column < 0 || row < 0 ? unseen : labels[row * columns + column];
  }

  /** For each pixel along a side the cell of the output that its centre lies in, -1 if in none. */
  private static int[] cells(int pixels, double scale, double start, double cell, int count) {
    int[] result = new int[pixels];
    for (int i = 0; i < pixels; i++) {
      int at = (int) Math.floor(((i + 0.5) * scale + start) / cell);
      result[i] = at < 0 || at >= count ? -1 : at;
    }
    return result;
  }
}
