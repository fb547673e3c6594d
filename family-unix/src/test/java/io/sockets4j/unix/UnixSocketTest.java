package io.sockets4j.unix;

import static io.sockets4j.unix.UnixFamily.AF_UNIX;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.sockets4j.BsdSocket;
import io.sockets4j.NativeError;
import io.sockets4j.Received;
import io.sockets4j.Shutdown;
import io.sockets4j.os.Errno;
import io.sockets4j.os.MessageFlag;
import io.sockets4j.os.MessageFlags;
import io.sockets4j.os.Platform;
import io.sockets4j.os.SocketType;
import java.io.IOException;
import java.net.BindException;
import java.net.ConnectException;
import java.net.SocketAddress;
import java.net.SocketException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What is particular to UNIX sockets, on real ones. */
@Timeout(30)
class UnixSocketTest {
  private static final boolean LINUX = Platform.current().isLinux();

  @TempDir Path folder;

  private static BsdSocket<UnixAddress> open(SocketType type) throws IOException {
    BsdSocket<UnixAddress> socket = BsdSocket.open(AF_UNIX, type);
    socket.setTimeout(Duration.ofSeconds(10));
    return socket;
  }

  private UnixAddress address(String name) {
    return UnixAddress.of(folder.resolve(name));
  }

  private static byte[] bytes(String text) {
    return text.getBytes(UTF_8);
  }

  private static String text(ByteBuffer received) {
    return UTF_8.decode(received.flip()).toString();
  }

  static List<SocketType> connections() {
    return LINUX ? List.of(SocketType.STREAM, SocketType.SEQPACKET) : List.of(SocketType.STREAM);
  }

  /** Listens there, connects, and compares what each end says of the other. */
  private static void assertMeets(SocketType type, UnixAddress address) throws IOException {
    try (var server = open(type);
        var client = open(type)) {
      server.bind(address).listen();
      UnixAddress bound = server.getLocalAddress();
      client.connect(bound);
      try (var accepted = server.accept()) {
        assertThat(client.getRemoteAddress()).isEqualTo(bound);
        assertThat(accepted.getLocalAddress()).isEqualTo(bound);
        assertThat(client.getLocalAddress()).isEqualTo(UnixAddress.unnamed());
        assertThat(accepted.getRemoteAddress()).isEqualTo(UnixAddress.unnamed());
        client.sendAll(bytes("hello"));
        assertThat(accepted.receive(100)).isEqualTo(bytes("hello"));
      }
      if (!address.isUnnamed()) {
        assertThat(bound).isEqualTo(address);
      }
    }
  }

  @ParameterizedTest
  @MethodSource("connections")
  void pathsAreMet(SocketType type) throws Exception {
    assertMeets(type, address("x.sock"));
    assertMeets(type, UnixAddress.of(bytes(folder + "/\\ backslash and space")));
    assertThat(folder.resolve("x.sock")).exists();
  }

  @Test
  void aPathWhoseBytesAreNoTextIsMet() throws Exception {
    byte[] path = bytes(folder + "/x");
    path[path.length - 1] = (byte) 0xff;
    assertMeets(SocketType.STREAM, UnixAddress.of(path));
    try (var files = Files.newDirectoryStream(folder)) {
      assertThat(files).hasSize(1);
    }
  }

  @Test
  void aPathThatFillsTheWholeFieldIsMet() throws Exception {
    // As deep as it takes; the last one fills the field to the byte.
    String path = folder + "/" + "x".repeat(UnixAddress.maxPathLength());
    String longest = path.substring(0, UnixAddress.maxPathLength());
    assertMeets(SocketType.STREAM, UnixAddress.of(longest));
    assertThat(Path.of(longest)).exists();

    String almost = path.substring(0, UnixAddress.maxPathLength() - 1);
    assertMeets(SocketType.STREAM, UnixAddress.of(almost));
    assertThat(Path.of(almost)).exists();
  }

  @ParameterizedTest
  @MethodSource("connections")
  @EnabledOnOs(value = OS.LINUX, disabledReason = "abstract names exist on Linux alone")
  void abstractNamesAreMetAndLeaveNothing(SocketType type) throws Exception {
    String unique = "sockets4j-" + ProcessHandle.current().pid() + '-' + System.nanoTime();
    for (String name :
        new String[] {
          unique, unique + "\0with zeros\0", unique + "x".repeat(107 - unique.length())
        }) {
      UnixAddress address = UnixAddress.abstractName(name);
      assertMeets(type, address);
      assertMeets(type, address); // the name is free again
    }
  }

