package io.sockets4j.unix;

import static io.sockets4j.unix.UnixFamily.AF_UNIX;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.sockets4j.BsdSocket;
import io.sockets4j.BsdSocketOptions;
import io.sockets4j.IoctlRequests;
import io.sockets4j.Received;
import io.sockets4j.Shutdown;
import io.sockets4j.os.MessageFlag;
import io.sockets4j.os.MessageFlags;
import io.sockets4j.os.Platform;
import io.sockets4j.os.SocketType;
import io.sockets4j.testkit.Python;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Our sockets and Python's understand each other; addresses travel as hexadecimal bytes. */
@Timeout(60)
class UnixPythonTest {
  private static final boolean LINUX = Platform.current().isLinux();
  private static final int LARGE = 3_000_000;

  @TempDir Path folder;

  private static BsdSocket<UnixAddress> open(SocketType type) throws IOException {
    BsdSocket<UnixAddress> socket = BsdSocket.open(AF_UNIX, type);
    socket.setTimeout(Duration.ofSeconds(20));
    return socket;
  }

  /** The bytes of sun_path that stand for an address, as Python takes them. */
  private static String hex(UnixAddress address) {
    return (address.isAbstract() ? "00" : "") + HexFormat.of().formatHex(address.bytes());
  }

  /** What Python says of an address: its repr is bytes for abstract names and text for paths. */
  private static final String SHOW =
      """
      def show(address):
          raw = address if isinstance(address, bytes) else os.fsencode(address or b'')
          print(raw.hex())

      """;

  private Stream<UnixAddress> addresses(String name) {
    byte[] noText = (folder + "/" + name + "?").getBytes(UTF_8);
    noText[noText.length - 1] = (byte) 0xfe;
    Stream<UnixAddress> paths =
        Stream.of(UnixAddress.of(folder.resolve(name)), UnixAddress.of(noText));
    if (!LINUX) {
      return paths;
    }
    String unique = name + ProcessHandle.current().pid() + '-' + System.nanoTime();
    return Stream.concat(
        paths,
        Stream.of(UnixAddress.abstractName(unique), UnixAddress.abstractName(unique + "\0z\0")));
  }

  private static byte[] randomBytes() {
    byte[] bytes = new byte[LARGE];
    new Random(1).nextBytes(bytes);
    return bytes;
  }

  private static String sha256(byte[] bytes) throws Exception {
    return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
  }

  private static byte[] receiveAll(BsdSocket<?> socket) throws IOException {
    ByteBuffer all = ByteBuffer.allocate(LARGE + 1);
    while (socket.receive(all) >= 0) {
      assertThat(all.hasRemaining()).isTrue();
    }
    byte[] bytes = new byte[all.flip().remaining()];
    all.get(bytes);
    return bytes;
  }

  @Test
  void pythonConnectsToUs() throws Exception {
    byte[] data = randomBytes();
    for (UnixAddress address : addresses("ours").toList()) {
      try (var server = open(SocketType.STREAM)) {
        server.bind(address).listen();
        try (Python client =
                Python.start(
                    SHOW
                        + """
                        s = socket.socket(socket.AF_UNIX)
                        s.connect(bytes.fromhex(sys.argv[1]))
                        show(s.getpeername())
                        data = recv_all(s)
                        print(hashlib.sha256(data).hexdigest())
                        s.sendall(data)
                        s.close()
                        """,
                    hex(address));
            var accepted = server.accept()) {
          assertThat(client.line()).isEqualTo(hex(address));
          accepted.sendAll(data);
          accepted.shutdown(Shutdown.WRITE);
          assertThat(client.line()).isEqualTo(sha256(data));
          assertThat(sha256(receiveAll(accepted))).isEqualTo(sha256(data));
          client.finish();
        }
      }
    }
  }

  @Test
  void weConnectToPython() throws Exception {
    byte[] data = randomBytes();
    for (UnixAddress address : addresses("theirs").toList()) {
      try (Python server =
              Python.start(
                  SHOW
                      + """
                      server = socket.socket(socket.AF_UNIX)
                      server.bind(bytes.fromhex(sys.argv[1]))
                      server.listen()
                      show(server.getsockname())
                      s, peer = server.accept()
                      show(peer)
                      data = recv_all(s)
                      print(hashlib.sha256(data).hexdigest())
                      s.sendall(data)
                      s.close()
                      """,
                  hex(address));
          var client = open(SocketType.STREAM)) {
        assertThat(server.line()).isEqualTo(hex(address));
        client.connect(address);
        assertThat(client.getRemoteAddress()).isEqualTo(address);
        assertThat(server.line()).isEmpty(); // we have no name
        client.sendAll(data);
        client.shutdown(Shutdown.WRITE);
        assertThat(server.line()).isEqualTo(sha256(data));
        assertThat(sha256(receiveAll(client))).isEqualTo(sha256(data));
        server.finish();
      }
    }
  }

