package io.bifocal.sql;

import io.bifocal.conf.BatchSize;
import io.bifocal.conf.UserError;
import io.bifocal.inference.ModelFiles;
import io.bifocal.inference.Network;
import io.bifocal.inference.Networks;
import io.bifocal.pipeline.ModelFolder;
import java.util.List;
import org.apache.spark.ml.param.IntParam;
import org.apache.spark.ml.param.Param;
import org.apache.spark.ml.param.ParamValidators;
import org.apache.spark.ml.param.StringArrayParam;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.StructType;

/**
 * A transformer that takes pictures. They stand in
 *
 * <ul>
 *   <li>one column of encoded bytes (JPEG, PNG, TIFF, WebP, BMP, GIF, PNM), as Spark's {@code
 *       binaryFile} source gives them, which is decoded as everywhere in Bifocal,
 *   <li>one column of the type that Spark's {@code image} source gives, or
 *   <li>the six columns of that type: origin, height, width, nChannels, mode and data, in this
 *       order whatever their names. OpenCV's modes CV_8UC1, CV_8UC3 and CV_8UC4 are read.
 * </ul>
 *
 * <p>What is transparent is laid on white.
 *
 * @param <T> the transformer's own class, which setters return
 */
public abstract class ImageTransformer<T extends ImageTransformer<T>> extends ModelTransformer<T> {
  private final IntParam batchSize;
  private final Param<String> inputCol;
  private final StringArrayParam inputCols;

  ImageTransformer(String uid) {
    super(uid);
    batchSize =
        new IntParam(
            this,
            "batchSize",
            "how many pictures go through the network at once, 1 to 1024; what is fastest where"
                + " not set",
            ParamValidators.gtEq(1));
    inputCol = new Param<>(this, "inputCol", "column of encoded bytes or of Spark's image type");
    inputCols =
        new StringArrayParam(
            this,
            "inputCols",
            "columns of Spark's image type: origin, height, width, nChannels, mode, data; or one as"
                + " inputCol");
    setDefault(inputCols, ImageFields.NAMES.toArray(String[]::new));
  }

  /** The parameter batchSize. */
  public IntParam batchSize() {
    return batchSize;
  }

  /** The parameter inputCol. */
  public Param<String> inputCol() {
    return inputCol;
  }

  /** The parameter inputCols. */
  public StringArrayParam inputCols() {
    return inputCols;
  }

  /**
   * How many pictures go through the network at once, 1 to 1024. Where it is not set, each executor
   * finds out what is fastest. The results do not depend on it: pictures go one by one where more
   * of them would change any bit.
   */
  public T setBatchSize(int value) {
    set(batchSize, value);
    return self();
  }

  /** The column of encoded bytes or of Spark's image type; instead of inputCols. */
  public T setInputCol(String value) {
    set(inputCol, value);
    return self();
  }

  /**
   * The six columns of Spark's image type, by default origin, height, width, nChannels, mode and
   * data; one name is as good as inputCol.
   */
  public T setInputCols(String[] value) {
    set(inputCols, value);
    return self();
  }

  /**
   * Runs the model over the dataset, as soon as an action asks for it. The model is read and tried
   * out at once.
   *
   * @throws UserError as {@link #transformSchema}, or if the model cannot be read or loaded, or is
   *     not for this task
   */
  @Override
  public Dataset<Row> transform(Dataset<?> dataset) {
    StructType schema = transformSchema(dataset.schema());
    ModelFiles files =
        requireEngine(
            ModelFolder.read(
                "modelUrl",
                getOrDefault(modelUrl()),
                dataset.sparkSession().sparkContext().hadoopConfiguration()));
    int threads = threads(dataset);
    Reading reading = reading(files, Networks.shared(files, threads));
    return mapped(
        dataset,
        schema,
        new ImagePartition(
            broadcast(dataset, files), threads, size(), pictures(dataset.schema()), reading));
  }

  @Override
  final void checkInput(StructType schema) {
    pictures(schema);
  }

  /**
   * What goes to the appended column.
   *
   * @throws UserError if the model is not for this task
   */
  abstract Reading reading(ModelFiles files, Network network);

  private BatchSize size() {
    return isDefined(batchSize) ? new BatchSize((Integer) getOrDefault(batchSize)) : BatchSize.AUTO;
  }

  private PictureSource pictures(StructType schema) {
    // Copies of all parameters have the default set.
    boolean namesColumns = !ImageFields.NAMES.equals(List.of(getOrDefault(inputCols)));
    if (isSet(inputCol) && namesColumns) {
      throw new UserError(uid() + ": inputCol and inputCols are both set; set one of them");
    }
    String[] names =
        isSet(inputCol) ? new String[] {getOrDefault(inputCol)} : getOrDefault(inputCols);
    int[] places = new int[names.length];
    for (int i = 0; i < names.length; i++) {
      places[i] = column(schema, names[i]);
    }
    return PictureSource.of(uid(), schema, places);
  }
}
