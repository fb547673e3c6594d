package io.sockets4j.unix;

import static io.sockets4j.unix.UnixFamily.AF_UNIX;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.sockets4j.BsdSocket;
import io.sockets4j.NativeError;
import io.sockets4j.OwnedDescriptor;
import io.sockets4j.SocketPair;
import io.sockets4j.os.Errno;
import io.sockets4j.os.Platform;
import io.sockets4j.os.SocketType;
import io.sockets4j.testkit.DescriptorAccounting;
import io.sockets4j.testkit.Python;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a service tells its manager, which is Python here. */
@Timeout(60)
@ExtendWith(DescriptorAccounting.class)
class NotifySocketTest {
  private static final String MANAGER =
      """
      s = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
      s.bind(bytes.fromhex(sys.argv[1]))
      print('bound')

      def receive():
          data, fds, flags, _ = socket.recv_fds(s, 10000, 10)
          print(repr(data.decode()), len(fds), flags & socket.MSG_CTRUNC)
          return fds

      """;

  @TempDir Path folder;

  private Python manager(UnixAddress address, String program) throws Exception {
    String name = (address.isAbstract() ? "00" : "") + HexFormat.of().formatHex(address.bytes());
    Python manager = Python.start(MANAGER + program, name);
    assertThat(manager.line()).isEqualTo("bound");
    return manager;
  }

  private UnixAddress path() {
    return UnixAddress.of(folder.resolve("notify"));
  }

  private List<String> names() {
    String path = folder.resolve("notify").toString();
    return Platform.current().isLinux()
        ? List.of(path, "@notify" + ProcessHandle.current().pid() + '-' + System.nanoTime())
        : List.of(path);
  }

  @Test
  void theManagerIsTold() throws Exception {
    for (String name : names()) {
      NotifySocket notify = NotifySocket.of(name).orElseThrow();
      assertThat(notify).hasToString(name);
      try (Python manager = manager(notify.address(), "receive(); receive(); receive()")) {
        notify.send("READY=1");
        notify.send("STOPPING=1", "STATUS=good bye, \u00e4\u20ac", "X_EMPTY=");
        notify.removeStored("my name");
        assertThat(manager.line()).isEqualTo("'READY=1' 0 0");
        assertThat(manager.line())
            .isEqualTo("'STOPPING=1\\nSTATUS=good bye, \u00e4\u20ac\\nX_EMPTY=' 0 0");
        assertThat(manager.line()).isEqualTo("'FDSTOREREMOVE=1\\nFDNAME=my name' 0 0");
        manager.finish();
      }
    }
  }

  @Test
  void theManagerKeepsDescriptors() throws Exception {
    NotifySocket notify = NotifySocket.at(path());
    try (Python manager =
            manager(
                path(),
                """
                a, b = receive()
                socket.socket(fileno=a).send(b'stored')
                socket.socket(fileno=b).close()
                (c,) = receive()
                socket.socket(fileno=c).send(b'too')
                """);
        SocketPair<UnixAddress> pair = BsdSocket.pair(AF_UNIX, SocketType.STREAM)) {
      pair.second().setTimeout(Duration.ofSeconds(20));
      notify.store("two", pair.first(), pair.first());
      assertThat(manager.line()).isEqualTo("'FDSTORE=1\\nFDNAME=two' 2 0");
      assertThat(pair.second().receive(6)).asString(UTF_8).isEqualTo("stored");
      try (OwnedDescriptor one = OwnedDescriptor.adopt(pair.first().detach())) {
        notify.store("one", one);
        assertThat(one.isOpen()).isTrue();
      }
      assertThat(manager.line()).isEqualTo("'FDSTORE=1\\nFDNAME=one' 1 0");
      assertThat(pair.second().receive(3)).asString(UTF_8).isEqualTo("too");
      manager.finish();
    }
  }

