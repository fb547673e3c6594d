package io.sockets4j.inet;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sockets4j.BsdControlTypes;
import io.sockets4j.BsdSocket;
import io.sockets4j.BsdSocketOptions;
import io.sockets4j.ControlMessage;
import io.sockets4j.Message;
import io.sockets4j.NativeError;
import io.sockets4j.Timestamps;
import io.sockets4j.os.ControlHeader;
import io.sockets4j.os.Errno;
import io.sockets4j.os.ErrorQueueConstants;
import io.sockets4j.os.MessageFlag;
import io.sockets4j.os.MessageFlags;
import io.sockets4j.os.Platform;
import io.sockets4j.os.SocketConstants;
import io.sockets4j.os.SocketType;
import io.sockets4j.os.SystemConstant;
import io.sockets4j.os.TimestampingConstants;
import io.sockets4j.spi.AddressFamily;
import io.sockets4j.spi.ControlType;
import io.sockets4j.spi.ExtendedError;
import io.sockets4j.spi.OptionCodecs;
import io.sockets4j.testkit.DescriptorAccounting;
import io.sockets4j.testkit.Python;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.extension.ExtendWith;

/** Control messages and error queues of datagrams, here and with Python at the other end. */
@Timeout(60)
@ExtendWith(DescriptorAccounting.class)
@EnabledOnOs(OS.LINUX)
class InetMessageTest {
  private static final MessageFlags ERRQUEUE = MessageFlags.of(MessageFlag.ERRQUEUE);
  private static final MessageFlags DONT_WAIT = MessageFlags.of(MessageFlag.DONTWAIT);

  private static final SystemConstant IPPROTO_IP = SystemConstant.named("IPPROTO_IP").linux(0);
  private static final SystemConstant IPPROTO_IPV6 = SystemConstant.named("IPPROTO_IPV6").linux(41);
  private static final int IP_TTL = 2;
  private static final int IP_RECVERR = 11;
  private static final int IPV6_RECVERR = 25;

  private static final ControlType<Integer> TTL =
      ControlType.of(IPPROTO_IP, SystemConstant.named("IP_TTL").linux(IP_TTL), OptionCodecs.INT);
  private static final ControlType<byte[]> TOS =
      ControlType.of(
          IPPROTO_IP, SystemConstant.named("IP_TOS").linux(1), OptionCodecs.bytes(Integer.BYTES));
  private static final ControlType<ExtendedError> ERROR =
      ControlType.of(
          IPPROTO_IP, SystemConstant.named("IP_RECVERR").linux(IP_RECVERR), ExtendedError.CODEC);
  private static final ControlType<ExtendedError> ERROR6 =
      ControlType.of(
          IPPROTO_IPV6,
          SystemConstant.named("IPV6_RECVERR").linux(IPV6_RECVERR),
          ExtendedError.CODEC);

  /** How much memory the kernel has for control messages: 128 KiB as a rule. */
  private static final int OPTMEM_MAX = optmemMax();

