package io.sockets4j.unix;

import static io.sockets4j.unix.UnixControlTypes.SCM_CREDENTIALS;
import static io.sockets4j.unix.UnixControlTypes.SCM_PIDFD;
import static io.sockets4j.unix.UnixFamily.AF_UNIX;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import io.sockets4j.BsdSocket;
import io.sockets4j.Message;
import io.sockets4j.NativeError;
import io.sockets4j.OwnedDescriptor;
import io.sockets4j.os.Errno;
import io.sockets4j.os.SocketType;
import io.sockets4j.testkit.DescriptorAccounting;
import io.sockets4j.testkit.Program;
import io.sockets4j.testkit.Python;
import io.sockets4j.testkit.Tool;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.extension.ExtendWith;
import org.opentest4j.TestAbortedException;

/** Who sent a message, and who may say so: Python in a process of its own at the other end. */
@Timeout(60)
@EnabledOnOs(value = OS.LINUX, disabledReason = "the credentials of Linux")
@ExtendWith(DescriptorAccounting.class)
class UnixCredentialsTest {
  /** A user and a group that every Linux has and nobody uses. */
  private static final int NOBODY = 65_534;

  private static final long CAP_SYS_ADMIN = 1L << 21;

  private static final String CONNECT =
      """
      import struct
      SO_PASSPIDFD = 76
      s = socket.socket(socket.AF_UNIX)
      s.connect('\\0' + sys.argv[1])

      def claim(pid, uid, gid):
          data = struct.pack('iII', pid, uid, gid)
          try:
              s.sendmsg([b'x'], [(socket.SOL_SOCKET, socket.SCM_CREDENTIALS, data)])
              print('sent')
          except OSError as e:
              print(type(e).__name__)

      """;

  private interface Conversation {
    void with(BsdSocket<UnixAddress> socket, Python python) throws Exception;
  }

  private static void talk(String program, Conversation conversation) throws Exception {
    String name = "credentials" + ProcessHandle.current().pid() + '-' + System.nanoTime();
    try (BsdSocket<UnixAddress> server = BsdSocket.open(AF_UNIX, SocketType.STREAM)) {
      server.setTimeout(Duration.ofSeconds(20));
      server.bind(UnixAddress.abstractName(name)).listen();
      server.setOption(UnixOptions.SO_PASSCRED, true);
      try (Python python = Python.start(CONNECT + program, name);
          BsdSocket<UnixAddress> socket = server.accept()) {
        socket.setTimeout(Duration.ofSeconds(20));
        conversation.with(socket, python);
        python.finish();
      }
    }
  }

  private static Credentials sender(BsdSocket<UnixAddress> socket) throws IOException {
    try (Message message = new Message(ByteBuffer.allocate(1)).roomForControl(SCM_CREDENTIALS)) {
      assertThat(socket.receiveMessage(message)).isEqualTo(1);
      return requireNonNull(message.get(SCM_CREDENTIALS));
    }
  }

  private static Credentials read(String line) {
    List<Long> numbers = List.of(line.split(" ")).stream().map(Long::valueOf).toList();
    return new Credentials(numbers.get(0).intValue(), numbers.get(1), numbers.get(2));
  }

  @Test
  void eachSeesWhoTheOtherIs() throws Exception {
    talk(
        """
        print(os.getpid(), os.geteuid(), os.getegid())
        print(*struct.unpack('iII', s.getsockopt(socket.SOL_SOCKET, socket.SO_PEERCRED, 12)))
        print(*sorted(os.getgroups()))
        s.recv(1)
        """,
        (socket, python) -> {
          Credentials peer = socket.getOption(UnixOptions.SO_PEERCRED);
          assertThat(read(python.line())).isEqualTo(peer);
          assertThat(read(python.line())).isEqualTo(Credentials.ofThisProcess());
          String groups = python.line();
          assertThat(socket.getOption(UnixOptions.SO_PEERGROUPS))
              .containsExactlyInAnyOrder(
                  groups.isEmpty()
                      ? new Long[0]
                      : List.of(groups.split(" ")).stream()
                          .map(Long::valueOf)
                          .toArray(Long[]::new));
          socket.send(new byte[1]);
        });
  }

