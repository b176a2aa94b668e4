package io.bifocal.analysis.compare;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.typesafe.config.ConfigFactory;
import io.bifocal.LocalSpark;
import io.bifocal.conf.Binder;
import io.bifocal.conf.Block;
import io.bifocal.conf.CompareSettings;
import io.bifocal.conf.UserError;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Test;

class SampleDrawTest {
  private final List<Row> images = new ArrayList<>();

  @Test
  void conflictingSmallAndBrokenOnesAreLeftOut() {
    for (int i = 0; i < 6; i++) {
      image("a" + i, "cat", null, "google");
      image("b" + i, "dog", null, "google");
    }
    image("c0", "cat", null, "google");
    image("c0", "dog", null, "google");
    image("d0", "yak", null, "google");
    image("e0", null, null, "google");
    images.add(row("f0", "cat", null, "google", "corrupt"));
    Sample sample = draw("");
    assertEquals(List.of("cat", "dog"), sample.classes());
    assertEquals(13, sample.size());
    assertEquals(12, sample.used());
    assertEquals(14, sample.labelled());
    assertEquals(1, sample.conflicting());
    assertEquals(List.of("yak"), sample.small());
    assertArrayEquals(new int[] {12}, sample.asked());
    assertEquals(3, sample.indexOf("a3"));
  }

  /** One content in two groups makes one unit of both. */
  @Test
  void groupsThatShareAContentAreOneUnit() {
    for (int i = 0; i < 6; i++) {
      image("a" + i, "cat", "g" + i, "google");
      image("b" + i, "dog", "h" + i, "google");
    }
    image("a1", "cat", "g4", "google");
    Sample sample = draw("");
    assertEquals(11, sample.units());
    assertEquals(
        sample.rows().get(sample.indexOf("a1")).unit(),
        sample.rows().get(sample.indexOf("a4")).unit());
  }

  @Test
  void sourcesAreToldByAttributes() {
    for (int i = 0; i < 6; i++) {
      image("a" + i, "cat", null, i < 3 ? "google" : "twitter");
      image("b" + i, "dog", null, i < 3 ? "google" : "twitter");
    }
    image("c0", "cat", null, "other");
    Sample sample = draw("train-on = \"vendor=google\", test-on = \"vendor=twitter\"");
    assertEquals(12, sample.size());
    assertEquals(6, sample.rows().stream().filter(SampleRow::trains).count());
    assertTrue(sample.rows().stream().noneMatch(row -> row.trains() && row.tests()));
  }

  @Test
  void oneClassIsNothingToCompareWith() {
    for (int i = 0; i < 6; i++) {
      image("a" + i, "cat", null, "google");
    }
    UserError error = assertThrows(UserError.class, () -> draw(""));
    assertTrue(
        error.getMessage().contains("has 6 labelled images in 1 classes"), error::getMessage);
    assertTrue(error.getMessage().contains("collection.label"), error::getMessage);
  }

  private Sample draw(String settings) {
    StructType schema =
        new StructType()
            .add("path", DataTypes.StringType)
            .add("image_id", DataTypes.StringType)
            .add("label", DataTypes.StringType)
            .add("split", DataTypes.StringType)
            .add("group", DataTypes.StringType)
            .add("attributes", DataTypes.createMapType(DataTypes.StringType, DataTypes.StringType))
            .add("bytes", DataTypes.LongType)
            .add("width", DataTypes.IntegerType)
            .add("height", DataTypes.IntegerType)
            .add("status", DataTypes.StringType);
    CompareSettings compare =
        Binder.bind(
            CompareSettings.class,
            new Block(ConfigFactory.parseString(settings).root(), "compare"));
    return SampleDraw.of(
        "20260101T020000Z",
        LocalSpark.session().createDataFrame(images, schema),
        compare.images().value(),
        compare.trainOn(),
        compare.testOn());
  }

  private void image(String id, String label, String group, String vendor) {
    images.add(row(id, label, group, vendor, "ok"));
  }

  private Row row(String id, String label, String group, String vendor, String status) {
    return RowFactory.create(
        id + "-" + images.size() + ".png",
        id,
        label,
        null,
        group,
        Map.of("vendor", vendor),
        10L,
        4,
        4,
        status);
  }
}
