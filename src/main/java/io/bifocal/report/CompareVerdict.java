package io.bifocal.report;

import io.bifocal.analysis.compare.Comparison;

/** The answer in words, each sentence with the figure that it rests on. */
final class CompareVerdict {
  private CompareVerdict() {}

  static void write(Html html, Comparison comparison) {
    html.open("section", "class", "verdict");
    html.open("h1")
        .text("Which lens does this data need? ")
        .element("span", "compare", "class", "job")
        .close();
    html.open("ul", "class", "sentences");
    for (Comparison.Sentence sentence : comparison.verdict()) {
      html.open("li")
          .element("b", sentence.text())
          .element("span", sentence.figure(), "class", "figure")
          .close();
    }
    html.close();
    html.open("p", "class", "quiet")
        .element("bdi", comparison.collection())
        .text(
            ", snapshot "
                + comparison.snapshot()
                + "; compared on "
                + comparison.started()
                + " in "
                + Amounts.duration(comparison.seconds())
                + ". Classical: descriptors written by people; deep: outputs of trained networks;"
                + " fused: both. What is said here is about this collection.")
        .close();
    html.close();
  }
}
