package io.bifocal.pipeline;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.conv;
import static org.apache.spark.sql.functions.countDistinct;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.sha2;
import static org.apache.spark.sql.functions.substring;
import static org.apache.spark.sql.functions.when;

import io.bifocal.conf.Shares;
import java.math.BigDecimal;
import java.util.Map;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataTypes;

/**
 * Assigns splits by content. An image's place in [0, 1) is the first 13 hexadecimal digits of the
 * SHA-256 of its group's name, or of its own bytes where it has no group; the splits share that
 * range in alphabetical order. So an image keeps its split whatever else comes and goes, and
 * neither a group nor a content ever stands on both sides: groups that hold the same content count
 * as one, by the first of their names.
 */
public final class Splits {
  private static final int DIGITS = 13;

  private Splits() {}

  /**
   * {@code images} with the split of each row set; null where the bytes could not be read and there
   * is no group.
   *
   * @param shares percentages by the names of the splits
   */
  public static Dataset<Row> assign(Dataset<Row> images, Map<String, String> shares) {
    Dataset<Row> groups = groupOfContent(images);
    Column group = coalesce(col("shared_group"), col("group"));
    Column hash =
        when(group.isNotNull(), sha2(group.cast(DataTypes.BinaryType), 256))
            .otherwise(col("image_id"));
    return images
        .join(groups, new String[] {"image_id"}, "left")
        .withColumn("split", split(place(hash), shares))
        .drop("shared_group")
        .select(Columns.of(images.columns()));
  }

  private static Column place(Column hash) {
    return conv(substring(hash, 1, DIGITS), 16, 10)
        .cast(DataTypes.DoubleType)
        .divide(lit(Math.pow(16, DIGITS)));
  }

  private static Column split(Column place, Map<String, String> shares) {
    Column result = lit(null).cast(DataTypes.StringType);
    BigDecimal end = BigDecimal.ZERO;
    for (Map.Entry<String, BigDecimal> share : Shares.percentages(shares).entrySet()) {
      end = end.add(share.getValue().movePointLeft(2));
      result =
          when(result.isNull().and(place.lt(lit(end.doubleValue()))), lit(share.getKey()))
              .otherwise(result);
    }
    return result;
  }

  /**
   * For each content that has a group: the first name among all groups that are tied to it,
   * directly or through other contents.
   */
  private static Dataset<Row> groupOfContent(Dataset<Row> images) {
    Dataset<Row> members =
        images
            .where("group is not null and image_id is not null")
            .select(col("image_id"), col("group"))
            .distinct()
            .localCheckpoint();
    Dataset<Row> ties =
        members
            .groupBy("image_id")
            .agg(countDistinct("group").as("groups"))
            .where("groups > 1")
            .join(members, new String[] {"image_id"})
            .select(col("image_id"), col("group"), col("group").as("first"))
            .localCheckpoint();
    boolean settled = ties.isEmpty();
    while (!settled) {
      Dataset<Row> byContent = first(ties, "image_id", "first_of_content");
      Dataset<Row> byGroup = first(ties, "group", "first_of_group");
      Dataset<Row> next =
          ties.join(byContent, new String[] {"image_id"})
              .join(byGroup, new String[] {"group"})
              .selectExpr(
                  "image_id", "group", "first", "least(first_of_content, first_of_group) as next")
              .localCheckpoint();
      settled = next.where("next <> first").isEmpty();
      ties = next.selectExpr("image_id", "group", "next as first");
    }
    Dataset<Row> firstOfGroup = first(ties, "group", "tied");
    return members
        .join(firstOfGroup, new String[] {"group"}, "left")
        .groupBy("image_id")
        .agg(min(coalesce(col("tied"), col("group"))).as("shared_group"));
  }

  private static Dataset<Row> first(Dataset<Row> ties, String key, String name) {
    return ties.groupBy(key).agg(min("first").as(name));
  }
}
