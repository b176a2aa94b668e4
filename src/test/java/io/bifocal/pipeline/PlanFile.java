package io.bifocal.pipeline;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.example.data.simple.SimpleGroupFactory;
import org.apache.parquet.hadoop.ParquetFileWriter;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.hadoop.example.ExampleParquetWriter;
import org.apache.parquet.hadoop.util.HadoopOutputFile;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.MessageTypeParser;

/** A file of the plan, as Spark writes it. */
final class PlanFile {
  private static final MessageType SCHEMA =
      MessageTypeParser.parseMessageType(
          """
          message spark_schema {
            optional binary image_id (STRING);
            optional binary path (STRING);
            optional int64 modified (TIMESTAMP(MICROS, true));
            optional binary container (STRING);
            optional int64 position;
            optional int64 bytes;
            optional binary format (STRING);
            optional int32 width;
            optional int32 height;
            optional int32 channels;
            optional int32 depth;
            optional int32 frames;
            optional int32 orientation;
            optional int64 missing;
            optional double seconds;
          }
          """);

  private PlanFile() {}

  /** Writes a row for each cost; their ids are their numbers. */
  static String write(Path folder, List<Double> seconds) throws IOException {
    String file = folder.resolve("plan.parquet").toUri().toString();
    SimpleGroupFactory rows = new SimpleGroupFactory(SCHEMA);
    try (var writer = writer(file)) {
      for (int i = 0; i < seconds.size(); i++) {
        writer.write(
            rows.newGroup()
                .append("image_id", String.valueOf(i))
                .append("path", "dir/" + i + ".png")
                .append("bytes", 100L + i)
                .append("format", "png")
                .append("width", 64)
                .append("height", 48)
                .append("channels", 3)
                .append("depth", 8)
                .append("frames", 1)
                .append("orientation", 1)
                .append("missing", 5L)
                .append("seconds", seconds.get(i)));
      }
    }
    return file;
  }

  private static ParquetWriter<Group> writer(String file) throws IOException {
    return ExampleParquetWriter.builder(
            HadoopOutputFile.fromPath(new org.apache.hadoop.fs.Path(file), new Configuration()))
        .withType(SCHEMA)
        .withWriteMode(ParquetFileWriter.Mode.OVERWRITE)
        .build();
  }
}
