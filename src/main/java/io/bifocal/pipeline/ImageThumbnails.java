package io.bifocal.pipeline;

import static org.apache.spark.sql.functions.col;

import io.bifocal.collection.ImageCollection;
import io.bifocal.image.Decoder;
import io.bifocal.image.Picture;
import io.bifocal.image.RejectedException;
import io.bifocal.image.Thumbnail;
import io.bifocal.store.Store;
import java.io.IOException;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.slf4j.LoggerFactory;
import scala.Tuple2;

/** Small pictures of single images for a report, decoded in tasks. */
public final class ImageThumbnails {
  /** Of the longer side, in pixels. */
  private static final int SIDE = 96;

  /** What the driver holds of them, some kilobytes each. */
  private static final int MOST = 1000;

  private ImageThumbnails() {}

  /**
   * JPEGs of at most 96 pixels a side.
   *
   * @param name of a folder in the working space, unlike any other of the run
   * @param images rows of {@link Scan#SCHEMA}
   * @param imageIds at most 1,000
   * @return the JPEG in Base64 by image_id; of images that cannot be decoded any more there is none
   */
  public static Map<String, String> of(
      RunContext context,
      String name,
      ImageCollection collection,
      Decoder decoder,
      Dataset<Row> images,
      Collection<String> imageIds) {
    if (imageIds.size() > MOST) {
      throw new IllegalArgumentException(
          imageIds.size() + " thumbnails are more than " + MOST + " for one report");
    }
    Dataset<Row> wanted = images.where(col("image_id").isin(imageIds.toArray()));
    List<Unit> units =
        Plan.whole(context, name, wanted, Costs.of(Producers.NONE, Optional.empty()).seconds(0));
    Task task = new Task(collection, decoder, context.store());
    Map<String, String> thumbnails = new TreeMap<>();
    for (Tuple2<String, String> thumbnail :
        JavaSparkContext.fromSparkContext(context.spark().sparkContext())
            .parallelize(units.stream().map(Unit::json).toList(), Math.max(1, units.size()))
            .flatMap(task::thumbnails)
            .collect()) {
      thumbnails.put(thumbnail._1(), thumbnail._2());
    }
    return thumbnails;
  }

  private record Task(ImageCollection collection, Decoder decoder, Store store)
      implements Serializable {

    Iterator<Tuple2<String, String>> thumbnails(String unit) {
      List<Tuple2<String, String>> thumbnails = new ArrayList<>();
      try (PlannedPictures pictures =
          new PlannedPictures(Unit.of(unit), collection, decoder, store.hadoop())) {
        while (pictures.hasNext()) {
          PlannedImage image = pictures.next();
          try (Picture picture = pictures.decode()) {
            String jpeg = Base64.getEncoder().encodeToString(Thumbnail.jpeg(picture, SIDE));
            thumbnails.add(new Tuple2<>(image.imageId(), jpeg));
          } catch (RejectedException e) {
            LoggerFactory.getLogger(ImageThumbnails.class)
                .warn("no picture of {} in the report", image.location().path(), e);
          }
        }
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
      return thumbnails.iterator();
    }
  }
}
