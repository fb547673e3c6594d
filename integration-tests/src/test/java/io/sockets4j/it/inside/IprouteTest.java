package io.sockets4j.it.inside;

import static io.sockets4j.inet.InetFamily.AF_INET;
import static io.sockets4j.inet.InetFamily.AF_INET6;
import static org.assertj.core.api.Assertions.assertThat;

import io.sockets4j.BsdSocket;
import io.sockets4j.BsdSocketOptions;
import io.sockets4j.NetInterface;
import io.sockets4j.SocketMemory;
import io.sockets4j.inet.GroupMembership;
import io.sockets4j.inet.InetFamily;
import io.sockets4j.inet.Multicast;
import io.sockets4j.inet.TcpInfo;
import io.sockets4j.inet.TcpOptions;
import io.sockets4j.os.SocketType;
import io.sockets4j.testkit.SocketScope;
import io.sockets4j.unix.UnixAddress;
import io.sockets4j.unix.UnixFamily;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the programs of iproute2 say of sockets of ours, which they ask the kernel by netlink. */
@Inside
class IprouteTest {
  private static final Pattern WORD = Pattern.compile("([a-z_]+):(\\S+)");
  private static final Pattern MEMORY = Pattern.compile("([a-z]+?)(\\d+)");
  private static final int BACKLOG = 7;
  private static final int MARK = 0x4d;

  private final Deque<BsdSocket<?>> opened = new ArrayDeque<>();

  @AfterEach
  void close() throws Exception {
    for (BsdSocket<?> socket : opened) {
      socket.close();
    }
  }

  private <T extends BsdSocket<?>> T closeLater(T socket) {
    opened.push(socket);
    socket.setTimeout(SocketScope.DEADLINE);
    return socket;
  }

  private BsdSocket<InetSocketAddress> open(InetFamily family, SocketType type) throws Exception {
    return closeLater(BsdSocket.open(family, type)).bind(Loopback.of(family, 0));
  }

  /** The one line that ss writes about a port of a kind of socket. */
  private static String ss(String options, BsdSocket<InetSocketAddress> socket) throws Exception {
    String port = ":" + socket.getLocalAddress().getPort();
    return Command.run("ss", "-nOH" + options, "sport", "=", port).strip();
  }

  /** What stands in such a line as name:value. */
  private static Map<String, String> words(String line) {
    Map<String, String> words = new TreeMap<>();
    Matcher word = WORD.matcher(line);
    while (word.find()) {
      words.putIfAbsent(word.group(1), word.group(2));
    }
    return words;
  }

  @Test
  void ssTellsOfAConnectionWhatTcpInfoDoes() throws Exception {
    var listener = open(AF_INET, SocketType.STREAM).listen(BACKLOG);
    assertThat(ss("tl", listener))
        .startsWith("LISTEN")
        .containsPattern("^LISTEN +0 +" + BACKLOG + " +127\\.0\\.0\\.1:");
    var client = open(AF_INET, SocketType.STREAM);
    client.connect(listener.getLocalAddress());
    var server = closeLater(listener.accept());
    client.sendAll(new byte[1_000]);
    ByteBuffer target = ByteBuffer.allocate(1_000);
    while (target.hasRemaining()) {
      assertThat(server.receive(target)).isPositive();
    }
    server.sendAll(new byte[1]); // which says that all has come
    assertThat(client.receive(1)).hasSize(1);
    Map<String, String> said = words(ss("ti", client));
    TcpInfo info = client.getOption(TcpOptions.TCP_INFO);
    assertThat(said)
        .containsEntry("mss", Long.toString(info.sndMss()))
        .containsEntry("pmtu", Long.toString(info.pmtu()))
        .containsEntry("rcvmss", Long.toString(info.rcvMss()))
        .containsEntry("advmss", Long.toString(info.advmss()))
        .containsEntry("cwnd", Long.toString(info.sndCwnd()))
        .containsEntry("bytes_sent", "1000")
        .containsEntry("bytes_received", "1")
        .containsEntry("data_segs_out", Long.toString(info.dataSegsOut()))
        .containsEntry("segs_in", Long.toString(info.segsIn()))
        .containsEntry("wscale", info.sndWscale() + "," + info.rcvWscale());
    assertThat(info.bytesSent()).isEqualTo(1_000);
    assertThat(info.bytesReceived()).isOne();
    String rto = said.get("rto");
    assertThat(Duration.ofNanos(Math.round(Double.parseDouble(rto) * 1e6)))
        .isBetween(info.rto().minusMillis(1), info.rto().plusMillis(1));
  }

  @Test
  void ssTellsOfASocketsMemoryAndMark() throws Exception {
    var socket = open(AF_INET, SocketType.DGRAM);
    socket.setOption(BsdSocketOptions.SO_RCVBUF, 20_000);
    socket.setOption(BsdSocketOptions.SO_MARK, MARK);
    socket.sendTo(new byte[100], socket.getLocalAddress());
    SocketMemory ours = socket.getOption(BsdSocketOptions.SO_MEMINFO);
    Map<String, String> said = words(ss("uame", socket));
    assertThat(said).containsEntry("fwmark", "0x" + Integer.toHexString(MARK));
    Map<String, Long> memory = new TreeMap<>();
    Matcher part = MEMORY.matcher(said.get("skmem"));
    while (part.find()) {
      memory.put(part.group(1), Long.valueOf(part.group(2)));
    }
    assertThat(memory)
        .containsEntry("rb", 40_000L)
        .containsEntry("rb", ours.receiveBuffer())
        .containsEntry("r", ours.received())
        .containsEntry("tb", ours.sendBuffer())
        .containsEntry("o", ours.options())
        .containsEntry("d", ours.drops());
    assertThat(ours.received()).isPositive();
  }

  @Test
  void ssTellsOfSocketsOfUnix() throws Exception {
    String name = "iproute" + ProcessHandle.current().pid();
    closeLater(BsdSocket.open(UnixFamily.AF_UNIX, SocketType.SEQPACKET))
        .bind(UnixAddress.abstractName(name))
        .listen(BACKLOG);
    assertThat(Command.run("ss", "-xlnH", "src", "@" + name))
        .containsPattern("^u_seq +LISTEN +0 +" + BACKLOG + " +@" + name + " ");
  }

  @ParameterizedTest
  @ValueSource(strings = {"239.1.2.3", "ff02::1:2:3"})
  void ipTellsOfGroupsThatAreJoined(String group) throws Exception {
    InetAddress address = InetAddress.getByName(group);
    var socket = open(group.contains(":") ? AF_INET6 : AF_INET, SocketType.DGRAM);
    GroupMembership membership = GroupMembership.of(address, NetworkInterface.getByName("lo"));
    assertThat(Command.run("ip", "maddr", "show", "dev", "lo")).doesNotContain(group);
    Multicast.join(socket, membership);
    assertThat(Command.run("ip", "maddr", "show", "dev", "lo")).contains(group);
    Multicast.leave(socket, membership);
    assertThat(Command.run("ip", "maddr", "show", "dev", "lo")).doesNotContain(group);
  }

  @Test
  void ipHasTheInterfacesThatWeHave() throws Exception {
    for (NetInterface known : NetInterface.all()) {
      assertThat(Command.run("ip", "-o", "link", "show", "dev", known.name()))
          .startsWith(known.index() + ": " + known.name());
    }
  }
}
