package io.bifocal.feature;

import io.bifocal.image.Picture;

/** Sums up the cells of {@link ColorMoments}, row by row. */
final class ColorMomentsWorker implements FeatureExtractor.Worker {
  private static final int VALUES_OF_CELL = 9;

  private final int grid;
  private final ThirdMoment third;
  private final ColorStrips strips;
  private final PowerSums sums;

  ColorMomentsWorker(ColorMoments recipe) {
    grid = recipe.grid();
    third = recipe.third();
    strips =
        new ColorStrips(
            switch (recipe.space()) {
              case HSV -> ColorSpace.HSV;
              case LAB -> ColorSpace.LAB;
              case RGB, OPPONENT, LAB_FLOAT, LAB_SKIMAGE -> ColorSpace.RGB;
            });
    int cells = grid * grid;
    sums =
        switch (recipe.space()) {
          case RGB, HSV, LAB -> new SampleSums(cells);
          case OPPONENT -> new OpponentSums(cells);
          case LAB_FLOAT -> new LabSums(cells, new OpenCvLab());
          case LAB_SKIMAGE -> new LabSums(cells, new SkimageLab());
        };
  }

  @Override
  public void extract(Picture picture, float[] vector) {
    Bounds.check(vector, grid * grid * VALUES_OF_CELL);
    sums.clear();
    int width = picture.width();
    int height = picture.height();
    strips.read(
        picture,
        (samples, top, pixels) -> {
          sums.load(samples, pixels);
          for (int row = 0; row < pixels / width; row++) {
            addRow(top + row, row * width, width, height);
          }
        });
    for (int cell = 0; cell < grid * grid; cell++) {
      sums.put(cell, third, vector, cell * VALUES_OF_CELL);
    }
  }

  @Override
  public void close() {
    strips.close();
    sums.close();
  }

  private void addRow(int y, int at, int width, int height) {
    for (int row = 0; row < grid; row++) {
      if (y < start(row, height) || y >= end(row, height)) {
        continue;
      }
      for (int column = 0; column < grid; column++) {
        sums.add(row * grid + column, at + start(column, width), at + end(column, width));
      }
    }
  }

  private int start(int cell, int size) {
    return (int) ((long) cell * size / grid);
  }

  private int end(int cell, int size) {
    return Math.max(start(cell, size) + 1, start(cell + 1, size));
  }
}
