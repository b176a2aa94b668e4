package io.bifocal.sql;

import io.bifocal.conf.Names;
import io.bifocal.conf.UserError;
import io.bifocal.inference.ModelFiles;
import java.util.List;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.ml.Transformer;
import org.apache.spark.ml.param.Param;
import org.apache.spark.ml.param.ParamMap;
import org.apache.spark.ml.util.DefaultParamsWritable;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/**
 * What all transformers that run a network have in common. Each appends two columns to the
 * dataset's: {@code outputCol}, null where the network gave nothing, and {@code errorCol}, null
 * where it did. Rows keep their order, and none is lost.
 *
 * @param <T> the transformer's own class, which setters return
 */
public abstract class ModelTransformer<T extends ModelTransformer<T>> extends Transformer
    implements DefaultParamsWritable {
  private static final List<String> ENGINES = List.of("OnnxRuntime", "PyTorch");

  private final String uid;
  private final Param<String> engine;
  private final Param<String> modelUrl;
  private final Param<String> outputCol;
  private final Param<String> errorCol;

  ModelTransformer(String uid) {
    this.uid = uid;
    engine =
        new Param<>(
            this,
            "engine",
            "the engine that the model has to be for: OnnxRuntime or PyTorch; any where not set");
    modelUrl =
        new Param<>(
            this,
            "modelUrl",
            "the model's folder with its card.conf: a local path or any URI that Hadoop knows");
    outputCol =
        new Param<>(this, "outputCol", "column that is appended with what the network says");
    errorCol =
        new Param<>(
            this,
            "errorCol",
            "column that is appended with what went wrong; outputCol_error where not set");
  }

  @Override
  public String uid() {
    return uid;
  }

  /** The parameter engine. */
  public Param<String> engine() {
    return engine;
  }

  /** The parameter modelUrl. */
  public Param<String> modelUrl() {
    return modelUrl;
  }

  /** The parameter outputCol. */
  public Param<String> outputCol() {
    return outputCol;
  }

  /** The parameter errorCol. */
  public Param<String> errorCol() {
    return errorCol;
  }

  /**
   * The engine that the model has to be for, by DJL's name: OnnxRuntime or PyTorch. Where it is not
   * set, the folder decides.
   */
  public T setEngine(String value) {
    set(engine, value);
    return self();
  }

  /**
   * The model's folder: a local path, {@code file:}, {@code hdfs:} or any URI that Hadoop knows.
   */
  public T setModelUrl(String value) {
    set(modelUrl, value);
    return self();
  }

  /** The column that is appended with what the network says; it must not be there already. */
  public T setOutputCol(String value) {
    set(outputCol, value);
    return self();
  }

  /**
   * The string column that is appended with what went wrong, null where nothing did; it must not be
   * there already. Where it is not set, it is outputCol with {@code _error} appended.
   */
  public T setErrorCol(String value) {
    set(errorCol, value);
    return self();
  }

  /**
   * The schema with the two columns appended. Does not read the model.
   *
   * @throws UserError if a parameter is missing or wrong, or columns are missing, of another type
   *     or there already
   */
  @Override
  public StructType transformSchema(StructType schema) {
    require(modelUrl, "the model's folder");
    if (isDefined(engine) && !ENGINES.contains(getOrDefault(engine))) {
      throw new UserError(uid + ": " + Names.unknown("engine", getOrDefault(engine), ENGINES));
    }
    String output = require(outputCol, "the column to append");
    checkInput(schema);
    StructType with = appended(schema, output, outputType());
    return appended(with, errorColumn(output), DataTypes.StringType);
  }

  @Override
  public T copy(ParamMap extra) {
    return defaultCopy(extra);
  }

  /** What the appended column holds. */
  abstract DataType outputType();

  /**
   * Sees that the input columns are there and of the right type.
   *
   * @throws UserError if they are not
   */
  abstract void checkInput(StructType schema);

  /** The transformer itself, by its own class. */
  abstract T self();

  /** The place of column {@code name}. */
  final int column(StructType schema, String name) {
    List<String> names = List.of(schema.fieldNames());
    if (!names.contains(name)) {
      throw new UserError(uid + ": " + Names.unknown("column", name, names));
    }
    return schema.fieldIndex(name);
  }

  /** A value that has no default. */
  final <V> V require(Param<V> param, String meaning) {
    if (!isDefined(param)) {
      throw new UserError(uid + ": " + param.name() + " is not set; it names " + meaning);
    }
    return getOrDefault(param);
  }

  /** Sees that the model is for the engine that was asked for. */
  final ModelFiles requireEngine(ModelFiles files) {
    if (isDefined(engine) && !getOrDefault(engine).equals(files.engine())) {
      throw new UserError(
          uid
              + ": engine = "
              + getOrDefault(engine)
              + ", but the model in "
              + getOrDefault(modelUrl)
              + " is for "
              + files.engine()
              + "; leave engine out or name a folder of the other kind");
    }
    return files;
  }

  /** How many threads one forward pass may use. */
  static int threads(Dataset<?> dataset) {
    return dataset.sparkSession().sparkContext().getConf().getInt("spark.task.cpus", 1);
  }

  /** The model, sent once to every executor. */
  static Broadcast<ModelFiles> broadcast(Dataset<?> dataset, ModelFiles files) {
    return JavaSparkContext.fromSparkContext(dataset.sparkSession().sparkContext())
        .broadcast(files);
  }

  static Dataset<Row> mapped(
      Dataset<?> dataset, StructType schema, MapPartitionsFunction<Row, Row> partition) {
    return dataset.toDF().mapPartitions(partition, Encoders.row(schema));
  }

  private String errorColumn(String output) {
    return isDefined(errorCol) ? getOrDefault(errorCol) : output + "_error";
  }

  private StructType appended(StructType schema, String name, DataType type) {
    if (List.of(schema.fieldNames()).contains(name)) {
      throw new UserError(
          uid
              + ": there is a column '"
              + name
              + "' already; give outputCol or errorCol other names");
    }
    return schema.add(name, type, true);
  }
}
