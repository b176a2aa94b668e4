package io.bifocal.sql;

import io.bifocal.conf.UserError;
import io.bifocal.inference.ModelFiles;
import io.bifocal.inference.Networks;
import io.bifocal.inference.TensorNetwork;
import io.bifocal.pipeline.ModelFolder;
import org.apache.spark.ml.param.IntParam;
import org.apache.spark.ml.param.Param;
import org.apache.spark.ml.param.ParamValidators;
import org.apache.spark.ml.util.DefaultParamsReadable;
import org.apache.spark.ml.util.Identifiable$;
import org.apache.spark.ml.util.MLReader;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/**
 * Sends numbers through any network that has one input of 32-bit floats: a Spark ML transformer.
 * The model's folder needs no card. The numbers stand in one column,
 *
 * <ul>
 *   <li>as an array of floats or doubles, or as bytes of 32-bit floats, little endian: row-major,
 *       of the shape that the network declares, in which one side besides the batch may be open; or
 *   <li>as the bytes of NumPy's .npy (float32, C order), which has the shape: one row, with a side
 *       of 1 for the batch or without.
 * </ul>
 *
 * Appends all outputs of the network, in its order, without the side of the batch:
 *
 * <pre>{@code
 * outputCol: array<struct<name: string, shape: array<int>, values: array<float>>>
 * errorCol: string
 * }</pre>
 */
public final class BinaryPredictor extends ModelTransformer<BinaryPredictor> {
  private static final DataType TYPE =
      DataTypes.createArrayType(
          DataTypes.createStructType(
              new StructField[] {
                Fields.of("name", DataTypes.StringType),
                Fields.array("shape", DataTypes.IntegerType),
                Fields.array("values", DataTypes.FloatType)
              }),
          false);

  private final IntParam batchSize;
  private final Param<String> inputCol;

  public BinaryPredictor() {
    this(Identifiable$.MODULE$.randomUID("BinaryPredictor"));
  }

  public BinaryPredictor(String uid) {
    super(uid);
    batchSize =
        new IntParam(
            this,
            "batchSize",
            "how many rows go through the network at once, at least 1",
            ParamValidators.gtEq(1));
    inputCol = new Param<>(this, "inputCol", "column of numbers: array<float> or binary");
    setDefault(batchSize, 1);
  }

  /** Where Spark finds how to load a transformer that was saved. */
  public static MLReader<BinaryPredictor> read() {
    return new DefaultParamsReadable<BinaryPredictor>() {}.read();
  }

  /** The transformer that was saved to {@code path}. */
  public static BinaryPredictor load(String path) {
    return read().load(path);
  }

  /** The parameter batchSize. */
  public IntParam batchSize() {
    return batchSize;
  }

  /** The parameter inputCol. */
  public Param<String> inputCol() {
    return inputCol;
  }

  /**
   * How many rows of one shape go through the network at once, at least 1; 1 by default. More is
   * faster for small networks, but then the last bits of a row's outputs may depend on the rows
   * beside it.
   */
  public BinaryPredictor setBatchSize(int value) {
    set(batchSize, value);
    return this;
  }

  /** The column of numbers. */
  public BinaryPredictor setInputCol(String value) {
    set(inputCol, value);
    return this;
  }

  /**
   * Runs the network over the dataset, as soon as an action asks for it. It is loaded at once.
   *
   * @throws UserError as {@link #transformSchema}, or if the network cannot be read or loaded or
   *     has several inputs
   */
  @Override
  public Dataset<Row> transform(Dataset<?> dataset) {
    StructType schema = transformSchema(dataset.schema());
    ModelFiles files =
        requireEngine(
            ModelFolder.read(
                "modelUrl",
                getOrDefault(modelUrl()),
                dataset.sparkSession().sparkContext().hadoopConfiguration(),
                TensorNetwork::files));
    int threads = threads(dataset);
    Networks.sharedTensors(files, threads);
    return mapped(
        dataset,
        schema,
        new TensorPartition(
            broadcast(dataset, files),
            threads,
            (Integer) getOrDefault(batchSize),
            numbers(dataset.schema())));
  }

  @Override
  DataType outputType() {
    return TYPE;
  }

  @Override
  BinaryPredictor self() {
    return this;
  }

  @Override
  void checkInput(StructType schema) {
    numbers(schema);
  }

  private NumberSource numbers(StructType schema) {
    int column = column(schema, require(inputCol, "the column of numbers"));
    DataType type = schema.fields()[column].dataType();
    if (type.equals(DataTypes.BinaryType)) {
      return row -> Numbers.ofBytes(row, column);
    }
    if (type.sql().equals("ARRAY<FLOAT>") || type.sql().equals("ARRAY<DOUBLE>")) {
      return row -> Numbers.ofArray(row, column);
    }
    throw new UserError(
        uid()
            + ": inputCol = "
            + getOrDefault(inputCol)
            + " is "
            + type.sql()
            + "; give a column of ARRAY<FLOAT>, ARRAY<DOUBLE> or BINARY");
  }
}
