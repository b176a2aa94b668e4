package io.bifocal.jobs;

import io.bifocal.conf.Names;
import io.bifocal.conf.UserError;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Lists the extractors, or explains one, from {@code docs/features.md}; needs no Spark. */
@Command(
    name = "features",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    description = {
      "List the classical features, or explain one.",
      "Names, values in a vector, CPU time of a picture; of one feature its steps, parameters and source."
    },
    footer = {"", "Example: bifocal features hog"})
final class FeaturesJob implements Callable<Integer> {
  private static final String DOCUMENT = "/io/bifocal/jobs/features.md";

  @Parameters(arity = "0..1", paramLabel = "NAME", description = "the feature to explain")
  private String name;

  @Override
  public Integer call() throws IOException {
    try (InputStream in = FeaturesJob.class.getResourceAsStream(DOCUMENT)) {
      run(System.out, new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList(), name);
    }
    return Bifocal.DONE;
  }

  /**
   * Prints the table of {@code document}, or the section of one feature.
   *
   * @param name of the feature, or null for the table
   */
  static void run(PrintStream out, List<String> document, String name) {
    if (name == null) {
      table(document).forEach(out::println);
    } else {
      section(document, name).forEach(out::println);
    }
  }

  private static List<String> table(List<String> document) {
    List<List<String>> rows =
        document.stream()
            .dropWhile(line -> !line.startsWith("| name"))
            .takeWhile(line -> line.startsWith("|"))
            .filter(line -> !line.startsWith("|---"))
            .map(FeaturesJob::cells)
            .toList();
    int[] widths = new int[rows.get(0).size()];
    for (List<String> row : rows) {
      for (int i = 0; i < widths.length; i++) {
        widths[i] = Math.max(widths[i], row.get(i).length());
      }
    }
    return rows.stream().map(row -> aligned(row, widths)).toList();
  }

  /** Names to the left, numbers to the right, the text last. */
  private static String aligned(List<String> row, int[] widths) {
    StringBuilder line = new StringBuilder();
    for (int i = 0; i < widths.length; i++) {
      String cell = row.get(i);
      String padding = " ".repeat(widths[i] - cell.length());
      boolean number = i > 0 && i < widths.length - 1;
      line.append(number ? padding + cell : cell + padding).append("  ");
    }
    return line.toString().stripTrailing();
  }

  private static List<String> cells(String line) {
    List<String> cells = new ArrayList<>();
    for (String cell : line.substring(1, line.lastIndexOf('|')).split("\\|", -1)) {
      cells.add(plain(cell.strip()));
    }
    return cells;
  }

  private static List<String> section(List<String> document, String name) {
    List<String> section =
        document.stream()
            .dropWhile(line -> !line.equals("## " + name))
            .skip(1)
            .takeWhile(line -> !line.startsWith("## "))
            .filter(line -> !line.startsWith("!["))
            .map(FeaturesJob::plain)
            .toList();
    if (section.isEmpty()) {
      List<String> known =
          document.stream().filter(l -> l.startsWith("## ")).map(l -> l.substring(3)).toList();
      throw new UserError(Names.unknown("feature", name, known));
    }
    return section;
  }

  /** Without links and quotes, which a terminal does not draw. */
  private static String plain(String markdown) {
    return markdown.replaceAll("\\[([^\\]]*)]\\([^)]*\\)", "$1").replace("`", "");
  }
}
