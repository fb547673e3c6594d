package io.sockets4j.unix;

import static io.sockets4j.unix.UnixFamily.AF_UNIX;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sockets4j.BsdSocket;
import io.sockets4j.Message;
import io.sockets4j.OwnedDescriptor;
import io.sockets4j.Shutdown;
import io.sockets4j.SocketPair;
import io.sockets4j.os.SocketType;
import io.sockets4j.testkit.DescriptorAccounting;
import io.sockets4j.testkit.Python;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Files that are sent to Python and from there, and those whose descriptors Python sends. */
@Timeout(60)
@ExtendWith(DescriptorAccounting.class)
class UnixSendFileTest {
  private static final int SIZE = 5_000_000;

  @TempDir Path folder;
  private byte[] content = new byte[SIZE];
  private Path file = Path.of("");
  private UnixAddress address = UnixAddress.unnamed();

  @BeforeEach
  void writeFile() throws IOException {
    new Random(2).nextBytes(content);
    file = Files.write(folder.resolve("content"), content);
    address = UnixAddress.of(folder.resolve("python"));
  }

  private BsdSocket<UnixAddress> connect(Python python) throws IOException {
    assertThat(python.line()).isEqualTo("listening");
    BsdSocket<UnixAddress> socket = BsdSocket.open(AF_UNIX, SocketType.STREAM);
    socket.setTimeout(Duration.ofSeconds(20)).connect(address);
    return socket;
  }

  private Python start(String program) {
    return Python.start(
        """
        import array
        server = socket.socket(socket.AF_UNIX)
        server.bind(sys.argv[1])
        server.listen()
        print('listening')
        s, _ = server.accept()
        """
            + program,
        address.toString(),
        file.toString());
  }

  @Test
  void pythonReceivesAFile() throws Exception {
    try (Python python = start("print(hashlib.sha256(recv_all(s)).hexdigest())");
        var socket = connect(python)) {
      assertThat(socket.sendFile(file, 3, Long.MAX_VALUE)).isEqualTo(SIZE - 3);
      socket.shutdown(Shutdown.WRITE);
      byte[] sent = Arrays.copyOfRange(content, 3, SIZE);
      assertThat(python.line())
          .isEqualTo(HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(sent)));
      python.finish();
    }
  }

  @Test
  void pythonSendsAFile() throws Exception {
    try (Python python =
            start(
                """
                with open(sys.argv[2], 'rb') as file:
                    print(s.sendfile(file, 3, 1000000))
                s.close()
                """);
        var socket = connect(python)) {
      assertThat(socket.inputStream().readAllBytes())
          .isEqualTo(Arrays.copyOfRange(content, 3, 1_000_003));
      assertThat(python.line()).isEqualTo("1000000");
      python.finish();
    }
  }

  @Test
  void aFileWhoseDescriptorWasReceivedIsSent() throws Exception {
    try (Python python =
            start(
                """
                with open(sys.argv[2], 'rb') as file:
                    socket.send_fds(s, [b'!'], [file.fileno()])
                s.recv(1)
                """);
        var socket = connect(python);
        SocketPair<UnixAddress> pair = BsdSocket.pair(AF_UNIX, SocketType.STREAM)) {
      Message message = new Message(ByteBuffer.allocate(1)).roomForDescriptors(1);
      assertThat(socket.receiveMessage(message)).isEqualTo(1);
      List<OwnedDescriptor> descriptors = message.takeDescriptors();
      try (OwnedDescriptor received = descriptors.get(0)) {
        assertThat(pair.first().sendFile(received, 1000, 500)).isEqualTo(500);
        assertThat(pair.second().receive(1000)).isEqualTo(Arrays.copyOfRange(content, 1000, 1500));
        assertThat(received.read(ByteBuffer.allocate(10))).isEqualTo(10); // from the beginning
      }
      assertThatThrownBy(() -> pair.first().sendFile(descriptors.get(0), 0, 1))
          .isInstanceOf(ClosedChannelException.class);
      socket.send(new byte[1]);
      python.finish();
    }
  }
}