  @Test
  void pythonSeesOurNamesAsTheyAre() throws Exception {
    UnixAddress theirs = UnixAddress.of(folder.resolve("theirs"));
    List<UnixAddress> ours = addresses("ours").toList();
    try (Python server =
        Python.start(
            SHOW
                + """
                server = socket.socket(socket.AF_UNIX)
                server.bind(bytes.fromhex(sys.argv[1]))
                server.listen()
                print('listening')
                for _ in range(int(sys.argv[2])):
                    show(server.accept()[1])
                """,
            hex(theirs),
            Integer.toString(ours.size()))) {
      assertThat(server.line()).isEqualTo("listening");
      for (UnixAddress address : ours) {
        try (var client = open(SocketType.STREAM)) {
          client.bind(address).connect(theirs);
          assertThat(server.line()).isEqualTo(hex(address));
        }
      }
      server.finish();
    }
  }

  /** macOS and Windows have no sequenced packets. */
  static List<String> messages() {
    return LINUX ? List.of("datagram", "seqpacket") : List.of("datagram");
  }

  @ParameterizedTest
  @MethodSource("messages")
  void messagesKeepTheirBoundaries(String kind) throws Exception {
    boolean datagrams = kind.equals("datagram");
    UnixAddress theirs = UnixAddress.of(folder.resolve("theirs"));
    UnixAddress ours = UnixAddress.of(folder.resolve("ours"));
    try (Python peer =
            Python.start(
                SHOW
                    + """
                    path, kind = bytes.fromhex(sys.argv[1]), sys.argv[2]
                    if kind == 'datagram':
                        s = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
                        s.bind(path)
                        print('bound')
                    else:
                        server = socket.socket(socket.AF_UNIX, socket.SOCK_SEQPACKET)
                        server.bind(path)
                        server.listen()
                        print('bound')
                        s, _ = server.accept()
                    for _ in range(3):
                        data, sender = s.recvfrom(70000)
                        if kind == 'datagram':
                            show(sender)
                            s.sendto(data[::-1], sender)
                        else:
                            show(s.getpeername())
                            s.send(data[::-1])
                    """,
                hex(theirs),
                kind);
        var socket = open(datagrams ? SocketType.DGRAM : SocketType.SEQPACKET)) {
      assertThat(peer.line()).isEqualTo("bound");
      socket.bind(ours);
      socket.connect(theirs);
      ByteBuffer buffer = ByteBuffer.allocate(70_000);
      for (String message : List.of("abc", "x".repeat(60_000), "z")) {
        socket.send(message.getBytes(UTF_8));
        assertThat(peer.line()).isEqualTo(hex(ours));
        Received<UnixAddress> received = socket.receiveFrom(buffer.clear());
        assertThat(received.length()).isEqualTo(message.length());
        assertThat(UTF_8.decode(buffer.flip()).toString())
            .isEqualTo(new StringBuilder(message).reverse().toString());
      }
      peer.finish();
    }
  }

  @Test
  @EnabledOnOs(value = OS.LINUX, disabledReason = "other kernels pick no names")
  void weReachTheNameThatTheKernelPickedForPython() throws Exception {
    try (Python peer =
            Python.start(
                SHOW
                    + """
                    s = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
                    s.bind('')
                    show(s.getsockname())
                    print(s.recv(100).decode())
                    """);
        var socket = open(SocketType.DGRAM)) {
      byte[] name = HexFormat.of().parseHex(peer.line());
      assertThat(name).startsWith((byte) 0).hasSize(6);
      UnixAddress address = UnixAddress.abstractName(Arrays.copyOfRange(name, 1, name.length));
      socket.sendTo("found".getBytes(UTF_8), address);
      assertThat(peer.line()).isEqualTo("found");
      peer.finish();
    }
  }

  /** We keep their byte in line, they take ours out of its turn. */
  @Test
  @EnabledOnOs(value = OS.LINUX, disabledReason = "others have none for UNIX sockets")
  void outOfBandDataGoBothWays() throws Exception {
    UnixAddress theirs = UnixAddress.of(folder.resolve("theirs"));
    try (Python server =
            Python.start(
                """
                import select
                with socket.socket(socket.AF_UNIX) as server:
                    server.bind(bytes.fromhex(sys.argv[1]))
                    server.listen()
                    print('listening')
                    s, _ = server.accept()
                    s.recv(1)
                    s.sendall(b'abc')
                    s.send(b'!', socket.MSG_OOB)
                    s.sendall(b'def')
                    select.select([], [], [s], 20)
                    print(s.recv(1, socket.MSG_OOB).decode())
                    print(s.recv(100).decode(), s.recv(100).decode())
                """,
                hex(theirs));
        var client = open(SocketType.STREAM)) {
      assertThat(server.line()).isEqualTo("listening");
      client.connect(theirs);
      client.setOption(BsdSocketOptions.SO_OOBINLINE, true);
      client.sendAll(new byte[1]);
      long deadline = System.nanoTime() + Duration.ofSeconds(20).toNanos();
      while (client.ioctl(IoctlRequests.FIONREAD) < 7) {
        assertThat(System.nanoTime()).isLessThan(deadline);
        Thread.onSpinWait();
      }
      assertThat(client.receive(100)).asString(UTF_8).isEqualTo("abc");
      assertThat(client.isAtMark()).isTrue();
      assertThat(client.receive(100)).asString(UTF_8).isEqualTo("!def");
      client.send(ByteBuffer.wrap("xy?".getBytes(UTF_8)), MessageFlags.of(MessageFlag.OOB));
      client.sendAll("z".getBytes(UTF_8));
      assertThat(server.line()).isEqualTo("?");
      assertThat(server.line()).isEqualTo("xy z");
      server.finish();
    }
  }
}
