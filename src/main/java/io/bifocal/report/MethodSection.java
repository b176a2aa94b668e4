package io.bifocal.report;

import io.bifocal.analysis.compare.Comparison;

/** How it was done, in so far as a reader has to know. */
final class MethodSection {
  private MethodSection() {}

  static void write(Html html, Comparison comparison) {
    Comparison.Data data = comparison.data();
    html.open("section").element("h2", "How it was done");
    html.open("ul");
    html.element(
        "li",
        "Divisions: "
            + Amounts.count(data.repeats(), "random division")
            + ", each tests with "
            + Amounts.share(data.testShare(), 1)
            + " of the images, stratified by class. Images of one group and copies of an image are"
            + " never on both sides. Training rows with few labels are part of those with more.");
    html.element(
        "li",
        "Classifiers: "
            + String.join(", ", comparison.classifiers())
            + ". Scaling, strength and temperature are fitted on training images alone.");
    html.element(
        "li",
        "Intervals are of 95 %. Means over divisions: Student's t with the variance corrected for"
            + " the images that divisions share (Nadeau and Bengio). Shares of images: Wilson."
            + " Crossing: bootstrap over the divisions.");
    html.element(
        "li",
        "Differences: paired on the same divisions; p-values are corrected for all of them together"
            + " (Holm and Bonferroni).");
    html.element(
        "li",
        "Each image tested once: five-fold cross-validation with all labels. Confusion,"
            + " calibration, coverage and parts of the images rest on it.");
    html.close();
    html.open("p")
        .text("The rules of the verdict and the definitions of all scores are in ")
        .element("code", "docs/compare.md")
        .text(" of Bifocal; the numbers are in the store as Parquet, in ")
        .element("code", "analysis/compare/run=" + comparison.run())
        .text(".")
        .close();
    html.close();
  }
}
