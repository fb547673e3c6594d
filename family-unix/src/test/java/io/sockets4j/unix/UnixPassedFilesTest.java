package io.sockets4j.unix;

import static io.sockets4j.unix.UnixFamily.AF_UNIX;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sockets4j.BsdSocket;
import io.sockets4j.Message;
import io.sockets4j.NativeError;
import io.sockets4j.OwnedDescriptor;
import io.sockets4j.os.Errno;
import io.sockets4j.os.SocketType;
import io.sockets4j.testkit.Python;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.AsynchronousCloseException;
import java.nio.channels.Channels;
import java.nio.channels.ClosedChannelException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.FutureTask;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Python passes us its descriptors, and we pass it ours. */
class UnixPassedFilesTest extends DescriptorsTest {
  private static final String CONNECT =
      """
      s = socket.socket(socket.AF_UNIX)
      s.connect(sys.argv[1])
      """;

  private interface Conversation {
    void with(BsdSocket<UnixAddress> socket, Python python) throws Exception;
  }

  private void talk(String program, Conversation conversation, String... arguments)
      throws Exception {
    Path path = folder.resolve("s");
    List<String> all = new ArrayList<>(List.of(path.toString()));
    all.addAll(List.of(arguments));
    try (var server = BsdSocket.open(AF_UNIX, SocketType.STREAM)) {
      server.setTimeout(Duration.ofSeconds(20));
      server.bind(UnixAddress.of(path)).listen();
      try (Python python = Python.start(CONNECT + program, all.toArray(String[]::new));
          var socket = server.accept()) {
        socket.setTimeout(Duration.ofSeconds(20));
        conversation.with(socket, python);
        python.finish();
      }
    }
  }

  private static List<OwnedDescriptor> receive(BsdSocket<?> socket, int count) throws IOException {
    try (Message message = receiver(count)) {
      assertThat(socket.receiveMessage(message)).isEqualTo(1);
      return message.takeDescriptors();
    }
  }

  @Test
  void pythonSendsUsFiles() throws Exception {
    Path file = folder.resolve("sent-file");
    Files.writeString(file, "first line\nsecond line\n");
    talk(
        """
        with open(sys.argv[2], 'r+b') as f, open(sys.argv[3], 'wb') as g:
            socket.send_fds(s, [b'x'], [f.fileno(), g.fileno()])
        assert s.recv(1) == b'y'
        print(open(sys.argv[3]).read())
        """,
        (socket, python) -> {
          List<OwnedDescriptor> files = receive(socket, 2);
          try (OwnedDescriptor in = files.get(0);
              OwnedDescriptor out = files.get(1)) {
            assertThat(new BufferedReader(Channels.newReader(in, UTF_8)).lines())
                .containsExactly("first line", "second line");
            assertThat(in.read(ByteBuffer.allocate(9))).isEqualTo(-1);
            assertThat(in.read(ByteBuffer.allocateDirect(9))).isEqualTo(-1);
            assertThat(in.read(ByteBuffer.allocate(0))).isZero();
            assertThat(out.write(ByteBuffer.wrap("from ".getBytes(UTF_8)))).isEqualTo(5);
            ByteBuffer direct = ByteBuffer.allocateDirect(4).put("Java".getBytes(UTF_8)).flip();
            assertThat(out.write(direct)).isEqualTo(4);
            assertThat(direct.hasRemaining()).isFalse();
            assertThatThrownBy(() -> out.read(ByteBuffer.allocate(1)))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("read(fd")
                .satisfies(e -> assertThat(((NativeError) e).errno()).isEqualTo(Errno.EBADF));
            assertThatThrownBy(in::toSocket)
                .satisfies(e -> assertThat(((NativeError) e).errno()).isEqualTo(Errno.ENOTSOCK));
            assertThat(in.isOpen()).isTrue();
            assertThatIllegalArgumentException()
                .isThrownBy(() -> in.read(ByteBuffer.allocate(1).asReadOnlyBuffer()));
          }
          assertThatThrownBy(() -> files.get(0).read(ByteBuffer.allocate(1)))
              .isInstanceOf(ClosedChannelException.class);
          assertThatThrownBy(() -> files.get(0).fd()).isInstanceOf(ClosedChannelException.class);
          assertThatThrownBy(() -> files.get(0).detach())
              .isInstanceOf(ClosedChannelException.class);
          socket.sendAll("y".getBytes(UTF_8));
          assertThat(python.line()).isEqualTo("from Java");
        },
        file.toString(),
        folder.resolve("sent-other").toString());
  }