  @Test
  void aBarrierIsPassedWhenTheManagerHasDoneAllBefore() throws Exception {
    NotifySocket notify = NotifySocket.at(path());
    try (Python manager =
        manager(
            path(),
            """
            receive()
            (held,) = receive()
            (barrier,) = receive()
            sys.stdin.readline()
            os.close(barrier)
            sys.stdin.readline()
            """)) {
      notify.send("READY=1");
      assertThat(manager.line()).isEqualTo("'READY=1' 0 0");
      assertThatExceptionOfType(SocketTimeoutException.class)
          .isThrownBy(() -> notify.barrier(Duration.ofMillis(50)));
      assertThat(manager.line()).isEqualTo("'BARRIER=1' 1 0");
      FutureTask<Boolean> passing =
          new FutureTask<>(
              () -> {
                notify.barrier(Duration.ofSeconds(20));
                return true;
              });
      Thread thread = new Thread(passing, "barrier");
      thread.start();
      assertThat(manager.line()).isEqualTo("'BARRIER=1' 1 0");
      assertThat(passing.isDone()).isFalse();
      manager.tell("go on");
      assertThat(passing.get(30, TimeUnit.SECONDS)).isTrue();
      thread.join();
      manager.tell("enough");
      manager.finish();
    }
  }

  @Test
  void withoutAManagerThereIsNoSocket() throws Exception {
    assertThat(NotifySocket.of(null)).isEmpty();
    if (System.getenv("NOTIFY_SOCKET") == null) {
      assertThat(NotifySocket.ofEnvironment()).isEmpty();
    }
    NotifySocket nobody = NotifySocket.at(path());
    assertThatIOException()
        .isThrownBy(() -> nobody.send("READY=1"))
        .withMessageContaining("ENOENT")
        .withMessageContaining(path().toString())
        .satisfies(e -> assertThat(((NativeError) e).errno()).isEqualTo(Errno.ENOENT));
    assertThatIOException().isThrownBy(() -> nobody.barrier(Duration.ofSeconds(1)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "relative", "notify.sock", "/a\0b", " /run/x"})
  void whatIsNoAddressIsNamed(String value) {
    assertThatIOException()
        .isThrownBy(() -> NotifySocket.of(value))
        .withMessageContaining("NOTIFY_SOCKET=" + value);
  }

  @Test
  void aVirtualMachinesAddressIsRefusedWithTheReason() {
    for (String value : List.of("vsock:2:1234", "vsock-stream:2:1234")) {
      assertThatIOException()
          .isThrownBy(() -> NotifySocket.of(value))
          .withMessageContaining(value)
          .withMessageContaining("AF_VSOCK");
    }
    assertThatIOException()
        .isThrownBy(() -> NotifySocket.of("/" + "x".repeat(200)))
        .withMessageContaining("201 bytes")
        .withMessageContaining("at most");
  }

  @Test
  void whatIsNoAssignmentIsRefused() {
    NotifySocket notify = NotifySocket.at(path());
    for (String wrong : List.of("", "READY", "=1", "A=1\nB=2", "STATUS=two\n")) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> notify.send("READY=1", wrong))
          .withMessageContaining("'" + wrong + "'");
    }
    assertThatIllegalArgumentException().isThrownBy(notify::send);
    for (String wrong : List.of("", "a:b", "line\n", "\u00e4", "x".repeat(256), "\u007f")) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> notify.removeStored(wrong))
          .withMessageContaining("'" + wrong + "'");
    }
  }

  /** Any text is an address, or an IOException that names it. */
  @Test
  void nothingElseComesOfAnyText() {
    Random random = new Random(9);
    String alphabet = "/@ax:\0\\ \u00e4\ud83d\n";
    for (int round = 0; round < 20_000; round++) {
      StringBuilder text = new StringBuilder();
      for (int length = random.nextInt(130); length > 0; length--) {
        text.append(alphabet.charAt(random.nextInt(round % 2 == 0 ? 4 : alphabet.length())));
      }
      try {
        assertThat(NotifySocket.of(text.toString())).isPresent();
      } catch (IOException e) {
        assertThat(e.getMessage()).contains("NOTIFY_SOCKET=" + text);
      }
    }
  }
}
