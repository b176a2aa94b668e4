package io.bifocal.pipeline;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.lit;

import io.bifocal.store.RunRecord;
import java.util.Optional;
import org.apache.spark.sql.Column;

/**
 * What work is expected to cost, by which it is cut into equal parts: for each image and producer a
 * nominal time that grows with the pixels, times what the producer took in relation to it when it
 * was measured last. Balance is all that depends on it.
 */
public final class Costs {
  private static final double SECONDS_AN_IMAGE = 0.001;
  private static final double SECONDS_A_MEGAPIXEL = 0.01;

  /** Reading and decoding, in relation to the nominal cost of a producer. */
  private static final double DECODING = 0.4;

  /** Making one variant of a picture, in relation to the nominal cost of a producer. */
  private static final double CHANGING = 1;

  private final double[] measured;

  private Costs(double[] measured) {
    this.measured = measured;
  }

  /**
   * The costs of {@code producers}.
   *
   * @param last where they were measured; a producer counts as the same under any version
   */
  public static Costs of(Producers producers, Optional<RunRecord> last) {
    double[] measured = new double[producers.list().size()];
    for (int i = 0; i < measured.length; i++) {
      Producer producer = producers.list().get(i);
      measured[i] =
          last.stream()
              .flatMap(record -> record.producers().stream())
              .filter(known -> known.kind().equals(producer.table()))
              .filter(known -> known.name().equals(producer.name()))
              .mapToDouble(RunRecord.Produced::relativeCost)
              .findFirst()
              .orElse(0);
    }
    return new Costs(measured);
  }

  /** The nominal cost of a producer for one image, in seconds of CPU time. */
  static double nominal(long width, long height) {
    return SECONDS_AN_IMAGE + SECONDS_A_MEGAPIXEL * width * height / 1e6;
  }

  /** CPU time in relation to the nominal, 0 if it was never measured. */
  double measured(int producer) {
    return measured[producer];
  }

  /** Seconds for a row with the columns width, height and missing. */
  Column seconds() {
    Column relative = lit(DECODING);
    for (int i = 0; i < measured.length; i++) {
      relative =
          relative.plus(expr("shiftright(missing, " + i + ") & 1L").multiply(lit(relative(i))));
    }
    return seconds(relative);
  }

  /**
   * Seconds for a row with the columns width and height, where all producers see the picture in
   * {@code variants}.
   */
  Column seconds(int variants) {
    double each = CHANGING;
    for (int i = 0; i < measured.length; i++) {
      each += relative(i);
    }
    return seconds(lit(DECODING + variants * each));
  }

  private double relative(int producer) {
    return measured[producer] > 0 ? measured[producer] : 1;
  }

  private static Column seconds(Column relative) {
    return col("width")
        .cast("double")
        .multiply(col("height"))
        .multiply(lit(SECONDS_A_MEGAPIXEL / 1e6))
        .plus(lit(SECONDS_AN_IMAGE))
        .multiply(relative);
  }
}
