package io.sockets4j.inet;

import static io.sockets4j.inet.InetFamily.AF_INET;
import static io.sockets4j.inet.TcpRepairOptions.OFF_NO_PROBE;
import static io.sockets4j.inet.TcpRepairOptions.ON;
import static io.sockets4j.inet.TcpRepairOptions.RECEIVE_QUEUE;
import static io.sockets4j.inet.TcpRepairOptions.SEND_QUEUE;
import static io.sockets4j.inet.TcpRepairOptions.TCP_QUEUE_SEQ;
import static io.sockets4j.inet.TcpRepairOptions.TCP_REPAIR;
import static io.sockets4j.inet.TcpRepairOptions.TCP_REPAIR_OPTIONS;
import static io.sockets4j.inet.TcpRepairOptions.TCP_REPAIR_QUEUE;
import static io.sockets4j.inet.TcpRepairOptions.TCP_REPAIR_WINDOW;
import static io.sockets4j.inet.TcpRepairOptions.TCP_TIMESTAMP;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import io.sockets4j.BsdSocket;
import io.sockets4j.BsdSocketOptions;
import io.sockets4j.NativeError;
import io.sockets4j.inet.TcpRepairOptions.AgreedOption;
import io.sockets4j.inet.TcpRepairOptions.Windows;
import io.sockets4j.os.Errno;
import io.sockets4j.os.SocketType;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.opentest4j.TestAbortedException;

/** A connection goes on in another socket, and the other end does not notice. */
@Timeout(30)
@EnabledOnOs(value = OS.LINUX, disabledReason = "other kernels let no connection be taken out")
class TcpRepairTest {

  /** All that makes a connection, but for what is in its queues. */
  private record Connection(
      InetSocketAddress local,
      InetSocketAddress remote,
      long received,
      long sent,
      List<AgreedOption> agreed,
      Windows windows,
      long timestamp) {

    static Connection takeOut(BsdSocket<InetSocketAddress> socket) throws IOException {
      repair(socket);
      TcpInfo info = socket.getOption(TcpOptions.TCP_INFO);
      List<AgreedOption> agreed = new ArrayList<>();
      agreed.add(new AgreedOption(2, (int) info.sndMss()));
      if (info.hasWindowScaling()) {
        agreed.add(new AgreedOption(3, info.sndWscale() | info.rcvWscale() << 16));
      }
      if (info.hasSack()) {
        agreed.add(new AgreedOption(4, 0));
      }
      if (info.hasTimestamps()) {
        agreed.add(new AgreedOption(8, 0));
      }
      return new Connection(
          socket.getLocalAddress(),
          socket.getRemoteAddress(),
          sequence(socket, RECEIVE_QUEUE),
          sequence(socket, SEND_QUEUE),
          agreed,
          socket.getOption(TCP_REPAIR_WINDOW),
          socket.getOption(TCP_TIMESTAMP));
    }

    private static long sequence(BsdSocket<?> socket, int queue) throws IOException {
      socket.setOption(TCP_REPAIR_QUEUE, queue);
      assertThat(socket.getOption(TCP_REPAIR_QUEUE)).isEqualTo(queue);
      return socket.getOption(TCP_QUEUE_SEQ);
    }

    void putInto(BsdSocket<InetSocketAddress> socket) throws IOException {
      repair(socket);
      socket.setOption(BsdSocketOptions.SO_REUSEADDR, true);
      socket.bind(local);
      socket.setOption(TCP_REPAIR_QUEUE, RECEIVE_QUEUE);
      socket.setOption(TCP_QUEUE_SEQ, received);
      socket.setOption(TCP_REPAIR_QUEUE, SEND_QUEUE);
      socket.setOption(TCP_QUEUE_SEQ, sent);
      socket.connect(remote);
      socket.setOption(TCP_REPAIR_OPTIONS, agreed.toArray(AgreedOption[]::new));
      socket.setOption(TCP_REPAIR_WINDOW, windows);
      assertThat(socket.getOption(TCP_REPAIR_WINDOW)).isEqualTo(windows);
      socket.setOption(TCP_TIMESTAMP, timestamp);
      assertThat(socket.getOption(TCP_TIMESTAMP)).isGreaterThanOrEqualTo(timestamp);
      socket.setOption(TCP_REPAIR, OFF_NO_PROBE);
    }
  }

  private static void repair(BsdSocket<?> socket) throws IOException {
    try {
      socket.setOption(TCP_REPAIR, ON);
    } catch (IOException e) {
      if (((NativeError) e).errno().equals(Errno.EPERM)
          && !Boolean.getBoolean("sockets4j.require.options")) {
        throw new TestAbortedException("it needs CAP_NET_ADMIN: run as root", e);
      }
      throw e;
    }
  }

  private static void assertConnected(BsdSocket<?> one, BsdSocket<?> other) throws IOException {
    for (String message : new String[] {"before or after", "and once more"}) {
      one.sendAll(message.getBytes(US_ASCII));
      assertThat(other.receive(100)).isEqualTo(message.getBytes(US_ASCII));
      other.sendAll(message.getBytes(US_ASCII));
      assertThat(one.receive(100)).isEqualTo(message.getBytes(US_ASCII));
    }
  }

  @Test
  void aConnectionGoesOnInAnotherSocket() throws Exception {
    try (Subject.Opened opened = Subject.CONNECTED_TCP4.open();
        BsdSocket<InetSocketAddress> second = BsdSocket.open(AF_INET, SocketType.STREAM)) {
      second.setTimeout(Duration.ofSeconds(10));
      assertConnected(opened.socket(), opened.peer());
      Connection connection = Connection.takeOut(opened.socket());
      opened.socket().close();
      connection.putInto(second);
      assertThat(second.getRemoteAddress()).isEqualTo(connection.remote);
      assertConnected(second, opened.peer());
    }
  }
}
