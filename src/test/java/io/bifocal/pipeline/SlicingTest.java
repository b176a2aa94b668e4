package io.bifocal.pipeline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SlicingTest {
  @ParameterizedTest
  @CsvSource({
    "0, 2, 1",
    "1, 2, 1",
    "32, 2, 1",
    "33, 2, 2",
    "256, 2, 8",
    "800, 2, 8",
    "1000000, 2, 245",
    "1000000, 1000, 4000",
    "100, 1000, 4"
  })
  void workIsCutIntoSoManySlices(long images, int cores, int slices) {
    assertEquals(slices, Slicing.slices(images, cores));
  }

  @Property
  void aSliceIsNeitherTooLargeNorNeedlesslySmall(
      @ForAll @LongRange(min = 1, max = 1_000_000_000) long images,
      @ForAll @IntRange(min = 1, max = 10_000) int cores) {
    long slices = Slicing.slices(images, cores);
    assertTrue(slices * 4096 >= images, "no slice holds more than 4096");
    assertTrue((slices - 1) * 32 < images, "all but one hold 32 at least");
  }

  @Property
  void everyCoreHasWorkWhereThereIsEnough(
      @ForAll @IntRange(min = 1, max = 1_000) int cores,
      @ForAll @LongRange(min = 1, max = 100_000) long imagesPerCore) {
    long images = cores * imagesPerCore;
    assertTrue(Slicing.slices(images, cores) >= Math.min(4L * cores, images / 32));
  }
}