  @ParameterizedTest
  @MethodSource("connections")
  @EnabledOnOs(value = OS.LINUX, disabledReason = "other kernels pick no names")
  void bindingTheUnnamedAddressPicksAName(SocketType type) throws Exception {
    assertMeets(type, UnixAddress.unnamed());
    try (var one = open(type);
        var other = open(type)) {
      one.bind(UnixAddress.unnamed());
      other.bind(UnixAddress.unnamed());
      assertThat(one.getLocalAddress().isAbstract()).isTrue();
      assertThat(one.getLocalAddress().bytes()).hasSize(5);
      assertThat(one.getLocalAddress()).isNotEqualTo(other.getLocalAddress());
    }
  }

  @Test
  void datagramsTellTheirSenderIfItHasAName() throws Exception {
    try (var receiver = open(SocketType.DGRAM);
        var named = open(SocketType.DGRAM);
        var unnamed = open(SocketType.DGRAM)) {
      receiver.bind(address("receiver"));
      named.bind(address("named"));
      ByteBuffer buffer = ByteBuffer.allocate(100);

      named.sendTo(bytes("from a name"), address("receiver"));
      Received<UnixAddress> received = receiver.receiveFrom(buffer);
      assertThat(received.address()).isEqualTo(address("named"));
      assertThat(text(buffer)).isEqualTo("from a name");

      unnamed.sendTo(bytes("from nobody"), address("receiver"));
      received = receiver.receiveFrom(buffer.clear());
      assertThat(received.address()).isIn(null, UnixAddress.unnamed());
      assertThat(text(buffer)).isEqualTo("from nobody");

      unnamed.sendTo(new byte[0], address("receiver"));
      assertThat(receiver.receiveFrom(buffer.clear()).length()).isZero();
    }
  }

  @Test
  void aPairHasNoNames() throws Exception {
    for (SocketType type : List.of(SocketType.STREAM, SocketType.DGRAM)) {
      try (var pair = BsdSocket.pair(AF_UNIX, type)) {
        assertThat(pair.first().getLocalAddress()).isEqualTo(UnixAddress.unnamed());
        assertThat(pair.first().getRemoteAddress()).isEqualTo(UnixAddress.unnamed());
        pair.first().send(bytes("x"));
        assertThat(pair.second().receive(1)).isEqualTo(bytes("x"));
      }
    }
  }

  @Test
  void aResetAmidWaitingForAllIsToldAfterWhatCame() throws Exception {
    try (var pair = BsdSocket.pair(AF_UNIX, SocketType.STREAM)) {
      BsdSocket<?> near = pair.first().setTimeout(Duration.ofSeconds(10));
      pair.second().sendAll(bytes("the little that came"));
      near.sendAll(bytes("unread"));
      pair.second().close(); // the kernel resets a connection of which something is unread
      ByteBuffer buffer = ByteBuffer.allocate(100);
      assertThatExceptionOfType(SocketException.class)
          .isThrownBy(() -> near.receive(buffer, MessageFlags.of(MessageFlag.WAITALL)))
          .satisfies(e -> assertThat(((NativeError) e).errno()).isEqualTo(Errno.ECONNRESET));
      assertThat(text(buffer)).isEqualTo("the little that came");
    }
  }

  @Test
  @EnabledOnOs(value = OS.LINUX, disabledReason = "reads the mode in /proc/self/fdinfo")
  void whatBeginsToListenAmidAConnectKeepsItsMode() throws Exception {
    for (int round = 0; round < 300; round++) {
      try (var socket = open(SocketType.STREAM)) {
        socket.bind(UnixAddress.unnamed());
        CyclicBarrier start = new CyclicBarrier(2);
        FutureTask<Void> refused =
            new FutureTask<>(
                () -> {
                  start.await(10, TimeUnit.SECONDS);
                  socket.connect(UnixAddress.abstractName("nobody listens here"));
                  return null;
                });
        Thread connecting = new Thread(refused, "connecting");
        connecting.setDaemon(true);
        connecting.start();
        start.await(10, TimeUnit.SECONDS);
        for (int i = 0; i < round * 10; i++) {
          Thread.onSpinWait(); // another moment in every round
        }
        socket.listen();
        assertThatExceptionOfType(ExecutionException.class)
            .isThrownBy(() -> refused.get(10, TimeUnit.SECONDS))
            .withCauseInstanceOf(IOException.class);
        // Else accept(2) would wait in the kernel, where no close and no timeout reaches it.
        assertThat(isNonBlocking(socket)).isTrue();
      }
    }
  }

  private static boolean isNonBlocking(BsdSocket<?> socket) throws IOException {
    int nonBlocking = 04000;
    for (String line : Files.readAllLines(Path.of("/proc/self/fdinfo/" + socket.fd()))) {
      if (line.startsWith("flags:")) {
        return (Integer.parseInt(line.substring(6).strip(), 8) & nonBlocking) != 0;
      }
    }
    throw new AssertionError("no flags in /proc/self/fdinfo");
  }

