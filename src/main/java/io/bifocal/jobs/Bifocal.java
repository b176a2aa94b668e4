package io.bifocal.jobs;

/** x. */
public final class Bifocal {
  private Bifocal() {}

  public static void main(String[] args) {}
}
