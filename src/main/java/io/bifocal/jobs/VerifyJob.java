package io.bifocal.jobs;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

@Command(name = "verify")
final class VerifyJob implements Callable<Integer> {
  @Override
  public Integer call() {
    return 0;
  }
}
