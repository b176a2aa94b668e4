package io.bifocal.analysis;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.FloatRange;
import org.junit.jupiter.api.Test;

/** Where bins begin and end, and how they are put together. */
class BinsTest {
  /** Of 1 to 1000, percentiles are known. */
  private static final Bins THOUSAND = Bins.of(1, rows(1000));

  @Test
  void edgesAreThePercentiles() {
    float[] edges = THOUSAND.edges();
    assertEquals(Bins.EDGES, edges.length);
    assertEquals(Math.nextDown(1f), edges[0]);
    assertEquals(10, edges[1]);
    assertEquals(20, edges[2]);
    assertEquals(40, edges[3]);
    assertEquals(980, edges[50]);
    assertEquals(990, edges[51]);
    assertEquals(1000, edges[52]);
  }

  @Test
  void aBinHoldsItsUpperEdge() {
    assertEquals(0, THOUSAND.bin(0, 0));
    assertEquals(0, THOUSAND.bin(0, Float.NEGATIVE_INFINITY));
    assertEquals(1, THOUSAND.bin(0, 1));
    assertEquals(1, THOUSAND.bin(0, 10));
    assertEquals(2, THOUSAND.bin(0, 10.5f));
    assertEquals(Bins.TAIL - 1, THOUSAND.bin(0, 990));
    assertEquals(Bins.TAIL, THOUSAND.bin(0, 991));
    assertEquals(Bins.SIZE - 1, THOUSAND.bin(0, 1001));
  }

  @Test
  void aConstantHasABinOfItsOwn() {
    Bins bins = Bins.of(1, List.of(new float[] {5}, new float[] {5}, new float[] {Float.NaN}));
    assertEquals(0, bins.bin(0, 4.999f));
    assertEquals(1, bins.bin(0, 5));
    assertEquals(Bins.SIZE - 1, bins.bin(0, 5.001f));
  }

  @Test
  void everyColumnHasItsOwn() {
    List<float[]> rows = new ArrayList<>();
    for (int i = 1; i <= 100; i++) {
      rows.add(new float[] {i, -i});
    }
    Bins bins = Bins.of(2, rows);
    assertEquals(Bins.SIZE - 1, bins.bin(0, 101));
    assertEquals(Bins.SIZE - 1, bins.bin(1, 0));
    assertEquals(0, bins.bin(1, -101));
  }

  @Property(tries = 300)
  void largerValuesAreInLaterBins(
      @ForAll @FloatRange(min = -50, max = 1100) float first,
      @ForAll @FloatRange(min = -50, max = 1100) float second) {
    int lower = THOUSAND.bin(0, Math.min(first, second));
    int upper = THOUSAND.bin(0, Math.max(first, second));
    assertTrue(lower <= upper);
    assertTrue(lower >= 0 && upper < Bins.SIZE);
  }

  @Test
  void groupsAreTenths() {
    double[] fine = new double[54];
    for (int i = 2; i < 52; i++) {
      fine[i] = 2;
    }
    int[] groups = ProfileComparison.groups(fine);
    assertEquals(0, groups[0]);
    assertEquals(0, groups[6]);
    assertEquals(1, groups[7]);
    assertEquals(9, groups[51]);
    assertEquals(9, groups[53]);
  }

  /** A value that most have is a group; what lies below and above it are others. */
  @Test
  void frequentValuesStayByThemselves() {
    assertArrayEquals(
        new int[] {0, 1, 2, 2, 2}, ProfileComparison.groups(new double[] {0, 100, 0, 0, 0}));
    assertArrayEquals(
        new int[] {0, 1, 2, 2, 2}, ProfileComparison.groups(new double[] {4, 80, 5, 6, 3}));
  }

  private static List<float[]> rows(int count) {
    List<float[]> rows = new ArrayList<>();
    for (int i = count; i >= 1; i--) {
      rows.add(new float[] {i});
    }
    return rows;
  }
}
