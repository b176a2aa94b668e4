package io.bifocal.jobs;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

@Command(name = "export")
final class ExportJob implements Callable<Integer> {
  @Override
  public Integer call() {
    return 0;
  }
}
