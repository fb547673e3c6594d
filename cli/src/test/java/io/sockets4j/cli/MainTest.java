package io.sockets4j.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.sockets4j.BsdSocket;
import io.sockets4j.os.SocketType;
import io.sockets4j.testkit.Program.Result;
import io.sockets4j.unix.UnixAddress;
import io.sockets4j.unix.UnixFamily;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The command line: help, errors, exit statuses. */
class MainTest {

  @Test
  void tellsItsVersion() throws Exception {
    Result result = InProcess.run("--version");
    assertThat(result.status()).isZero();
    assertThat(result.out()).matches("sockets4j \\d+\\.\\d+\\.\\d+\\S*\\R");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "probe", "listen", "connect", "echo", "schemes"})
  void helps(String command) throws Exception {
    Result result = command.isEmpty() ? InProcess.run("--help") : InProcess.run(command, "--help");
    assertThat(result.status()).isZero();
    assertThat(result.out())
        .contains("Usage: sockets4j " + command)
        .contains("Exit status:")
        .contains("--verbose");
    assertThat(result.err()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"listen", "connect", "echo"})
  void helpTellsHowAddressesAreWritten(String command) throws Exception {
    assertThat(InProcess.run(command, "--help").out())
        .contains("tcp:HOST:PORT")
        .contains("unix-dgram:PATH")
        .doesNotContain("can:");
  }

  @Test
  void listsSchemes() throws Exception {
    Result result = InProcess.run("schemes");
    assertThat(result.status()).isZero();
    assertThat(result.out().lines())
        .anySatisfy(line -> assertThat(line).matches("tcp +AF_INET +SOCK_STREAM +tcp:HOST:PORT"))
        .anySatisfy(line -> assertThat(line).startsWith("unix-seqpacket "))
        .anySatisfy(line -> assertThat(line).matches("can +AF_CAN +SOCK_RAW +can:INTERFACE .*"))
        .noneSatisfy(line -> assertThat(line).endsWith(" "));
  }

  @Test
  void noCommandIsMisuse() throws Exception {
    assertMisuse(InProcess.run(), "a command is missing", "sockets4j --help");
  }

  @Test
  void unknownCommandIsMisuse() throws Exception {
    assertMisuse(InProcess.run("lisen"), "'lisen'", "sockets4j listen");
  }

  @Test
  void missingAddressIsMisuse() throws Exception {
    assertMisuse(InProcess.run("connect"), "ADDRESS", "sockets4j connect --help");
  }

  @ParameterizedTest
  @CsvSource(
      textBlock =
          """
          localhost,            'localhost' is no address
          nosuch:thing,         no scheme 'nosuch'
          TCP:localhost:1,      no scheme 'TCP'
          tcp:localhost,        the port is missing
          tcp:localhost:99999,  '99999' is no port
          tcp::80,              the host is missing
          unix:,                the path is missing
          can:vcan0,            no bytes that could be piped
          """)
  void malformedAddressIsMisuse(String address, String reason) throws Exception {
    assertMisuse(InProcess.run("connect", address), reason, "sockets4j connect --help");
  }

  @Test
  void unknownSchemeNamesTheInstalledOnes() throws Exception {
    assertMisuse(
        InProcess.run("echo", "nosuch:thing"),
        "one of unix, unix-dgram, unix-seqpacket, tcp, udp, mptcp, udplite, tcp6, udp6, mptcp6,"
            + " udplite6");
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "-1", "soon", "1y", "1e3"})
  void malformedDurationIsMisuse(String duration) throws Exception {
    assertMisuse(
        InProcess.run("connect", "--timeout=" + duration, "tcp:localhost:1"), "is no duration");
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "-5", "many"})
  void malformedBlockIsMisuse(String block) throws Exception {
    assertMisuse(InProcess.run("connect", "--block=" + block, "udp:localhost:1"), "--block");
  }

  @Test
  void otherSchemeToConnectFromIsMisuse() throws Exception {
    assertMisuse(
        InProcess.run("connect", "--from=udp:127.0.0.1:0", "tcp:127.0.0.1:1"), "different schemes");
  }

  private static void assertMisuse(Result result, String... parts) {
    assertThat(result.status()).isEqualTo(2);
    assertThat(result.err()).startsWith("sockets4j: ").contains(parts).doesNotContain("\tat ");
    assertThat(result.out()).isEmpty();
  }

  @Test
  void refusedConnectionFailsWithoutStackTrace() throws Exception {
    Result result = InProcess.run("connect", "tcp:127.0.0.1:" + FreePort.of("tcp"));
    assertThat(result.status()).isEqualTo(1);
    assertThat(result.err())
        .startsWith("sockets4j: connect(")
        .contains("ECONNREFUSED", "nothing listens on that port")
        .hasLineCount(1);
  }

  @Test
  void verboseShowsTheStackTrace() throws Exception {
    Result result = InProcess.run("connect", "-v", "tcp:127.0.0.1:" + FreePort.of("tcp"));
    assertThat(result.status()).isEqualTo(1);
    assertThat(result.err()).contains("ECONNREFUSED", "\tat ");
  }

  @Test
  void unknownHostFails() throws Exception {
    Result result = InProcess.run("connect", "tcp:no-such-host.invalid:80");
    assertThat(result.status()).isEqualTo(1);
    assertThat(result.err()).contains("unknown host", "no-such-host.invalid").hasLineCount(1);
  }

  @Test
  void connectingTimesOut() throws Exception {
    try (var server = BsdSocket.open(UnixFamily.AF_UNIX, SocketType.STREAM);
        var waiting = BsdSocket.open(UnixFamily.AF_UNIX, SocketType.STREAM)) {
      server.bind(UnixAddress.unnamed()).listen(0);
      UnixAddress name = server.getLocalAddress();
      waiting.connect(name); // fills the backlog
      long begin = System.nanoTime();
      Result result =
          InProcess.run(
              "connect", "--timeout=300ms", UnixFamily.AF_UNIX.schemes().get(0).format(name));
      assertThat(result.status()).isEqualTo(1);
      assertThat(result.err()).contains("timed out").hasLineCount(1);
      assertThat(Duration.ofNanos(System.nanoTime() - begin))
          .isBetween(Duration.ofMillis(300), Duration.ofSeconds(10));
    }
  }
}
