package io.bifocal.jobs;

import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/**
 * The program: finds the job that the command line names and turns its outcome into an exit code.
 */
@Command(
    name = "bifocal",
    versionProvider = Version.class,
    mixinStandardHelpOptions = true,
    description =
        "Looks at a labelled image collection through classical features and deep networks.",
    synopsisSubcommandLabel = "JOB",
    commandListHeading = "%nJobs, in the order of a first day:%n",
    footer = {
      "",
      "Example: bifocal nightly --conf conf/quickstart.conf",
      "Each job explains itself: bifocal nightly --help",
      "",
      "Exit codes: 0 done; 1 failed, or drifted beyond drift.fail (the run",
      "is committed); 2 wrong usage or configuration; 3 more rejected files",
      "than limits.max-rejected; 4 the store is held by another run;",
      "75 stopped at the deadline."
    },
    subcommands = {
      NightlyJob.class,
      ScanJob.class,
      ExtractJob.class,
      PackJob.class,
      FitJob.class,
      CompareJob.class,
      ExportJob.class,
      StatusJob.class,
      HistoryJob.class,
      VerifyJob.class,
      VacuumJob.class,
      FeaturesJob.class,
      ExplainJob.class,
      ModelJob.class,
      BenchJob.class
    })
public final class Bifocal {
  static final int DONE = 0;
  static final int FAILED = 1;
  static final int WRONG_USAGE = 2;
  static final int TOO_MANY_REJECTED = 3;
  static final int STORE_HELD = 4;
  static final int STOPPED = 75;

  private Bifocal() {}

  /** Runs the job that {@code arguments} name, and exits with its code. */
  public static void main(String[] arguments) {
    System.exit(run(arguments));
  }

  /** Runs the job that {@code arguments} name. */
  static int run(String... arguments) {
    CommandLine program = new CommandLine(new Bifocal());
    if (arguments.length == 0) {
      program.usage(System.err);
      return WRONG_USAGE;
    }
    return program
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setExecutionExceptionHandler((failure, command, parsed) -> explain(failure, command))
        .execute(arguments);
  }

  private static int explain(Exception failure, CommandLine command) {
    String job = command.getCommandName();
    Failure explained = Failure.of(failure);
    if (explained.exitCode() != FAILED) {
      System.err.println(job + ": " + explained.message());
      return explained.exitCode();
    }
    LoggerFactory.getLogger(Bifocal.class).error("{} failed", job, failure);
    System.err.println(job + " failed: " + explained.message());
    LogFile.path().ifPresent(log -> System.err.println("The full log is " + log));
    return FAILED;
  }
}
