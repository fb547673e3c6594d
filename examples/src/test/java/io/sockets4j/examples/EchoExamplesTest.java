package io.sockets4j.examples;

import static org.assertj.core.api.Assertions.assertThat;

import io.sockets4j.BsdSocket;
import io.sockets4j.inet.InetFamily;
import io.sockets4j.os.SocketType;
import io.sockets4j.testkit.Program;
import io.sockets4j.testkit.Program.Result;
import io.sockets4j.testkit.RequiresFamily;
import io.sockets4j.testkit.Tool;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The echo programs, each a process of its own, with each other and with Python's. */
class EchoExamplesTest {
  private static final String LISTENING = "Listening on port (\\d+)";

  private final Path folder;

  EchoExamplesTest(@TempDir Path folder) {
    this.folder = folder;
  }

  private static List<String> ours(Class<?> main, String... arguments) {
    return Program.java(main, arguments);
  }

  private List<String> python(String script, String... arguments) throws IOException {
    Path file = folder.resolve(script);
    try (InputStream in = EchoExamplesTest.class.getResourceAsStream(script)) {
      Files.copy(Objects.requireNonNull(in), file);
    }
    List<String> command = new ArrayList<>(List.of(Tool.PYTHON.require(), file.toString()));
    command.addAll(List.of(arguments));
    return command;
  }

  /** A client's command, once the port is known. */
  @FunctionalInterface
  private interface Client {
    List<String> on(String port) throws IOException;
  }

  /** Runs a server and a client: who the server says has connected. */
  private static String converse(List<String> server, Client client) throws Exception {
    try (Program serving = Program.start(server, null, null)) {
      try (Program calling = Program.start(client.on(serving.await(LISTENING)), null, null)) {
        Result called = calling.finish();
        assertThat(called.err()).isEmpty();
        assertThat(called.out()).isEqualTo("Received Hello, world%n".formatted());
        assertThat(called.status()).isZero();
      }
      Result served = serving.finish();
      assertThat(served.err()).isEmpty();
      assertThat(served.status()).isZero();
      return served.out().lines().skip(1).findFirst().orElseThrow();
    }
  }

  @Test
  void serverAndClient() throws Exception {
    assertThat(
            converse(
                ours(EchoServer.class, "0"), port -> ours(EchoClient.class, "localhost", port)))
        .matches("Connected by /127\\.0\\.0\\.1:\\d+");
  }

  @Test
  void serverAndClientOfPython() throws Exception {
    assertThat(
            converse(
                ours(EchoServer.class, "0"), port -> python("echo_client.py", "localhost", port)))
        .startsWith("Connected by ");
  }

  @Test
  void serverOfPythonAndClient() throws Exception {
    assertThat(
            converse(
                python("echo_server.py", "0"), port -> ours(EchoClient.class, "localhost", port)))
        .startsWith("Connected by ");
  }

  @ParameterizedTest
  @RequiresFamily("AF_INET6")
  @ValueSource(strings = {"localhost", "127.0.0.1", "::1"})
  void dualStackServerAndClient(String host) throws Exception {
    String connected =
        converse(
            ours(DualStackEchoServer.class, "0"),
            port -> ours(DualStackEchoClient.class, host, port));
    assertThat(connected)
        .matches(
            switch (host) {
              case "127.0.0.1" -> "Connected by /127\\.0\\.0\\.1:\\d+";
              case "::1" -> "Connected by /\\[0:0:0:0:0:0:0:1\\]:\\d+";
              default -> "Connected by .*";
            });
  }

  @ParameterizedTest
  @RequiresFamily("AF_INET6")
  @ValueSource(strings = {"localhost", "127.0.0.1", "::1"})
  void dualStackServerAndClientOfPython(String host) throws Exception {
    assertThat(
            converse(
                ours(DualStackEchoServer.class, "0"),
                port -> python("dual_stack_echo_client.py", host, port)))
        .startsWith("Connected by ");
  }

  @ParameterizedTest
  @RequiresFamily("AF_INET6")
  @ValueSource(strings = {"localhost", "127.0.0.1", "::1"})
  void dualStackServerOfPythonAndClient(String host) throws Exception {
    assertThat(
            converse(
                python("dual_stack_echo_server.py", "0"),
                port -> ours(DualStackEchoClient.class, host, port)))
        .startsWith("Connected by ");
  }

  @Test
  void dualStackClientTriesTheNextAddress() throws Exception {
    assertThat(
            converse(
                ours(EchoServer.class, "0"), // IPv4 alone
                port -> {
                  List<String> client =
                      new ArrayList<>(ours(DualStackEchoClient.class, "localhost", port));
                  client.add(1, "-Djava.net.preferIPv6Addresses=true");
                  return client;
                }))
        .startsWith("Connected by /127.0.0.1:");
  }

  @Test
  void dualStackClientTellsWhatItTried() throws Exception {
    String port;
    try (var socket = BsdSocket.open(InetFamily.AF_INET, SocketType.STREAM)) {
      socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
      port = Integer.toString(socket.getLocalAddress().getPort());
    }
    try (Program client =
        Program.start(ours(DualStackEchoClient.class, "127.0.0.1", port), null, null)) {
      Result result = client.finish();
      assertThat(result.status()).isEqualTo(1);
      assertThat(result.err()).contains("could not connect to 127.0.0.1", "ECONNREFUSED");
    }
  }
}
