package io.bifocal.pipeline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.bifocal.LocalSpark;
import io.bifocal.store.Sha256;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Test;

class SplitsTest {
  private static final StructType SCHEMA =
      new StructType()
          .add("path", DataTypes.StringType)
          .add("image_id", DataTypes.StringType)
          .add("split", DataTypes.StringType)
          .add("group", DataTypes.StringType);
  private static final Map<String, String> SHARES =
      new TreeMap<>(Map.of("train", "80%", "val", "10%", "test", "10%"));

  @Test
  void theSplitIsWhereTheHashLies() {
    // 0x1999… of 0xffff… is just below a tenth, 0xe666… just above nine tenths.
    Map<String, String> splits =
        assign(
            List.of(
                row("a", "1999".repeat(16), null),
                row("b", "199a".repeat(16), null),
                row("c", "e665".repeat(16), null),
                row("d", "e667".repeat(16), null),
                row("e", null, null)));
    assertEquals("test", splits.get("a"));
    assertEquals("train", splits.get("b"));
    assertEquals("train", splits.get("c"));
    assertEquals("val", splits.get("d"));
    assertNull(splits.get("e"));
  }

  @Test
  void sharesAreKept() {
    List<Row> rows = new ArrayList<>();
    for (int i = 0; i < 5_000; i++) {
      rows.add(row("p" + i, sha256("content " + i), i % 2 == 0 ? "group " + i : null));
    }
    Map<String, Long> counts = new HashMap<>();
    assign(rows).values().forEach(split -> counts.merge(split, 1L, Long::sum));
    // Five standard deviations of a binomial distribution.
    assertTrue(Math.abs(counts.get("train") - 4_000) < 142, counts.toString());
    assertTrue(Math.abs(counts.get("val") - 500) < 107, counts.toString());
  }

  @Test
  void neitherGroupNorContentStandsOnBothSides() {
    Random random = new Random(0);
    List<Row> rows = new ArrayList<>();
    for (int i = 0; i < 300; i++) {
      String group = random.nextInt(4) == 0 ? null : "g" + random.nextInt(120);
      rows.add(row("p" + i, sha256("content " + random.nextInt(250)), group));
    }
    Map<String, String> splits = assign(rows);
    for (Row one : rows) {
      for (Row other : rows) {
        boolean tied =
            one.getString(1).equals(other.getString(1))
                || (one.getString(3) != null && one.getString(3).equals(other.getString(3)));
        if (tied) {
          assertEquals(splits.get(one.getString(0)), splits.get(other.getString(0)));
        }
      }
    }
    Collections.shuffle(rows, random);
    assertEquals(splits, assign(rows));
  }

  @Test
  void longChainsOfGroupsAreOne() {
    List<Row> rows = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      rows.add(row("left " + i, sha256("link " + i), "g" + i));
      rows.add(row("right " + i, sha256("link " + i), "g" + (i + 1)));
    }
    assertEquals(1, assign(rows).values().stream().distinct().count());
  }

  private static Map<String, String> assign(List<Row> rows) {
    Dataset<Row> images = LocalSpark.session().createDataFrame(rows, SCHEMA);
    Dataset<Row> assigned = Splits.assign(images, SHARES);
    assertEquals(Arrays.asList(SCHEMA.fieldNames()), Arrays.asList(assigned.columns()));
    Map<String, String> splits = new HashMap<>();
    assigned.collectAsList().forEach(row -> splits.put(row.getString(0), row.getString(2)));
    assertEquals(rows.size(), splits.size());
    return splits;
  }

  private static Row row(String path, String imageId, String group) {
    return RowFactory.create(path, imageId, "something else", group);
  }

  private static String sha256(String text) {
    return new Sha256().of(text.getBytes(StandardCharsets.UTF_8));
  }
}
