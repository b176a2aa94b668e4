package io.bifocal.conf;

import java.util.List;

/** A deep network of the configuration. */
public record ModelSettings(
    @Help("name in the tables: letters, digits, dot, dash and underscore") String name,
    @Help(
            "model folder with model.onnx (or model.pt) and card.conf, or such a folder as .zip, .tar"
                + " or .tar.gz: a local path, any URI that Hadoop knows, http(s)://…, or djl://…")
        String path,
    @Default("[]")
        @Help("operators applied to the decoded picture first: a list of { name = …, parameters }")
        List<Block> preprocess,
    @Default("auto")
        @Help(
            "pictures that go through the network at once: auto (the fastest, found out on the first ones) or 1 to 1024; never changes a result, a size that would is not used")
        BatchSize batchSize,
    @Default("cpu")
        @Help(
            "what the network runs on: cpu; gpu (that Spark gives to the tasks: fails before any"
                + " work where there is none); auto (gpu where there is one, otherwise cpu, so that"
                + " rows of both may mix)")
        DevicePreference device,
    @Default("[]")
        @Help(
            "columns that say how far to trust a prediction: a list of entropy, margin, energy,"
                + " mahalanobis, nearest-neighbours, disagreement; and temperature, which calibrates"
                + " the scores")
        List<Named> guards,
    @Default("false")
        @Help("adds a column mask: a PNG of the label of every pixel; segmentation only")
        boolean masks) {

  public ModelSettings {
    Names.requireFileName(name, "a table");
  }
}
