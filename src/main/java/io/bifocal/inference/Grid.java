package io.bifocal.inference;

import java.util.Arrays;
import java.util.List;

/** The cells of several grids over a network's input, grid by grid, row by row, box by box. */
final class Grid {
  private final int[] columns;
  private final int[] rows;
  private final int[] strides;

  /**
   * @param strides pixels between the cells of each grid
   * @param perCell boxes a cell of each grid; a single number holds for all
   */
  Grid(ModelInput input, List<Integer> strides, List<Integer> perCell) {
    int count = 0;
    for (int i = 0; i < strides.size(); i++) {
      count +=
          cells(input.width(), strides.get(i))
              * cells(input.height(), strides.get(i))
              * boxes(perCell, i);
    }
    this.columns = new int[count];
    this.rows = new int[count];
    this.strides = new int[count];
    int next = 0;
    for (int i = 0; i < strides.size(); i++) {
      for (int row = 0; row < cells(input.height(), strides.get(i)); row++) {
        for (int column = 0; column < cells(input.width(), strides.get(i)); column++) {
          int end = next + boxes(perCell, i);
          Arrays.fill(columns, next, end, column);
          Arrays.fill(rows, next, end, row);
          Arrays.fill(this.strides, next, end, strides.get(i));
          next = end;
        }
      }
    }
  }

  /** Boxes of all cells. */
  int size() {
    return strides.length;
  }

  int column(int box) {
    return columns[box];
  }

  int row(int box) {
    return rows[box];
  }

  int stride(int box) {
    return strides[box];
  }

  private static int boxes(List<Integer> perCell, int grid) {
    return perCell.get(perCell.size() == 1 ? 0 : grid);
  }

  private static int cells(int side, int stride) {
    return (side + stride - 1) / stride;
  }
}
