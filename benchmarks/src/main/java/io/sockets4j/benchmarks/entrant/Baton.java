package io.sockets4j.benchmarks.entrant;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * The driver's lines on standard input, ours on standard output. A contender runs only while it has
 * the turn, and waits for it in read(2), where it takes no processor time.
 */
final class Baton {
  private static final BufferedReader IN =
      new BufferedReader(new InputStreamReader(System.in, StandardCharsets.US_ASCII));
  private static final PrintStream OUT = System.out;

  private Baton() {}

  /** Keeps standard output for the driver: what others print goes to standard error. */
  static void claim() {
    System.setOut(System.err);
  }

  /** The next line, null when the driver is through. */
  static @Nullable String read() throws IOException {
    return IN.readLine();
  }

  static void say(String line) {
    OUT.println(line);
    OUT.flush();
  }

  static void await() throws IOException {
    String line = IN.readLine();
    if (line == null) {
      // The driver has failed, and says so itself.
      Runtime.getRuntime().halt(1);
    }
    if (!"run".equals(line)) {
      throw new IOException("the driver was to say 'run' and said " + line);
    }
  }

  static void handBack() {
    say("done");
  }
}
