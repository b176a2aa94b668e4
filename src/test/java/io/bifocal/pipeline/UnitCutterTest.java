package io.bifocal.pipeline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.stream.IntStream;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A file of the plan is cut into pieces, and a task reads its own. */
class UnitCutterTest {
  @TempDir private Path folder;

  @Test
  void unitsCostTheSameWhateverTheirRows() throws Exception {
    String file = PlanFile.write(folder, List.of(1.0, 1.0, 1.0, 3.0, 0.5, 0.5, 2.0, 7.0, 1.0));
    assertEquals(
        List.of(
            new Unit(file, 0, 3, 3.0),
            new Unit(file, 3, 1, 3.0),
            new Unit(file, 4, 3, 3.0),
            new Unit(file, 7, 1, 7.0),
            new Unit(file, 8, 1, 1.0)),
        UnitCutter.cut(file, 3, new Configuration()));
  }

  @Test
  void aTaskReadsTheRowsOfItsUnitAndNoOthers() throws Exception {
    String file = PlanFile.write(folder, IntStream.range(0, 100).mapToObj(i -> 1.0).toList());
    List<String> ids = new ArrayList<>();
    for (Unit unit : UnitCutter.cut(file, 7, new Configuration())) {
      // As it travels to the task.
      try (PlanReader reader = new PlanReader(Unit.of(unit.json()), new Configuration())) {
        for (int i = 0; i < unit.rows(); i++) {
          PlannedImage image = reader.next();
          assertEquals("dir/" + image.imageId() + ".png", image.location().path());
          assertEquals(64, image.header().width());
          assertEquals(5, image.missing());
          ids.add(image.imageId());
        }
        assertThrows(NoSuchElementException.class, reader::next);
      }
    }
    assertEquals(IntStream.range(0, 100).mapToObj(String::valueOf).toList(), ids);
  }
}
