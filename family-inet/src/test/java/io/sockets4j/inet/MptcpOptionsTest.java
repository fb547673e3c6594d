package io.sockets4j.inet;

import static io.sockets4j.inet.InetFamily.AF_INET;
import static io.sockets4j.inet.MptcpOptions.ALL;
import static io.sockets4j.inet.MptcpOptions.MPTCP_INFO;
import static io.sockets4j.inet.MptcpOptions.MPTCP_SUBFLOW_ADDRS;
import static io.sockets4j.inet.MptcpOptions.MPTCP_TCPINFO;
import static io.sockets4j.inet.Subject.CONNECTED_MPTCP4;
import static io.sockets4j.inet.Subject.CONNECTED_MPTCP6;
import static io.sockets4j.inet.Subject.CONNECTED_TCP4;
import static io.sockets4j.testkit.OptionCase.told;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.sockets4j.BsdSocket;
import io.sockets4j.os.Protocol;
import io.sockets4j.os.SocketType;
import io.sockets4j.spi.NativeOption;
import io.sockets4j.testkit.Python;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** The options of the level SOL_MPTCP, and whether a connection has fallen back. */
@EnabledOnOs(value = OS.LINUX, disabledReason = "other kernels have no MPTCP")
class MptcpOptionsTest extends OptionTable {

  MptcpOptionsTest() {
    for (Subject subject : List.of(CONNECTED_MPTCP4, CONNECTED_MPTCP6)) {
      on(
          subject,
          told(MPTCP_INFO, info -> info.hasRemoteKey() && info.subflows() == 0),
          told(MPTCP_TCPINFO, paths -> paths.length == 1 && paths[0].state() == 1),
          told(MPTCP_SUBFLOW_ADDRS, paths -> paths.length == 1),
          told(TcpOptions.TCP_IS_MPTCP, multipath -> multipath).since(6, 9));
    }
  }

  @Override
  List<NativeOption<?>> options() {
    return ALL;
  }

  @Override
  List<NativeOption<?>> triedApart() {
    return List.of();
  }

  @Test
  void twoEndsThatSpeakItUseIt() throws Exception {
    try (Subject.Opened opened = open(CONNECTED_MPTCP4)) {
      assertThat(MptcpOptions.isMultipath(opened.socket())).isTrue();
      assertThat(MptcpOptions.isMultipath(opened.peer())).isTrue();
      MptcpPath[] paths = opened.socket().getOption(MPTCP_SUBFLOW_ADDRS);
      assertThat(paths)
          .containsExactly(
              new MptcpPath(opened.socket().getLocalAddress(), opened.socket().getRemoteAddress()));
      opened.socket().sendAll(new byte[1_000]);
      assertThat(opened.peer().receive(2_000)).hasSize(1_000);
      assertThat(opened.peer().getOption(MPTCP_TCPINFO)[0].bytesReceived())
          .isGreaterThanOrEqualTo(1_000);
      assertThat(opened.socket().getOption(MPTCP_INFO).toString()).contains("mptcpi_token=");
    }
  }

  private static BsdSocket<InetSocketAddress> socket(Protocol protocol) throws IOException {
    BsdSocket<InetSocketAddress> socket = BsdSocket.open(AF_INET, SocketType.STREAM, protocol);
    socket.setTimeout(Duration.ofSeconds(10));
    return socket;
  }

  @Test
  void aClientOfPlainTcpMakesTheServerFallBack() throws Exception {
    open(CONNECTED_MPTCP4).close();
    try (var server = socket(InetProtocols.MPTCP)) {
      server.bind(Subject.loopback(AF_INET)).listen();
      try (Python client =
              Python.start(
                  "s = socket.create_connection(('127.0.0.1', int(sys.argv[1])))\ns.recv(1)",
                  Integer.toString(server.getLocalAddress().getPort()));
          var accepted = server.accept()) {
        assertThat(MptcpOptions.isMultipath(accepted)).isFalse();
        accepted.sendAll(new byte[1]);
        client.finish();
      }
    }
  }

  @Test
  void aServerOfPlainTcpMakesTheClientFallBack() throws Exception {
    open(CONNECTED_MPTCP4).close();
    try (Python server =
            Python.start(
                """
                with socket.create_server(('127.0.0.1', 0)) as server:
                    print(server.getsockname()[1])
                    s, _ = server.accept()
                    print(s.recv(1))
                """);
        var client = socket(InetProtocols.MPTCP)) {
      int port = Integer.parseInt(server.line());
      client.connect(new InetSocketAddress(Subject.loopback(AF_INET).getAddress(), port));
      assertThat(MptcpOptions.isMultipath(client)).isFalse();
      client.sendAll(new byte[1]);
      assertThat(server.line()).isEqualTo("b'\\x00'");
      server.finish();
    }
  }

  @Test
  void plainTcpIsNotMultipath() throws Exception {
    try (Subject.Opened opened = CONNECTED_TCP4.open()) {
      // Plain TCP knows nothing of the level.
      assertThat(MptcpOptions.isMultipath(opened.socket())).isFalse();
    }
  }

  @Test
  void whatIsCutIsRefusedOrLeftOut() throws Exception {
    var codec = MPTCP_TCPINFO.codec();
    ByteBuffer whole = ByteBuffer.allocate(codec.capacity()).order(ByteOrder.nativeOrder());
    codec.ask(whole);
    whole.putInt(4, 2); // paths
    int size = whole.getInt(12);
    for (int length = 0; length < 16 + 2 * size; length++) {
      ByteBuffer cut = whole.slice(0, length).order(ByteOrder.nativeOrder());
      assertThatIllegalArgumentException().isThrownBy(() -> codec.decode(cut));
    }
    assertThat(codec.decode(whole)).hasSize(2);
    whole.putInt(4, 0x7fff_ffff);
    assertThatIllegalArgumentException().isThrownBy(() -> codec.decode(whole));
    whole.putInt(4, 1).putInt(12, -1);
    assertThatIllegalArgumentException().isThrownBy(() -> codec.decode(whole));
  }
}