  @Test
  void pythonSendsUsPipes() throws Exception {
    talk(
        """
        r, w = os.pipe()
        r2, w2 = os.pipe()
        socket.send_fds(s, [b'x'], [r, w2])
        os.close(r); os.close(w2)
        assert s.recv(1) == b'1'
        os.write(w, b'through a pipe')
        total = 0
        while chunk := os.read(r2, 65536):
            total += len(chunk)
        print(total)
        assert s.recv(1) == b'2'
        """,
        (socket, python) -> {
          List<OwnedDescriptor> pipes = receive(socket, 2);
          OwnedDescriptor in = pipes.get(0);
          ByteBuffer text = ByteBuffer.allocate(100);
          FutureTask<Integer> reading = start(() -> in.read(text));
          socket.sendAll("1".getBytes(UTF_8));
          assertThat(result(reading)).isEqualTo(14);
          assertThat(new String(text.array(), 0, 14, UTF_8)).isEqualTo("through a pipe");
          try (OwnedDescriptor out = pipes.get(1)) {
            ByteBuffer much = ByteBuffer.allocateDirect(1_000_000);
            while (much.hasRemaining()) {
              assertThat(out.write(much)).isPositive();
            }
          }
          assertThat(python.line()).isEqualTo("1000000");
          FutureTask<Integer> waiting = start(() -> in.read(ByteBuffer.allocate(1)));
          while (!inWaiter()) {
            Thread.onSpinWait();
          }
          in.close();
          assertThatThrownBy(() -> result(waiting))
              .hasCauseInstanceOf(AsynchronousCloseException.class);
          socket.sendAll("2".getBytes(UTF_8));
        });
  }

  private static boolean inWaiter() {
    return Thread.getAllStackTraces().entrySet().stream()
        .filter(thread -> thread.getKey().getName().equals("descriptors"))
        .flatMap(thread -> Stream.of(thread.getValue()))
        .anyMatch(frame -> frame.getClassName().equals("io.sockets4j.internal.Waiter"));
  }

  @Test
  void weSendPythonWhatWeHave() throws Exception {
    Path file = folder.resolve("sent-file");
    Files.writeString(file, "content");
    talk(
        """
        import stat
        with open(sys.argv[2]) as f:
            socket.send_fds(s, [b'x'], [f.fileno()])
        data, fds, flags, address = socket.recv_fds(s, 10, 5)
        print(data.decode(), len(fds), flags & socket.MSG_CTRUNC)
        print(stat.S_ISSOCK(os.fstat(fds[0]).st_mode), stat.S_ISREG(os.fstat(fds[1]).st_mode))
        t = socket.socket(fileno=fds[2])
        t.send(b'to the other end')
        print(os.read(fds[1], 100).decode())
        """,
        (socket, python) -> {
          try (var other = pair(SocketType.DGRAM);
              OwnedDescriptor opened = receive(socket, 1).get(0)) {
            Message message =
                new Message(ByteBuffer.wrap("word".getBytes(UTF_8)))
                    .addDescriptor(other.first())
                    .addDescriptor(opened)
                    .addDescriptor(other.first().fd());
            socket.sendMessage(message);
            assertThat(python.line()).isEqualTo("word 3 0");
            assertThat(python.line()).isEqualTo("True True");
            assertThat(other.second().receive(100)).isEqualTo("to the other end".getBytes(UTF_8));
            assertThat(python.line()).isEqualTo("content");
          }
        },
        file.toString());
  }
}
