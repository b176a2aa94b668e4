package io.bifocal.sql;

import io.bifocal.conf.UserError;
import io.bifocal.inference.Activation;
import io.bifocal.inference.ModelCard;
import io.bifocal.inference.ModelFiles;
import io.bifocal.inference.Network;
import org.apache.spark.ml.param.BooleanParam;
import org.apache.spark.ml.param.IntParam;
import org.apache.spark.ml.param.ParamValidators;
import org.apache.spark.ml.util.DefaultParamsReadable;
import org.apache.spark.ml.util.Identifiable$;
import org.apache.spark.ml.util.MLReader;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructField;

/**
 * Scores labels: a Spark ML transformer for models whose card names {@code outputs.logits}. Appends
 *
 * <pre>{@code
 * outputCol: struct<
 *   class_names: array<string>,       all labels, in the order of the labels file
 *   probabilities: array<double>,     their scores
 *   topK: array<struct<class_name: string, probability: double>>   the best ones, best first
 * >
 * errorCol: string
 * }</pre>
 */
public final class ImageClassifier extends ImageTransformer<ImageClassifier> {
  private static final DataType TYPE =
      DataTypes.createStructType(
          new StructField[] {
            Fields.array("class_names", DataTypes.StringType),
            Fields.array("probabilities", DataTypes.DoubleType),
            Fields.array(
                "topK",
                DataTypes.createStructType(
                    new StructField[] {
                      Fields.of("class_name", DataTypes.StringType),
                      Fields.of("probability", DataTypes.DoubleType)
                    }))
          });

  private final IntParam topK;
  private final BooleanParam applySoftmax;

  public ImageClassifier() {
    this(Identifiable$.MODULE$.randomUID("ImageClassifier"));
  }

  public ImageClassifier(String uid) {
    super(uid);
    topK =
        new IntParam(
            this,
            "topK",
            "how many labels topK holds, at least 1; the card's top where not set",
            ParamValidators.gtEq(1));
    applySoftmax =
        new BooleanParam(
            this,
            "applySoftmax",
            "whether scores are the softmax of the network's output or that output itself; the"
                + " card's activation where not set");
  }

  /** Where Spark finds how to load a transformer that was saved. */
  public static MLReader<ImageClassifier> read() {
    return new DefaultParamsReadable<ImageClassifier>() {}.read();
  }

  /** The transformer that was saved to {@code path}. */
  public static ImageClassifier load(String path) {
    return read().load(path);
  }

  /** The parameter topK. */
  public IntParam topK() {
    return topK;
  }

  /** The parameter applySoftmax. */
  public BooleanParam applySoftmax() {
    return applySoftmax;
  }

  /**
   * How many labels topK holds, at least 1; all if there are fewer. Where it is not set, as many as
   * the card's {@code top}.
   */
  public ImageClassifier setTopK(int value) {
    set(topK, value);
    return this;
  }

  /**
   * Whether scores are the softmax of the network's output (true) or that output itself (false),
   * for networks that end with a softmax. Where it is not set, the card's {@code activation} holds,
   * which may also be sigmoid.
   */
  public ImageClassifier setApplySoftmax(boolean value) {
    set(applySoftmax, value);
    return this;
  }

  @Override
  DataType outputType() {
    return TYPE;
  }

  @Override
  ImageClassifier self() {
    return this;
  }

  @Override
  Reading reading(ModelFiles files, Network network) {
    ModelCard card = files.card();
    if (card.outputs().logits().isEmpty()) {
      throw new UserError(
          getOrDefault(modelUrl())
              + " does not classify: its card names no outputs.logits; name them there, or use the"
              + " transformer of the card's task");
    }
    return new Scores(
        files.labels(),
        activation(card),
        isDefined(topK) ? (Integer) getOrDefault(topK) : card.top());
  }

  private Activation activation(ModelCard card) {
    if (!isDefined(applySoftmax)) {
      return card.activation();
    }
    return (Boolean) getOrDefault(applySoftmax) ? Activation.SOFTMAX : Activation.NONE;
  }
}