  @Test
  void messagesTellWhoSentThem() throws Exception {
    talk(
        """
        print(os.getpid(), os.getuid(), os.getgid())
        s.send(b'x')
        claim(os.getpid(), os.geteuid(), os.getegid())
        s.setsockopt(socket.SOL_SOCKET, socket.SO_PASSCRED, 1)
        s.send(b'y')
        for _ in range(2):
            data, [(level, kind, value)], flags, _ = s.recvmsg(1, 100)
            assert (level, kind) == (socket.SOL_SOCKET, socket.SCM_CREDENTIALS)
            print(*struct.unpack('iII', value))
        """,
        (socket, python) -> {
          Credentials peer = read(python.line());
          assertThat(sender(socket)).isEqualTo(peer);
          assertThat(python.line()).isEqualTo("sent");
          assertThat(sender(socket)).isEqualTo(peer);
          Credentials own = Credentials.ofThisProcess();
          socket.receive(1);
          socket.send(new byte[1]);
          assertThat(read(python.line()).pid()).isEqualTo(own.pid());
          socket.sendMessage(new Message(ByteBuffer.allocate(1)).add(SCM_CREDENTIALS, own));
          assertThat(read(python.line())).isEqualTo(own);
        });
  }

  @Test
  void aProcessIsKnownByItsDescriptor() throws Exception {
    talk(
        """
        print(os.getpid())
        s.recv(1)
        s.send(b'x')
        s.recv(1)
        """,
        (socket, python) -> {
          String pid = python.line();
          try {
            socket.setOption(UnixOptions.SO_PASSPIDFD, true);
          } catch (IOException e) { // before Linux 6.5
            assertThat(((NativeError) e).errno()).isEqualTo(Errno.ENOPROTOOPT);
            socket.send(new byte[2]);
            return;
          }
          socket.send(new byte[1]);
          try (Message message =
                  new Message(ByteBuffer.allocate(1)).roomForControl(SCM_CREDENTIALS, SCM_PIDFD);
              OwnedDescriptor peer = socket.getOption(UnixOptions.SO_PEERPIDFD)) {
            assertThat(socket.receiveMessage(message)).isEqualTo(1);
            assertThat(message.controlTruncated()).isFalse();
            assertThat(requireNonNull(message.get(SCM_CREDENTIALS)).pid())
                .isEqualTo(Integer.parseInt(pid));
            assertThat(message.get(SCM_PIDFD)).isNull(); // a number nobody would close
            try (OwnedDescriptor sender = requireNonNull(message.takePidfd())) {
              assertThat(info(sender)).contains("Pid:\t" + pid);
              assertThat(info(peer)).contains("Pid:\t" + pid);
              assertThat(isCloseOnExec(sender)).isTrue();
              assertThat(isCloseOnExec(peer)).isTrue();
            }
          }
          socket.send(new byte[1]);
        });
  }

  private static List<String> info(OwnedDescriptor descriptor) throws IOException {
    return Files.readAllLines(Path.of("/proc/self/fdinfo/" + descriptor.fd()));
  }

  private static boolean isCloseOnExec(OwnedDescriptor descriptor) throws IOException {
    String flags =
        info(descriptor).stream()
            .filter(line -> line.startsWith("flags:"))
            .findFirst()
            .orElseThrow();
    return (Integer.parseInt(flags.substring("flags:".length()).strip(), 8) & 02000000) != 0;
  }

  private static boolean isRoot() throws IOException {
    return Credentials.ofThisProcess().uid() == 0;
  }

  private static void requireRoot() throws IOException {
    if (!isRoot()) {
      throw new TestAbortedException("only root can be another user: kernel/run runs it as root");
    }
  }

  /** Of capabilities(7); root has it, but in a container. */
  private static void requireSysAdmin() throws IOException {
    String effective =
        Files.readAllLines(Path.of("/proc/self/status")).stream()
            .filter(line -> line.startsWith("CapEff:"))
            .findFirst()
            .orElseThrow();
    long capabilities = Long.parseUnsignedLong(effective.substring("CapEff:".length()).strip(), 16);
    if ((capabilities & CAP_SYS_ADMIN) == 0) {
      throw new TestAbortedException(
          "only CAP_SYS_ADMIN may name another process: kernel/run gives all capabilities");
    }
  }