  @Test
  void aMissingFileIsExplained() throws Exception {
    try (var client = open(SocketType.STREAM)) {
      assertThatExceptionOfType(ConnectException.class)
          .isThrownBy(() -> client.connect(address("missing")))
          .withMessageContaining(folder.resolve("missing").toString())
          .withMessageContaining("ENOENT")
          .withMessageContaining("there is no such file")
          .satisfies(e -> assertThat(((NativeError) e).errno()).isEqualTo(Errno.ENOENT));
      assertThatExceptionOfType(BindException.class)
          .isThrownBy(() -> client.bind(address("no folder/x")))
          .withMessageContaining("the folder of the path does not exist");
    }
  }

  @Test
  void aFileThatOutlivedItsServerIsExplained() throws Exception {
    UnixAddress stale = address("stale");
    try (var server = open(SocketType.STREAM)) {
      server.bind(stale).listen();
    }
    try (var client = open(SocketType.STREAM);
        var next = open(SocketType.STREAM)) {
      assertThatExceptionOfType(ConnectException.class)
          .isThrownBy(() -> client.connect(stale))
          .withMessageContaining("ECONNREFUSED")
          .withMessageContaining("nobody listens there");
      assertThatExceptionOfType(BindException.class)
          .isThrownBy(() -> next.bind(stale))
          .withMessageContaining("EADDRINUSE")
          .withMessageContaining("remove the file");
      Files.delete(AF_UNIX.file(stale).orElseThrow());
      next.bind(stale).listen();
      client.connect(stale);
    }
  }

  @Test
  void aSocketOfAnotherTypeIsExplained() throws Exception {
    try (var server = open(SocketType.STREAM);
        var client = open(SocketType.DGRAM)) {
      server.bind(address("stream")).listen();
      assertThatExceptionOfType(ConnectException.class)
          .isThrownBy(() -> client.connect(address("stream")))
          .withMessageContaining("EPROTOTYPE")
          .withMessageContaining("of another type");
    }
  }

  @Test
  void aMessageBeyondTheBufferIsExplained() throws Exception {
    try (var pair = BsdSocket.pair(AF_UNIX, SocketType.DGRAM)) {
      assertThatExceptionOfType(IOException.class)
          .isThrownBy(() -> pair.first().send(new byte[10_000_000]))
          .withMessageContaining("EMSGSIZE")
          .withMessageContaining("SO_SNDBUF");
    }
  }

  @Test
  void theJdkConnectsToUs() throws Exception {
    UnixDomainSocketAddress path = UnixDomainSocketAddress.of(folder.resolve("ours"));
    try (var server = open(SocketType.STREAM)) {
      server.bind(path).listen();
      try (SocketChannel client = SocketChannel.open(path);
          var accepted = server.accept()) {
        assertThat(client.getRemoteAddress()).isEqualTo(path);
        client.write(ByteBuffer.wrap(bytes("from the JDK")));
        assertThat(accepted.receive(100)).isEqualTo(bytes("from the JDK"));
        accepted.sendAll(bytes("from us"));
        ByteBuffer buffer = ByteBuffer.allocate(100);
        client.read(buffer);
        assertThat(text(buffer)).isEqualTo("from us");
        accepted.shutdown(Shutdown.WRITE);
        assertThat(client.read(buffer.clear())).isEqualTo(-1);
      }
    }
  }

  @Test
  void weConnectToTheJdk() throws Exception {
    UnixDomainSocketAddress path = UnixDomainSocketAddress.of(folder.resolve("theirs"));
    try (ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
        var client = open(SocketType.STREAM)) {
      server.bind(path);
      client.connect(path);
      assertThat(client.getRemoteAddress()).isEqualTo(UnixAddress.of(path.getPath()));
      try (SocketChannel accepted = server.accept()) {
        client.sendAll(bytes("from us"));
        ByteBuffer buffer = ByteBuffer.allocate(100);
        accepted.read(buffer);
        assertThat(text(buffer)).isEqualTo("from us");
        accepted.write(ByteBuffer.wrap(bytes("from the JDK")));
        assertThat(client.receive(100)).isEqualTo(bytes("from the JDK"));
        accepted.shutdownOutput();
        assertThat(client.receive(ByteBuffer.allocate(1))).isEqualTo(-1);
      }
    }
  }

  @Test
  void aRoundTripsAddressLeavesNothingBehind() throws Exception {
    for (var kind : AF_UNIX.kinds()) {
      SocketAddress address;
      try (var lease = kind.roundTrip().address().lease();
          var socket = open(kind.type())) {
        address = lease.address();
        socket.bind(address);
        assertThat(socket.getLocalAddress().isUnnamed()).isFalse();
      }
      AF_UNIX
          .file(address)
          .ifPresent(file -> assertThat(file.getParent()).as("its folder").doesNotExist());
    }
  }
}
