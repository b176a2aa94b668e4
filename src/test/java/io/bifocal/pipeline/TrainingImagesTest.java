package io.bifocal.pipeline;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.bifocal.LocalSpark;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Test;

class TrainingImagesTest {
  private static final StructType SCHEMA =
      new StructType()
          .add("image_id", DataTypes.StringType)
          .add("split", DataTypes.StringType)
          .add("status", DataTypes.StringType);

  @Test
  void theFirstByHashAreDrawnWhateverTheirOrder() {
    assertEquals(
        List.of("a", "b", "c"),
        draw(3, row("d", null), row("c", null), row("a", null), row("b", null), row("a", null)));
  }

  @Test
  void rejectedPicturesAreNot() {
    assertEquals(List.of("b"), draw(9, RowFactory.create("a", null, "rejected"), row("b", null)));
  }

  @Test
  void whereThereIsTrainOthersAreHeldOut() {
    assertEquals(
        List.of("a", "e"),
        draw(9, row("a", "Train"), row("b", "hidden"), row("c", "test"), row("e", null)));
  }

  @Test
  void whereThereIsNoTrainValAndTestAreHeldOut() {
    assertEquals(
        List.of("b", "e"),
        draw(9, row("a", "Validation"), row("b", "unlabeled"), row("c", "test"), row("e", null)));
  }

  @Test
  void aContentThatIsHeldOutAnywhereIsHeldOut() {
    assertEquals(List.of("b"), draw(9, row("a", "train"), row("a", "test"), row("b", "train")));
  }

  private static List<String> draw(int most, Row... rows) {
    List<String> drawn = new ArrayList<>();
    TrainingImages.draw(LocalSpark.session().createDataFrame(List.of(rows), SCHEMA), most)
        .collectAsList()
        .forEach(row -> drawn.add(row.getString(0)));
    return drawn.stream().sorted().toList();
  }

  private static Row row(String imageId, String split) {
    return RowFactory.create(imageId, split, "ok");
  }
}
