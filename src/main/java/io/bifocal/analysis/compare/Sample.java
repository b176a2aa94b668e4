package io.bifocal.analysis.compare;

import java.io.Serializable;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The contents that a comparison looks at, each once.
 *
 * @param run the run whose images they are
 * @param classes labels, in alphabetical order
 * @param rows sorted by image_id
 * @param units how many there are
 * @param labelled labelled contents that there are in the run
 * @param conflicting contents that have two labels or more, which are left out
 * @param small classes of too few images, which are left out
 */
record Sample(
    String run,
    List<String> classes,
    List<SampleRow> rows,
    int units,
    long labelled,
    long conflicting,
    List<String> small)
    implements Serializable {

  Sample {
    classes = List.copyOf(classes);
    rows = List.copyOf(rows);
    small = List.copyOf(small);
  }

  int size() {
    return rows.size();
  }

  /** The row of an image; negative where it is none of the sample. */
  int indexOf(String imageId) {
    int low = 0;
    int high = rows.size() - 1;
    while (low <= high) {
      int middle = (low + high) >>> 1;
      int order = rows.get(middle).imageId().compareTo(imageId);
      if (order == 0) {
        return middle;
      }
      if (order < 0) {
        low = middle + 1;
      } else {
        high = middle - 1;
      }
    }
    return -1;
  }

  /** The same and {@code others}. */
  Sample with(List<SampleRow> others) {
    return new Sample(
        run,
        classes,
        Stream.concat(rows.stream(), others.stream())
            .sorted(Comparator.comparing(SampleRow::imageId))
            .toList(),
        units,
        labelled,
        conflicting,
        small);
  }

  /** The same, where {@code missing} rows are neither trained nor tested with, nor asked. */
  Sample without(BitSet missing) {
    return new Sample(
        run,
        classes,
        IntStream.range(0, rows.size())
            .mapToObj(row -> missing.get(row) ? rows.get(row).aside() : rows.get(row))
            .toList(),
        units,
        labelled,
        conflicting,
        small);
  }

  /** Rows of which nobody knows the class. */
  int[] asked() {
    return IntStream.range(0, rows.size()).filter(row -> rows.get(row).asked()).toArray();
  }

  /** Labelled rows that a block has no vector of. */
  int aside() {
    return (int) rows.stream().filter(row -> row.label() >= 0 && !row.isUsed()).count();
  }

  /** Rows that are trained or tested with. */
  int used() {
    return (int) rows.stream().filter(SampleRow::isUsed).count();
  }

  /** The classes of {@code indices}. */
  int[] labels(int[] indices) {
    int[] labels = new int[indices.length];
    for (int i = 0; i < labels.length; i++) {
      labels[i] = rows.get(indices[i]).label();
    }
    return labels;
  }

  /** The units of {@code indices}. */
  int[] units(int[] indices) {
    int[] result = new int[indices.length];
    for (int i = 0; i < result.length; i++) {
      result[i] = rows.get(indices[i]).unit();
    }
    return result;
  }
}
