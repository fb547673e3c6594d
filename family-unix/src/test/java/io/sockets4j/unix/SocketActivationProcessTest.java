package io.sockets4j.unix;

import static org.assertj.core.api.Assertions.assertThat;

import io.sockets4j.BsdSocket;
import io.sockets4j.os.SocketType;
import io.sockets4j.testkit.Program;
import io.sockets4j.testkit.Python;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** A JVM that Python starts with sockets, as systemd does. */
@Timeout(60)
@EnabledOnOs(value = OS.LINUX, disabledReason = "systemd is of Linux, as are abstract names")
class SocketActivationProcessTest {

  /** Puts descriptors at 3 and following, says so, and becomes the JVM. */
  private static final String ACTIVATE =
      """
      import fcntl

      def activate(descriptors, names=None, count=None, pid=None):
          high = [fcntl.fcntl(fd, fcntl.F_DUPFD, 100) for fd in descriptors]
          for number, fd in enumerate(high, 3):
              os.dup2(fd, number, inheritable=True)
              os.set_inheritable(fd, False)
          os.environ['LISTEN_PID'] = str(pid or os.getpid())
          os.environ['LISTEN_FDS'] = str(count or len(descriptors))
          if names:
              os.environ['LISTEN_FDNAMES'] = names
          os.execv(sys.argv[2], sys.argv[2:])

      def high_pipe():
          r, w = os.pipe()
          return fcntl.fcntl(r, fcntl.F_DUPFD, 50), fcntl.fcntl(w, fcntl.F_DUPFD, 50)

      def high(s):
          return socket.socket(fileno=fcntl.fcntl(s.detach(), fcntl.F_DUPFD, 50))

      """;

  private static String name() {
    return "activation" + ProcessHandle.current().pid() + '-' + System.nanoTime();
  }

  private static Python start(String program, String name, String mode) {
    List<String> arguments = new ArrayList<>(List.of(name));
    arguments.addAll(Program.java(Activated.class, mode));
    return Python.start(ACTIVATE + program, arguments.toArray(String[]::new));
  }

  private static BsdSocket<UnixAddress> open(SocketType type) throws Exception {
    BsdSocket<UnixAddress> socket = BsdSocket.open(UnixFamily.AF_UNIX, type);
    socket.setTimeout(Duration.ofSeconds(20));
    return socket;
  }

  @Test
  void theSocketsOfTheManagerServe() throws Exception {
    String name = name();
    try (Python service =
            start(
                """
                a = high(socket.socket(socket.AF_UNIX))
                a.bind('\\0' + sys.argv[1])
                a.listen()
                b = high(socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM))
                b.bind('\\0' + sys.argv[1] + 'b')
                c = high(socket.socket(socket.AF_INET, socket.SOCK_DGRAM))
                c.bind(('127.0.0.1', 0))
                print(c.getsockname()[1], flush=True)
                c.sendto(b'by UDP', c.getsockname())
                activate([a.fileno(), b.fileno(), c.fileno()], 'web:control:udp')
                """,
                name,
                "sockets");
        BsdSocket<UnixAddress> client = open(SocketType.STREAM);
        BsdSocket<UnixAddress> other = open(SocketType.DGRAM)) {
      assertThat(Integer.parseInt(service.line())).isPositive();
      client.connect(UnixAddress.abstractName(name)); // before the service runs
      other.sendTo(new byte[] {'h', 'i'}, UnixAddress.abstractName(name + "b"));
      assertThat(service.line()).isEqualTo("3 1 SOCK_STREAM false");
      assertThat(service.line()).isEqualTo("4 1 SOCK_DGRAM false");
      assertThat(service.line()).isEqualTo("5 2 SOCK_DGRAM false");
      assertThat(service.line()).isEqualTo("later: 0");
      assertThat(client.receive(100)).asString().isEqualTo("served\n");
      assertThat(service.line()).isEqualTo("got hi");
      assertThat(service.line()).isEqualTo("got by UDP");
      service.finish();
    }
  }

  @Test
  void thoseOfAnotherProcessAreLeftAlone() throws Exception {
    try (Python service = start("activate([0, 1], pid=os.getppid())", name(), "sockets")) {
      assertThat(service.line()).isEqualTo("later: 0");
      service.finish();
    }
  }

  @Test
  void whatIsNoSocketIsADescriptor() throws Exception {
    String pipes =
        """
        r, w = high_pipe()
        os.write(w, b'stored')
        s, t = socket.socketpair()
        s, t = high(s), high(t)
        t.send(b'sent')
        activate([r, s.fileno()], 'a pipe:a socket')
        """;
    try (Python service = start(pipes, name(), "descriptors")) {
      assertThat(service.line()).isEqualTo("a pipe stored");
      assertThat(service.line()).isEqualTo("a socket sent");
      assertThat(service.line()).isEqualTo("later: 0");
      service.finish();
    }
    try (Python service = start(pipes, name(), "sockets")) {
      assertThat(service.line())
          .startsWith("refused: LISTEN_FDS=2 tells of descriptor 3, 'a pipe':")
          .contains("ENOTSOCK");
      assertThat(service.line()).isEqualTo("2");
      service.finish();
    }
  }

  @Test
  void moreThanThereAreAreRefused() throws Exception {
    for (String mode : List.of("sockets", "descriptors")) {
      try (Python service =
          start(
              """
              s, t = socket.socketpair()
              s = high(s)
              activate([s.fileno()], count=1000000000)
              """,
              name(),
              mode)) {
        assertThat(service.line())
            .startsWith("refused: LISTEN_FDS=1000000000 tells of descriptor ")
            .contains("'unknown'");
      }
    }
  }
}
