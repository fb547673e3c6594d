package io.sockets4j.inet;

import static io.sockets4j.inet.InetFamily.AF_INET;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sockets4j.BsdSocket;
import io.sockets4j.IoctlRequests;
import io.sockets4j.NativeError;
import io.sockets4j.NetInterface;
import io.sockets4j.os.Errno;
import io.sockets4j.os.IoctlConstants;
import io.sockets4j.os.SocketType;
import io.sockets4j.os.SystemConstant;
import io.sockets4j.spi.IoctlRequest;
import io.sockets4j.spi.OptionCodecs;
import io.sockets4j.testkit.DescriptorAccounting;
import io.sockets4j.testkit.Python;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.extension.ExtendWith;

/** What the kernel answers to requests: the same as to others who ask. */
@Timeout(60)
@ExtendWith(DescriptorAccounting.class)
class InetIoctlTest {
  private static final InetSocketAddress ANY_PORT =
      new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);

  private static BsdSocket<InetSocketAddress> udp() throws IOException {
    BsdSocket<InetSocketAddress> socket = BsdSocket.open(AF_INET, SocketType.DGRAM).bind(ANY_PORT);
    return socket.setTimeout(Duration.ofSeconds(20));
  }

  @Test
  void theNextDatagramHasItsLength() throws Exception {
    try (var sender = udp();
        var receiver = udp()) {
      assertThat(receiver.ioctl(IoctlRequests.FIONREAD)).isZero();
      sender.sendTo(new byte[300], receiver.getLocalAddress());
      sender.sendTo(new byte[20], receiver.getLocalAddress());
      assertThat(receiver.ioctl(IoctlRequests.FIONREAD)).isEqualTo(300);
      receiver.receive(1000);
      assertThat(receiver.ioctl(IoctlRequests.FIONREAD)).isEqualTo(20);
    }
  }

  @Test
  @EnabledOnOs(value = OS.LINUX, disabledReason = "SIOCOUTQ and SIOCOUTQNSD")
  void whatThePeerHasNoRoomForIsUnacknowledgedAndUnsent() throws Exception {
    try (var server = BsdSocket.open(AF_INET, SocketType.STREAM).bind(ANY_PORT).listen();
        var client = BsdSocket.open(AF_INET, SocketType.STREAM)) {
      client.connect(server.getLocalAddress());
      try (var accepted = server.accept()) {
        assertThat(client.ioctl(IoctlRequests.SIOCOUTQ)).isZero();
        client.configureBlocking(false);
        int sent = 0;
        for (int n = client.send(new byte[1 << 20]); n > 0; n = client.send(new byte[1 << 20])) {
          sent += n;
        }
        int queued = client.ioctl(IoctlRequests.SIOCOUTQ);
        assertThat(queued).isPositive().isLessThanOrEqualTo(sent);
        assertThat(client.ioctl(IoctlRequests.TIOCOUTQ)).isPositive().isLessThanOrEqualTo(sent);
        assertThat(client.ioctl(IoctlRequests.SIOCOUTQNSD)).isPositive().isLessThanOrEqualTo(sent);
        assertThat(accepted.ioctl(IoctlRequests.SIOCINQ)).isPositive().isLessThanOrEqualTo(sent);
      }
    }
  }

  @Test
  @EnabledOnOs(value = OS.LINUX, disabledReason = "SIOCGSTAMP and SIOCGSTAMPNS")
  void aDatagramHasItsTime() throws Exception {
    try (var sender = udp();
        var receiver = udp()) {
      assertThatThrownBy(() -> receiver.ioctl(IoctlRequests.SIOCGSTAMPNS))
          .isInstanceOfSatisfying(
              NativeError.class, e -> assertThat(e.errno()).isEqualTo(Errno.ENOENT));
      Instant before = Instant.now();
      sender.sendTo(new byte[1], receiver.getLocalAddress());
      receiver.receive(1);
      Instant exact = receiver.ioctl(IoctlRequests.SIOCGSTAMPNS);
      assertThat(exact).isBetween(before.minusSeconds(1), Instant.now().plusSeconds(1));
      Instant rounded = receiver.ioctl(IoctlRequests.SIOCGSTAMP);
      assertThat(Duration.between(rounded, exact)).isBetween(Duration.ZERO, Duration.ofNanos(999));
    }
  }

  @Test
  @EnabledOnOs(value = OS.LINUX, disabledReason = "the numbers of struct ifreq in the program")
  void interfacesAreWhatPythonSees() throws Exception {
    try (Python python =
            Python.start(
                """
                import fcntl, struct
                s = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
                def ask(request, name, form):
                    ifreq = struct.pack('16s24x', os.fsencode(name))
                    return struct.unpack_from(form, fcntl.ioctl(s, request, ifreq), 16)[0]
                for index, name in socket.if_nameindex():
                    print(index, name, ask(0x8933, name, 'i'), ask(0x8921, name, 'i'),
                          ask(0x8913, name, 'H'), ask(0x8942, name, 'i'),
                          ask(0x8927, name, '2x14s').hex())
                print('end')
                """);
        var socket = udp()) {
      int interfaces = 0;
      for (String line = python.line(); !line.equals("end"); line = python.line()) {
        String[] words = line.split(" ", -1);
        NetInterface named = new NetInterface(Integer.parseInt(words[0]), words[1]);
        assertThat(socket.ioctl(IoctlRequests.interfaceName(named.index()))).isEqualTo(words[1]);
        assertThat(socket.ioctl(IoctlRequests.interfaceIndex(named))).isEqualTo(named.index());
        assertThat(
                "%d %d %d %s"
                    .formatted(
                        socket.ioctl(IoctlRequests.mtu(named)),
                        socket.ioctl(IoctlRequests.flags(named)),
                        socket.ioctl(IoctlRequests.transmitQueueLength(named)),
                        HexFormat.of()
                            .formatHex(socket.ioctl(IoctlRequests.hardwareAddress(named)))))
            .isEqualTo(String.join(" ", words[3], words[4], words[5], words[6]));
        interfaces++;
      }
      assertThat(interfaces).isEqualTo(NetInterface.all().size());
      python.finish();
    }
  }

  @Test
  void theLoopbackInterfaceIsUp() throws Exception {
    int loopback = IoctlConstants.IFF_LOOPBACK.value();
    try (var socket = udp()) {
      for (NetInterface each : NetInterface.all()) {
        int flags = socket.ioctl(IoctlRequests.flags(each));
        if ((flags & loopback) != 0) {
          assertThat(flags & IoctlConstants.IFF_UP.value()).isNotZero();
          assertThat(socket.ioctl(IoctlRequests.mtu(each))).isPositive();
          return;
        }
      }
      throw new AssertionError("no loopback interface among " + NetInterface.all());
    }
  }

  @Test
  @EnabledOnOs(value = OS.LINUX, disabledReason = "other systems say ENXIO")
  void anInterfaceThatIsNotThereIsNotFound() throws Exception {
    try (var socket = udp()) {
      assertThatThrownBy(() -> socket.ioctl(IoctlRequests.mtu(new NetInterface(1, "none0"))))
          .hasMessageContainingAll("ioctl", "SIOCGIFMTU", "ENODEV")
          .isInstanceOfSatisfying(NativeError.class, e -> assertThat(e.call()).isEqualTo("ioctl"));
    }
    assertThat(IoctlRequests.mtu(new NetInterface(1, "a name of 15 b.")).exists()).isTrue();
    assertThatThrownBy(() -> IoctlRequests.mtu(new NetInterface(1, "a name of 16 by.")))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> IoctlRequests.flags(new NetInterface(1, "")))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void requestsByNumberTakeANumber() throws Exception {
    try (var socket = udp()) {
      assertThat(socket.ioctl(IoctlConstants.FIONCLEX.value(), 0)).isZero();
      assertThat(socket.isInheritable()).isTrue();
      assertThat(socket.ioctl(IoctlConstants.FIOCLEX.value(), 0)).isZero();
      assertThat(socket.isInheritable()).isFalse();
    }
  }

  @Test
  void requestsByNumberTakeMemory() throws Exception {
    int request = IoctlConstants.FIONREAD.value();
    try (var sender = udp();
        var receiver = udp()) {
      sender.sendTo(new byte[77], receiver.getLocalAddress());
      for (ByteBuffer whole :
          new ByteBuffer[] {ByteBuffer.allocate(12), ByteBuffer.allocateDirect(12)}) {
        ByteBuffer argument =
            whole.order(ByteOrder.nativeOrder()).putLong(4, -1).position(4).limit(8);
        assertThat(receiver.ioctl(request, argument)).isZero();
        assertThat(argument.position()).isEqualTo(4);
        assertThat(argument.limit()).isEqualTo(8);
        assertThat(argument.getInt()).isEqualTo(77);
        assertThat(whole.clear().getInt(8))
            .isEqualTo(-1); // what is beyond the limit is not touched
      }
      assertThat(receiver.ioctl(request, ByteBuffer.allocate(0))).isZero(); // no harm is done
      assertThatThrownBy(() -> receiver.ioctl(request, ByteBuffer.allocate(4).asReadOnlyBuffer()))
          .isInstanceOf(IllegalArgumentException.class);
      assertThatThrownBy(() -> receiver.ioctl(request, ByteBuffer.allocate((1 << 16) + 1)))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("65536");
      assertThatThrownBy(() -> receiver.ioctl(0x7fff_1234, ByteBuffer.allocate(4)))
          .hasMessageContaining("0x7fff1234")
          .isInstanceOf(NativeError.class);
    }
  }

  @Test
  void whatThisPlatformDoesNotHaveIsRefused() throws Exception {
    SystemConstant nowhere = SystemConstant.named("SIOCNOTHING");
    IoctlRequest<Integer> request = IoctlRequest.of(nowhere, OptionCodecs.INT);
    assertThat(request.exists()).isFalse();
    assertThat(IoctlRequests.FIONREAD.exists()).isTrue();
    try (var socket = udp()) {
      assertThatThrownBy(() -> socket.ioctl(request))
          .isInstanceOf(UnsupportedOperationException.class)
          .hasMessageContaining("SIOCNOTHING");
    }
  }
}