  private static final String BECOME_NOBODY =
      """
      os.setgroups([]); os.setgid(65534); os.setuid(65534)
      s.close()
      s = socket.socket(socket.AF_UNIX)
      s.connect('\\0' + sys.argv[1])
      """;

  @Test
  void anotherUserIsTold() throws Exception {
    requireRoot();
    String name = "nobody" + ProcessHandle.current().pid() + '-' + System.nanoTime();
    try (BsdSocket<UnixAddress> server = BsdSocket.open(AF_UNIX, SocketType.STREAM)) {
      server.setTimeout(Duration.ofSeconds(20));
      server.bind(UnixAddress.abstractName(name)).listen();
      server.setOption(UnixOptions.SO_PASSCRED, true);
      try (Python python =
          Python.start(
              CONNECT
                  + BECOME_NOBODY
                  + """
                  s.send(b'x')
                  claim(os.getpid(), 65534, 65534)
                  claim(os.getpid(), 0, 65534)
                  claim(os.getpid(), 65534, 0)
                  claim(1, 65534, 65534)
                  """,
              name)) {
        server.accept().close();
        try (BsdSocket<UnixAddress> socket = server.accept()) {
          socket.setTimeout(Duration.ofSeconds(20));
          Credentials peer = socket.getOption(UnixOptions.SO_PEERCRED);
          assertThat(peer.uid()).isEqualTo(NOBODY);
          assertThat(peer.gid()).isEqualTo(NOBODY);
          assertThat(socket.getOption(UnixOptions.SO_PEERGROUPS)).isEmpty();
          assertThat(sender(socket)).isEqualTo(peer);
          assertThat(python.line()).isEqualTo("sent");
          assertThat(sender(socket)).isEqualTo(peer);
          for (int i = 0; i < 3; i++) {
            assertThat(python.line()).isEqualTo("PermissionError");
          }
          python.finish();
        }
      }
    }
  }

  @Test
  void rootMayClaimToBeAnybodyWhoExists() throws Exception {
    requireSysAdmin();
    talk(
        """
        s.setsockopt(socket.SOL_SOCKET, socket.SO_PASSCRED, 1)
        print(os.getpid())
        print(*struct.unpack('iII', s.recvmsg(1, 100)[1][0][2]))
        """,
        (socket, python) -> {
          int pid = Integer.parseInt(python.line());
          Credentials claimed = new Credentials(pid, NOBODY, 4711);
          Message message = new Message(ByteBuffer.allocate(1)).add(SCM_CREDENTIALS, claimed);
          socket.sendMessage(message);
          assertThat(read(python.line())).isEqualTo(claimed);
          Credentials nobody = new Credentials(Integer.MAX_VALUE, 0, 0);
          assertThatIOException()
              .isThrownBy(
                  () ->
                      socket.sendMessage(
                          new Message(ByteBuffer.allocate(1)).add(SCM_CREDENTIALS, nobody)))
              .withMessageContaining("ESRCH")
              .withMessageContaining("does not exist");
        });
  }

  /** Without the capabilities of root, who may do all of it. */
  @Test
  void aForgerIsRefusedAndToldWhy() throws Exception {
    List<String> command = new ArrayList<>();
    if (isRoot()) {
      command.add(Tool.SETPRIV.require());
      command.addAll(List.of("--inh-caps=-all", "--ambient-caps=-all", "--bounding-set=-all"));
    }
    command.addAll(Program.java(Forger.class));
    try (Program forger = Program.start(command, null, null)) {
      Program.Result result = forger.finish();
      assertThat(result.status()).as(result.err()).isZero();
      List<String> lines = result.out().lines().toList();
      assertThat(lines).hasSize(4);
      assertThat(lines.get(0)).isEqualTo("told");
      assertThat(lines.subList(1, 4))
          .allMatch(
              line ->
                  line.contains("sendmsg(")
                      && line.contains("EPERM")
                      && line.contains("CAP_SYS_ADMIN")
                      && line.contains("CAP_SETUID")
                      && line.contains("CAP_SETGID"));
    }
  }
}
