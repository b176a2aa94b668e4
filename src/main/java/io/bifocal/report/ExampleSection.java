package io.bifocal.report;

import io.bifocal.analysis.compare.Example;
import io.bifocal.analysis.compare.Example.Answer;
import io.bifocal.analysis.compare.Example.Neighbour;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Images that classical features and networks see differently, side by side. */
final class ExampleSection {
  private static final int MOST_OF_A_KIND = 6;
  private static final int MOST_NEIGHBOURS = 5;

  private final Html html;
  private final ExamplePictures pictures;

  private ExampleSection(Html html) {
    this.html = html;
    this.pictures = new ExamplePictures(html);
  }

  static void write(Html html, List<Example> examples) {
    html.open("section").element("h2", "Examples side by side");
    if (examples.isEmpty()) {
      html.element(
          "p", "None: this takes a classical and a deep set that answer some images differently.");
    } else {
      html.element(
          "p",
          "With the right class, the answers of both lenses, the nearest images that each was"
              + " trained with, and where the answer comes from: orange where the probability of"
              + " the right class falls if that part is covered, blue where it rises; the stronger,"
              + " the more.");
      Map<String, List<Example>> byKind =
          examples.stream()
              .collect(
                  Collectors.groupingBy(Example::kind, LinkedHashMap::new, Collectors.toList()));
      ExampleSection section = new ExampleSection(html);
      byKind.forEach(section::kind);
    }
    html.close();
  }

  private void kind(String kind, List<Example> examples) {
    html.element("h3", heading(kind));
    examples.stream().limit(MOST_OF_A_KIND).forEach(this::example);
  }

  private static String heading(String kind) {
    return switch (kind) {
      case "classical right" -> "Classical features are right, networks are wrong";
      case "deep right" -> "Networks are right, classical features are wrong";
      case "both wrong" -> "Both are wrong";
      default -> kind;
    };
  }

  private void example(Example example) {
    html.open("div", "class", "example");
    html.open("figure", "class", "subject");
    pictures.subject(example.image(), example.label());
    html.open("figcaption").text("Right: ").open("b").element("bdi", example.label()).close();
    html.open("div", "class", "where").element("bdi", example.image().path()).close();
    html.close().close();
    example.answers().forEach(answer -> answer(example, answer));
    html.close();
  }

  private void answer(Example example, Answer answer) {
    boolean isRight = answer.label().equals(example.label());
    html.open("div", "class", "answer");
    html.open("p")
        .element("b", answer.set())
        .text(" says ")
        .element("bdi", answer.label())
        .text(", probability " + Amounts.share(answer.probability()) + ": ")
        .element("b", isRight ? "right" : "wrong", "class", isRight ? "correct" : "wrong")
        .close();
    html.open("div");
    example.maps().stream()
        .filter(map -> map.set().equals(answer.set()))
        .findFirst()
        .ifPresent(map -> pictures.covered(example.image(), map));
    html.close();
    html.open("div", "class", "neighbours");
    answer.neighbours().stream().limit(MOST_NEIGHBOURS).forEach(this::neighbour);
    html.close().close();
  }

  private void neighbour(Neighbour neighbour) {
    html.open("figure");
    pictures.small(neighbour.image(), neighbour.label());
    html.open("figcaption").element("bdi", neighbour.label()).close().close();
  }
}
