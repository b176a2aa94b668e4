package io.bifocal.inference;

import java.nio.ByteBuffer;
import java.nio.ShortBuffer;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.opencv_core.Mat;

/** The class of every place of a picture, as finely as the network tells them apart. */
public final class SegmentMap {
  /** The most labels whose numbers, and the one that stands for none, take 8 bits. */
  private static final int MOST_IN_A_BYTE = 255;

  private static final int BYTE_VOID = 255;
  private static final int SHORT_VOID = 65_535;

  private final short[] cells;
  private final int labels;
  private final GridSide columns;
  private final GridSide rows;
  private final Placement placement;

  /**
   * @param cells the label's number of each cell of the output, row by row
   * @param labels how many there are, at most 65535
   */
  SegmentMap(short[] cells, int labels, GridSide columns, GridSide rows, Placement placement) {
    this.cells = cells;
    this.labels = labels;
    this.columns = columns;
    this.rows = rows;
    this.placement = placement;
  }

  /** For each label, in how many of the network's cells that show the picture it is the best. */
  int[] areas() {
    int[] areas = new int[labels];
    for (int row = rows.first(); row < rows.end(); row++) {
      for (int column = columns.first(); column < columns.end(); column++) {
        areas[label(row, column)]++;
      }
    }
    return areas;
  }

  /** For each label the share of the visible picture that it covers, 0 to 1. */
  public double[] shares() {
    int[] areas = areas();
    double[] shares = new double[labels];
    for (int label = 0; label < labels; label++) {
      shares[label] = areas[label] / (double) area();
    }
    return shares;
  }

  /** How many of the network's cells show the picture. */
  int area() {
    return rows.length() * columns.length();
  }

  /**
   * The mask of the picture as a PNG of one channel, as large as the picture that the network was
   * given, each pixel the number of its label in the labels file, from 0, by nearest neighbour. Up
   * to 255 labels take 8 bits and more take 16. Where the picture was cut off, so that nothing is
   * known, the pixel is 255, or 65535 of 16 bits, as Pascal VOC's masks have it.
   */
  public byte[] mask() {
    boolean small = labels <= MOST_IN_A_BYTE;
    try (Mat mask =
        new Mat(
            placement.height(),
            placement.width(),
            small ? opencv_core.CV_8UC1 : opencv_core.CV_16UC1)) {
      if (small) {
        fill(mask.<ByteBuffer>createBuffer());
      } else {
        fill(mask.<ShortBuffer>createBuffer());
      }
      return Png.encode(mask);
    }
  }

  private void fill(ByteBuffer mask) {
    int[] places = places();
    byte[] line = new byte[placement.width()];
    for (int y = 0; y < placement.height(); y++) {
      int row = rows.cell(y);
      for (int x = 0; x < line.length; x++) {
        line[x] = (byte) (row < 0 || places[x] < 0 ? BYTE_VOID : label(row, places[x]));
      }
      mask.put(line);
    }
  }

  private void fill(ShortBuffer mask) {
    int[] places = places();
    short[] line = new short[placement.width()];
    for (int y = 0; y < placement.height(); y++) {
      int row = rows.cell(y);
      for (int x = 0; x < line.length; x++) {
        line[x] = (short) (row < 0 || places[x] < 0 ? SHORT_VOID : label(row, places[x]));
      }
      mask.put(line);
    }
  }

  private int[] places() {
    int[] places = new int[placement.width()];
    for (int x = 0; x < places.length; x++) {
      places[x] = columns.cell(x);
    }
    return places;
  }

  private int label(int row, int column) {
    return Short.toUnsignedInt(cells[row * columns.cells() + column]);
  }
}
