package io.sockets4j.cli;

import java.io.IOException;

/** What Java cannot tell of the standard streams, by test(1). */
final class Shell {
  private Shell() {}

  /** Whether a condition holds; false where there is no shell, as on Windows. */
  static boolean says(String condition) throws InterruptedException {
    try {
      return new ProcessBuilder("sh", "-c", condition).inheritIO().start().waitFor() == 0;
    } catch (IOException e) {
      return false;
    }
  }
}
