package io.bifocal.jobs;

import io.bifocal.conf.UserError;
import io.bifocal.inference.CardDraft;
import io.bifocal.inference.NetworkDescription;
import io.bifocal.inference.TensorNetwork;
import io.bifocal.pipeline.ModelFolder;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Writes the first card of a network. */
@Command(
    name = "card",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    description = {
      "Write a first card.conf for a network.",
      "Looks at the inputs and outputs of model.onnx and guesses task, layout and size; marks what is to be checked. Never overwrites a card."
    },
    footer = {"", "Example: bifocal model card models/mine"})
final class ModelCardJob implements Callable<Integer> {
  private static final String CARD = "card.conf";

  @Parameters(paramLabel = "FOLDER", description = "folder that holds model.onnx")
  private Path folder;

  @Option(
      names = "--output",
      paramLabel = "FILE",
      description = "where the card goes; default: card.conf in the folder")
  private Path output;

  @Override
  public Integer call() throws IOException {
    run(System.out, folder, output == null ? folder.resolve(CARD) : output);
    return Bifocal.DONE;
  }

  /** Writes the card of the network in {@code folder} to {@code output}, and shows it. */
  static void run(PrintStream out, Path folder, Path output) throws IOException {
    Optional<Path> labels = labels(folder);
    String card =
        CardDraft.of(
            NetworkDescription.of(
                ModelFolder.read(
                    "FOLDER", folder.toString(), new Configuration(), TensorNetwork::files)),
            labels.map(file -> file.getFileName().toString()),
            labels.isPresent() ? lines(labels.get()) : 0);
    try {
      Files.writeString(output, card, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    } catch (FileAlreadyExistsException e) {
      throw new UserError(
          output + " is there already and stays; give --output FILE to write another one", e);
    }
    out.print(card);
    out.println();
    out.println("Card: " + output.toAbsolutePath());
    out.println("Compare what is marked CHECK, and then run: bifocal model check " + folder);
  }

  /** The only text file there, or the one called labels.txt. */
  private static Optional<Path> labels(Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      throw new UserError(folder + " is not a folder; name one that holds model.onnx");
    }
    try (Stream<Path> files = Files.list(folder)) {
      List<Path> texts = files.filter(file -> file.toString().endsWith(".txt")).toList();
      return texts.stream()
          .filter(file -> texts.size() == 1 || file.endsWith("labels.txt"))
          .findFirst();
    }
  }

  private static int lines(Path file) throws IOException {
    return (int) Files.readString(file, StandardCharsets.UTF_8).stripTrailing().lines().count();
  }
}
