package io.sockets4j.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.sockets4j.testkit.Program;
import io.sockets4j.testkit.Program.Result;
import io.sockets4j.testkit.Tool;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The line for people who wait. */
class ProgressTest {

  /** Runs a command with a terminal for some of its streams, and tells what came there. */
  private static final String ON_A_TERMINAL =
      """
      import os, pty, subprocess, sys
      master, slave = pty.openpty()
      command = subprocess.Popen(sys.argv[2:], **{name: slave for name in sys.argv[1].split()})
      os.close(slave)
      try:
          while data := os.read(master, 4096):
              print(repr(data), file=sys.stderr, flush=True)
      except OSError:
          pass  # how Linux says that the other end is closed
      sys.exit(command.wait())
      """;

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      textBlock =
          """
          0; 0; 0; 1000000000; sent 0 B, received 0 B, 0 B/s
          1023; 1024; 2047; 1000000000; sent 1023 B, received 1.0 KiB, 2.0 KiB/s
          1610612736; 0; 851968000; 1000000000; sent 1.5 GiB, received 0 B, 812.5 MiB/s
          1; 0; 1; 500000000; sent 1 B, received 0 B, 2 B/s
          0; 1125899906842624; 0; 0; sent 0 B, received 1.0 PiB, 0 B/s
          """)
  void tellsAmountsAndRate(long sent, long received, long bytes, long nanos, String line) {
    assertThat(Progress.line(sent, received, bytes, nanos)).isEqualTo(line);
  }

  private static List<String> onATerminal(String streams) {
    return new ArrayList<>(List.of(Tool.PYTHON.require(), "-c", ON_A_TERMINAL, streams));
  }

  @Test
  void isWrittenToATerminal() throws Exception {
    Result result = longTransfer(onATerminal("stderr"));
    assertThat(result.out()).isEqualTo("abcdef");
    assertThat(result.err()).contains("\\rsent ", "received 6 B", "B/s\\x1b[K", "\\r\\n");
  }

  @Test
  void isNotWrittenAmidWhatIsReceived() throws Exception {
    Result result = longTransfer(onATerminal("stdout stderr"));
    assertThat(result.err()).isEqualToIgnoringNewLines("b'abcdef'");
  }

  @Test
  void isNotWrittenElsewhere() throws Exception {
    Result result = longTransfer(new ArrayList<>());
    assertThat(result.out()).isEqualTo("abcdef");
    assertThat(result.err()).isEmpty();
  }

  /** A client that waits for more than a second until it has sent everything. */
  private static Result longTransfer(List<String> command) throws Exception {
    try (InProcess server = InProcess.start("echo", "tcp:127.0.0.1:0")) {
      command.addAll(Program.java(Main.class, "connect", server.awaitAddress()));
      try (Program client = Program.start(command, null, null)) {
        client.input().write("abcdef".getBytes(StandardCharsets.US_ASCII));
        client.input().flush();
        client.await("abcdef");
        Thread.sleep(1500);
        Result result = client.finish();
        assertThat(result.status()).isZero();
        return result;
      }
    }
  }
}
