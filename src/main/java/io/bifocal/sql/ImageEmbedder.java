package io.bifocal.sql;

import io.bifocal.conf.UserError;
import io.bifocal.inference.ModelFiles;
import io.bifocal.inference.Network;
import io.bifocal.inference.Prediction;
import org.apache.spark.ml.util.DefaultParamsReadable;
import org.apache.spark.ml.util.Identifiable$;
import org.apache.spark.ml.util.MLReader;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;

/**
 * Describes pictures by vectors: a Spark ML transformer for models whose card names {@code
 * outputs.embedding}. Appends
 *
 * <pre>{@code
 * outputCol: array<float>    finite, of the same length in every row
 * errorCol: string
 * }</pre>
 */
public final class ImageEmbedder extends ImageTransformer<ImageEmbedder> {
  private static final DataType TYPE = DataTypes.createArrayType(DataTypes.FloatType, false);

  public ImageEmbedder() {
    this(Identifiable$.MODULE$.randomUID("ImageEmbedder"));
  }

  public ImageEmbedder(String uid) {
    super(uid);
  }

  /** Where Spark finds how to load a transformer that was saved. */
  public static MLReader<ImageEmbedder> read() {
    return new DefaultParamsReadable<ImageEmbedder>() {}.read();
  }

  /** The transformer that was saved to {@code path}. */
  public static ImageEmbedder load(String path) {
    return read().load(path);
  }

  @Override
  DataType outputType() {
    return TYPE;
  }

  @Override
  ImageEmbedder self() {
    return this;
  }

  @Override
  Reading reading(ModelFiles files, Network network) {
    if (network.embeddingLength() == 0) {
      throw new UserError(
          getOrDefault(modelUrl())
              + " does not embed: its card names no outputs.embedding; name it there, or use the"
              + " transformer of the card's task");
    }
    return Prediction::embedding;
  }
}
