package io.bifocal.store;

import io.bifocal.inference.DetectedObject;
import io.bifocal.inference.LabelScore;
import io.bifocal.inference.Prediction;
import java.util.ArrayList;
import java.util.List;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.schema.GroupType;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;
import org.apache.parquet.schema.Type;
import org.apache.parquet.schema.Type.Repetition;

/** {@link Tables#PREDICTIONS} in Parquet, and what is asked for besides. */
final class PredictionWriteSupport extends RowWriteSupport<PredictionRow> {
  private static final Type LABEL_SCORE =
      new GroupType(
          Repetition.REQUIRED,
          "element",
          textField(Repetition.REQUIRED, "label"),
          numberField(PrimitiveTypeName.FLOAT, Repetition.REQUIRED, "score"));

  private static final Type OBJECT =
      new GroupType(
          Repetition.REQUIRED,
          "element",
          textField(Repetition.REQUIRED, "label"),
          numberField(PrimitiveTypeName.FLOAT, Repetition.REQUIRED, "score"),
          numberField(PrimitiveTypeName.FLOAT, Repetition.REQUIRED, "x"),
          numberField(PrimitiveTypeName.FLOAT, Repetition.REQUIRED, "y"),
          numberField(PrimitiveTypeName.FLOAT, Repetition.REQUIRED, "width"),
          numberField(PrimitiveTypeName.FLOAT, Repetition.REQUIRED, "height"));

  private final PredictionColumns columns;

  PredictionWriteSupport(PredictionColumns columns) {
    super(new MessageType("predictions", fields(columns)));
    this.columns = columns;
  }

  private static List<Type> fields(PredictionColumns columns) {
    List<Type> fields =
        new ArrayList<>(
            List.of(
                textField(Repetition.REQUIRED, "image_id"),
                textField(Repetition.OPTIONAL, "label"),
                numberField(PrimitiveTypeName.FLOAT, Repetition.OPTIONAL, "score"),
                listField("top", LABEL_SCORE),
                vectorField("embedding"),
                listField("objects", OBJECT),
                textField(Repetition.OPTIONAL, "error"),
                numberField(PrimitiveTypeName.INT64, Repetition.REQUIRED, "micros")));
    for (String guard : columns.guards()) {
      fields.add(numberField(PrimitiveTypeName.FLOAT, Repetition.OPTIONAL, guard));
    }
    if (columns.masks()) {
      fields.add(bytesField("mask"));
    }
    return fields;
  }

  @Override
  void writeFields(PredictionRow row) {
    Prediction prediction = row.prediction();
    text("image_id", row.imageId());
    text("label", prediction.label());
    number("score", prediction.score());
    if (prediction.label() != null) {
      top(prediction.top());
    }
    vector("embedding", prediction.embedding());
    if (prediction.objects() != null) {
      objects(prediction.objects());
    }
    text("error", prediction.error());
    number("micros", row.micros());
    if (row.guards() != null) {
      for (int i = 0; i < row.guards().length; i++) {
        float value = row.guards()[i];
        number(columns.guards().get(i), Float.isNaN(value) ? null : Float.valueOf(value));
      }
    }
    if (columns.masks()) {
      bytes("mask", row.mask());
    }
  }

  private void top(List<LabelScore> best) {
    list(
        "top",
        best.size(),
        i ->
            field(
                "element",
                0,
                out -> {
                  out.startGroup();
                  field(
                      "label", 0, value -> value.addBinary(Binary.fromString(best.get(i).label())));
                  field("score", 1, value -> value.addFloat(best.get(i).score()));
                  out.endGroup();
                }));
  }

  private void objects(List<DetectedObject> found) {
    list(
        "objects",
        found.size(),
        i ->
            field(
                "element",
                0,
                out -> {
                  DetectedObject object = found.get(i);
                  out.startGroup();
                  field("label", 0, value -> value.addBinary(Binary.fromString(object.label())));
                  field("score", 1, value -> value.addFloat(object.score()));
                  field("x", 2, value -> value.addFloat(object.x()));
                  field("y", 3, value -> value.addFloat(object.y()));
                  field("width", 4, value -> value.addFloat(object.width()));
                  field("height", 5, value -> value.addFloat(object.height()));
                  out.endGroup();
                }));
  }
}