  private static int optmemMax() {
    try {
      return Integer.parseInt(Files.readString(Path.of("/proc/sys/net/core/optmem_max")).strip());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static InetSocketAddress anyPort(AddressFamily<?> family) throws IOException {
    String host = family == InetFamily.AF_INET ? "127.0.0.1" : "::1";
    return new InetSocketAddress(InetAddress.getByName(host), 0);
  }

  private static BsdSocket<InetSocketAddress> udp(AddressFamily<InetSocketAddress> family)
      throws IOException {
    BsdSocket<InetSocketAddress> socket = BsdSocket.open(family, SocketType.DGRAM);
    return socket.bind(anyPort(family)).setTimeout(Duration.ofSeconds(20));
  }

  private static BsdSocket<InetSocketAddress> udp() throws IOException {
    return udp(InetFamily.AF_INET);
  }

  /** An address that nobody listens at. */
  private static InetSocketAddress nobody(AddressFamily<InetSocketAddress> family)
      throws IOException {
    try (var socket = udp(family)) {
      return socket.getLocalAddress();
    }
  }

  private static byte[] bytes(int length) {
    byte[] bytes = new byte[length];
    for (int i = 0; i < length; i++) {
      bytes[i] = (byte) (i * 7);
    }
    return bytes;
  }

  // -------------------------------------------------------------------------------- times

  @Test
  void messagesTellWhenTheyArrived() throws IOException {
    try (var near = udp();
        var far = udp()) {
      Message message =
          new Message(ByteBuffer.allocate(10))
              .roomForControl(
                  BsdControlTypes.SCM_TIMESTAMPNS,
                  BsdControlTypes.SCM_TIMESTAMP,
                  BsdControlTypes.SCM_TIMESTAMPING);
      far.setOption(BsdSocketOptions.SO_TIMESTAMP, true);
      assertThat(far.getOption(BsdSocketOptions.SO_TIMESTAMP)).isTrue();
      Instant before = Instant.now();
      assertThat(arrival(near, far, message, BsdControlTypes.SCM_TIMESTAMP))
          .isBetween(before.minusMillis(1), Instant.now());
      far.setOption(BsdSocketOptions.SO_TIMESTAMPNS, true);
      assertThat(arrival(near, far, message, BsdControlTypes.SCM_TIMESTAMPNS))
          .isBetween(before, Instant.now());
      assertThat(message.get(BsdControlTypes.SCM_TIMESTAMP)).isNull();
      far.setOption(BsdSocketOptions.SO_TIMESTAMPNS, false);
      int software =
          TimestampingConstants.SOF_TIMESTAMPING_RX_SOFTWARE.value()
              | TimestampingConstants.SOF_TIMESTAMPING_SOFTWARE.value();
      far.setOption(BsdSocketOptions.SO_TIMESTAMPING, software);
      assertThat(far.getOption(BsdSocketOptions.SO_TIMESTAMPING)).isEqualTo(software);
      Timestamps times = arrival(near, far, message, BsdControlTypes.SCM_TIMESTAMPING);
      assertThat(times.software()).isBetween(before, Instant.now());
      assertThat(times.converted()).isNull();
      assertThat(times.hardware()).isNull();
    }
  }

  private static <T> T arrival(
      BsdSocket<?> near, BsdSocket<?> far, Message message, ControlType<T> type)
      throws IOException {
    T value = null;
    while (value == null) { // the kernel begins to take times a moment after it was asked to
      near.sendTo(new byte[1], far.getLocalAddress());
      far.receiveMessage(message.setBuffers(ByteBuffer.allocate(10)));
      value = message.get(type);
    }
    assertThat(message.control()).hasSize(1);
    assertThat(message.control().get(0).value(type)).isEqualTo(value);
    assertThat(message.control().get(0).is(TTL)).isFalse();
    return value;
  }

  @Test
  void messagesTellHowManyWereLost() throws IOException {
    try (var near = udp();
        var far = udp()) {
      far.setOption(BsdSocketOptions.SO_RCVBUF, 4096);
      far.setOption(BsdSocketOptions.SO_RXQ_OVFL, true);
      int sent = 500;
      for (int i = 0; i < sent; i++) {
        near.sendTo(new byte[500], far.getLocalAddress());
      }
      int received = 0;
      Message message =
          new Message(ByteBuffer.allocate(0)).roomForControl(BsdControlTypes.SO_RXQ_OVFL);
      while (far.receiveMessage(message, DONT_WAIT) >= 0 && message.arrived()) {
        received++;
      }
      assertThat(received).isBetween(1, sent - 1);
      near.sendTo(new byte[1], far.getLocalAddress());
      far.receiveMessage(message);
      assertThat(message.get(BsdControlTypes.SO_RXQ_OVFL)).isEqualTo((long) sent - received);
    }
  }

  // -------------------------------------------------------------------------- error queue

  @Test
  void theErrorQueueTellsWhatHappened() throws Exception {
    try (var socket = udp()) {
      socket.setOption(IpOptions.IP_RECVERR, true);
      InetSocketAddress nobody = nobody(InetFamily.AF_INET);
      ExtendedError error = provoke(socket, nobody, ERROR);
      assertThat(error.errno()).isEqualTo(Errno.ECONNREFUSED);
      assertThat(error.isFrom(ErrorQueueConstants.SO_EE_ORIGIN_ICMP)).isTrue();
      assertThat(error.isFrom(ErrorQueueConstants.SO_EE_ORIGIN_LOCAL)).isFalse();
      assertThat(error.type()).isEqualTo(3); // destination unreachable
      assertThat(error.code()).isEqualTo(3); // port unreachable
      assertThat(error.offender()).isEqualTo(anyPort(InetFamily.AF_INET));
    }
  }

  @Test
  void theErrorQueueOfIpv6TellsWhatHappened() throws Exception {
    try (var socket = udp(InetFamily.AF_INET6)) {
      socket.setOption(Ipv6Options.IPV6_RECVERR, true);
      InetSocketAddress nobody = nobody(InetFamily.AF_INET6);
      ExtendedError error = provoke(socket, nobody, ERROR6);
      assertThat(error.errno()).isEqualTo(Errno.ECONNREFUSED);
      assertThat(error.isFrom(ErrorQueueConstants.SO_EE_ORIGIN_ICMP6)).isTrue();
      assertThat(error.type()).isEqualTo(1);
      assertThat(error.code()).isEqualTo(4);
      assertThat(error.offender()).isInstanceOf(InetSocketAddress.class);
      assertThat(error.offender())
          .isEqualTo(new InetSocketAddress(anyPort(InetFamily.AF_INET6).getAddress(), 0));
    }
  }

  private static ExtendedError provoke(
      BsdSocket<?> socket, InetSocketAddress nobody, ControlType<ExtendedError> type)
      throws Exception {
    ByteBuffer data = ByteBuffer.allocate(100);
    Message message = new Message(data).roomForControl(type);
    assertThat(socket.receiveMessage(message, ERRQUEUE.with(MessageFlag.DONTWAIT))).isZero();
    assertThat(message.arrived()).isFalse();
    Thread sender =
        new Thread(
            () -> {
              try {
                socket.sendTo(bytes(20), nobody);
              } catch (IOException e) {
                throw new IllegalStateException(e);
              }
            });
    sender.start();
    assertThat(socket.receiveMessage(message, ERRQUEUE)).isEqualTo(20); // waits
    sender.join();
    assertThat(message.flags().contains(MessageFlag.ERRQUEUE)).isTrue();
    assertThat(message.address()).isEqualTo(nobody); // where it was to go
    assertThat(data.flip()).isEqualTo(ByteBuffer.wrap(bytes(20)));
    ExtendedError error = requireNonNull(message.get(type));
    assertThat(socket.receiveMessage(message, ERRQUEUE.with(MessageFlag.DONTWAIT))).isZero();
    return error;
  }

  @Test
  void theErrorQueueTellsWhenMessagesWereSent() throws IOException {
    try (var near = udp();
        var far = udp()) {
      int flags =
          TimestampingConstants.SOF_TIMESTAMPING_TX_SOFTWARE.value()
              | TimestampingConstants.SOF_TIMESTAMPING_SOFTWARE.value()
              | TimestampingConstants.SOF_TIMESTAMPING_OPT_ID.value()
              | TimestampingConstants.SOF_TIMESTAMPING_OPT_TSONLY.value();
      near.setOption(BsdSocketOptions.SO_TIMESTAMPING, flags);
      Message message = new Message().roomForControl(BsdControlTypes.SCM_TIMESTAMPING, ERROR);
      Instant before = Instant.now();
      for (int i = 0; i < 5; i++) {
        near.sendTo(new byte[10], far.getLocalAddress());
        assertThat(near.receiveMessage(message, ERRQUEUE)).isZero();
        assertThat(message.arrived()).isTrue();
        Timestamps times = requireNonNull(message.get(BsdControlTypes.SCM_TIMESTAMPING));
        assertThat(times.software()).isBetween(before, Instant.now());
        ExtendedError notice = requireNonNull(message.get(ERROR));
        assertThat(notice.isFrom(ErrorQueueConstants.SO_EE_ORIGIN_TXSTATUS)).isTrue();
        assertThat(notice.errno()).isEqualTo(Errno.ENOMSG);
        assertThat(notice.info()).isEqualTo(ErrorQueueConstants.SCM_TSTAMP_SND.value());
        assertThat(notice.data()).isEqualTo(i);
        assertThat(notice.offender()).isNull();
      }
    }
  }

  @Test
  void theErrorQueueOfAStreamTellsWhatIsNeededNoMore() throws IOException {
    try (var listener = BsdSocket.open(InetFamily.AF_INET, SocketType.STREAM);
        var near = BsdSocket.open(InetFamily.AF_INET, SocketType.STREAM)) {
      listener.bind(anyPort(InetFamily.AF_INET)).listen();
      near.setTimeout(Duration.ofSeconds(20)).connect(listener.getLocalAddress());
      try (var far = listener.accept()) {
        near.setOption(SocketConstants.SOL_SOCKET.value(), SocketConstants.SO_ZEROCOPY.value(), 1);
        ByteBuffer data = ByteBuffer.allocateDirect(20_000);
        MessageFlags zeroCopy = MessageFlags.of(MessageFlag.ZEROCOPY);
        assertThatThrownBy(() -> near.sendMessage(new Message(ByteBuffer.allocate(1)), zeroCopy))
            .isInstanceOf(IllegalArgumentException.class);
        assertThat(near.sendMessage(new Message(data), zeroCopy)).isEqualTo(20_000);
        assertThat(near.sendMessage(new Message(data.clear()), zeroCopy)).isEqualTo(20_000);
        ByteBuffer all = ByteBuffer.allocate(40_000);
        far.receive(all, MessageFlags.of(MessageFlag.WAITALL));
        long next = 0;
        Message notice = new Message().roomForControl(ERROR);
        while (next < 2) {
          near.receiveMessage(notice, ERRQUEUE);
          ExtendedError error = requireNonNull(notice.get(ERROR));
          assertThat(error.isFrom(ErrorQueueConstants.SO_EE_ORIGIN_ZEROCOPY)).isTrue();
          assertThat(error.errno().value()).isZero();
          assertThat(error.info()).isEqualTo(next);
          next = error.data() + 1;
        }
      }
    }
  }

  // --------------------------------------------------------------------- control messages

  /** TTL, TOS and time: three in one call. */
  private static BsdSocket<InetSocketAddress> tellingMuch() throws IOException {
    BsdSocket<InetSocketAddress> socket = udp();
    socket.setOption(IpOptions.IP_RECVTTL, true).setOption(IpOptions.IP_RECVTOS, true);
    return socket.setOption(BsdSocketOptions.SO_TIMESTAMPNS, true);
  }

  private static Message withRoom() {
    return new Message(ByteBuffer.allocate(100))
        .roomForControl(TTL, TOS, BsdControlTypes.SCM_TIMESTAMPNS);
  }

  @Test
  void severalControlMessagesGoAndComeAtOnce() throws IOException {
    try (var near = udp();
        var far = tellingMuch()) {
      Message outgoing =
          new Message(ByteBuffer.wrap(bytes(30)))
              .setAddress(far.getLocalAddress())
              .add(TTL, 42)
              .add(TOS, new byte[] {0x10, 0, 0, 0});
      assertThat(outgoing.control()).hasSize(2);
      assertThat(outgoing.get(TTL)).isEqualTo(42);
      near.sendMessage(outgoing);
      Message incoming = withRoom();
      assertThat(far.receiveMessage(incoming)).isEqualTo(30);
      assertThat(incoming.control()).hasSize(3);
      assertThat(incoming.controlTruncated()).isFalse();
      assertThat(incoming.get(TTL)).isEqualTo(42);
      assertThat(incoming.get(TOS)).containsExactly(0x10);
      assertThat(incoming.get(BsdControlTypes.SCM_TIMESTAMPNS)).isNotNull();
      assertThat(incoming.toString()).contains("from /127.0.0.1", "control 0:2 (4 bytes)");
    }
  }

  @Test
  void roomOfAnyLengthTakesWhatFits() throws IOException {
    try (var near = udp();
        var far = tellingMuch()) {
      int whole = 3 * ControlHeader.space(16);
      for (int room = 0; room <= whole + 8; room++) {
        near.sendTo(bytes(5), far.getLocalAddress());
        Message incoming = new Message(ByteBuffer.allocate(9)).roomForControl(room);
        assertThat(far.receiveMessage(incoming)).isEqualTo(5);
        assertThat(incoming.control()).hasSizeBetween(0, 3);
        assertThat(incoming.controlTruncated() || incoming.control().size() == 3).isTrue();
        Integer ttl = incoming.get(TTL);
        assertThat(ttl == null || ttl == 64).as("%s", ttl).isTrue();
        int used = 0;
        for (ControlMessage control : incoming.control()) {
          used += ControlHeader.length(control.length());
        }
        assertThat(used).isLessThanOrEqualTo(room);
      }
    }
  }

  @Test
  void whatTheKernelDoesNotTakeIsRefused() throws IOException {
    try (var near = udp();
        var far = udp()) {
      InetSocketAddress address = far.getLocalAddress();
      List<Message> wrong =
          List.of(
              new Message(ByteBuffer.allocate(1)).add(0, IP_TTL, new byte[3]),
              new Message(ByteBuffer.allocate(1)).add(0, IP_TTL, new byte[400]),
              new Message(ByteBuffer.allocate(1)).add(TTL, 0),
              new Message(ByteBuffer.allocate(1)).add(TTL, 256),
              new Message(ByteBuffer.allocate(1)).add(0, 200, new byte[4]),
              new Message(ByteBuffer.allocate(1))
                  .add(BsdControlTypes.SCM_TIMESTAMPNS, Instant.now()));
      for (Message message : wrong) {
        assertThatThrownBy(() -> near.sendMessage(message.setAddress(address)))
            .hasMessageContaining("sendmsg")
            .hasMessageContaining("1 bytes to " + address)
            .hasMessageContaining("control ")
            .satisfies(e -> assertThat(((NativeError) e).errno()).isEqualTo(Errno.EINVAL));
        Message[] batch = {new Message(ByteBuffer.allocate(7)).setAddress(address), message};
        assertThat(near.sendMessages(batch, 0, 2, MessageFlags.NONE)).isEqualTo(1);
        assertThat(far.receive(9)).hasSize(7);
      }
      assertThat(far.receiveMessage(new Message(ByteBuffer.allocate(1)), DONT_WAIT)).isZero();
    }
  }

  /** ENOBUFS would be waited for, if it were for room; this would never end. */
  @Test
  void moreControlThanTheKernelKeepsIsAnError() throws IOException {
    try (var near = udp();
        var far = udp()) {
      near.setTimeout(null);
      Message message = new Message(ByteBuffer.allocate(1)).setAddress(far.getLocalAddress());
      for (int i = 0; i < 260; i++) {
        message.add(99, 1, new byte[980]);
      }
      if (OPTMEM_MAX < 260 * 1000) {
        assertThatThrownBy(() -> near.sendMessage(message))
            .hasMessageContaining("optmem_max")
            .satisfies(e -> assertThat(((NativeError) e).errno()).isEqualTo(Errno.ENOBUFS));
      }
    }
  }

  @Test
  void aMessageThatCameGoesBackWhereItCameFrom() throws IOException {
    try (var near = udp();
        var far = udp();
        var far6 = BsdSocket.open(InetFamily.AF_INET6, SocketType.DGRAM)) {
      ByteBuffer buffer = ByteBuffer.allocate(100);
      Message message = new Message(buffer);
      for (int i = 0; i < 3; i++) {
        near.sendTo(bytes(10), far.getLocalAddress());
        far.receiveMessage(message);
        buffer.flip();
        far.sendMessage(message);
        buffer.clear();
        assertThat(near.receive(100)).hasSize(10);
      }
      // Through a socket of another family, it is the address that counts.
      assertThat(message.address()).isEqualTo(near.getLocalAddress());
      buffer.limit(10);
      far6.sendMessage(message);
      assertThat(near.receive(100)).hasSize(10);
    }
  }

  // -------------------------------------------------------------------- Python's other end

  @Test
  void pythonSeesWhatWeSayAndWeWhatItSays() throws Exception {
    try (var near = tellingMuch();
        Python python =
            Python.start(
                """
                import struct
                s = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
                s.bind(('127.0.0.1', 0))
                s.setsockopt(socket.IPPROTO_IP, 12, 1)
                s.setsockopt(socket.IPPROTO_IP, 13, 1)
                print(s.getsockname()[1])
                for i in range(50):
                    data, ancdata, flags, address = s.recvmsg(1000, socket.CMSG_SPACE(4) * 2)
                    said = sorted((l, t, d.hex()) for l, t, d in ancdata)
                    print(data.hex(), said, flags)
                    s.sendmsg([data[:1], data[1:]],
                              [(socket.IPPROTO_IP, 2, struct.pack('i', i + 1)),
                               (socket.IPPROTO_IP, 1, struct.pack('i', 0x08))], 0, address)
                """)) {
      InetSocketAddress address =
          new InetSocketAddress(
              anyPort(InetFamily.AF_INET).getAddress(), Integer.parseInt(python.line()));
      for (int i = 0; i < 50; i++) {
        ByteBuffer data = ByteBuffer.wrap(bytes(20 + i));
        Message outgoing = new Message(data).setAddress(address).add(TTL, 200 - i);
        near.sendMessage(outgoing.add(TOS, new byte[] {0x04, 0, 0, 0}));
        String hex = HexFormat.of().formatHex(bytes(20 + i));
        String ttl = HexFormat.of().toHexDigits((byte) (200 - i));
        assertThat(python.line())
            .isEqualTo("%s [(0, 1, '04'), (0, 2, '%s000000')] 0".formatted(hex, ttl));
        ByteBuffer buffer = ByteBuffer.allocate(100);
        Message reply = withRoom().setBuffers(buffer);
        assertThat(near.receiveMessage(reply)).isEqualTo(20 + i);
        assertThat(reply.address()).isEqualTo(address);
        assertThat(reply.get(TTL)).isEqualTo(i + 1);
        assertThat(reply.get(TOS)).containsExactly(0x08);
        assertThat(Arrays.copyOf(buffer.array(), 20 + i)).isEqualTo(bytes(20 + i));
      }
      python.finish();
    }
  }

  @Test
  void spaceIsWhatPythonSays() throws Exception {
    assertThat(Platform.current().isLinux()).isTrue();
    try (Python python =
        Python.start(
            """
            for i in range(300):
                print(socket.CMSG_LEN(i), socket.CMSG_SPACE(i))
            """)) {
      for (int i = 0; i < 300; i++) {
        assertThat(python.line()).isEqualTo(ControlHeader.length(i) + " " + ControlHeader.space(i));
      }
      python.finish();
    }
  }
}
