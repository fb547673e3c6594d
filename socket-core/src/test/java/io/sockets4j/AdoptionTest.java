package io.sockets4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sockets4j.os.Errno;
import io.sockets4j.os.SocketType;
import io.sockets4j.spi.AddressFamily;
import io.sockets4j.spi.Families;
import java.io.IOException;
import java.net.SocketException;
import java.nio.channels.ClosedChannelException;
import org.junit.jupiter.api.Test;

/** Descriptors that come from elsewhere, and those that are given away. */
class AdoptionTest {
  private static final AddressFamily<?> UNIX = Families.byDomainOrUnknown(1);

  @Test
  void whatItIsIsReadFromTheKernel() throws IOException {
    try (BsdSocket<?> socket = BsdSocket.open(UNIX, SocketType.SEQPACKET);
        BsdSocket<?> adopted = BsdSocket.adopt(socket.detach())) {
      assertThat(socket.isOpen()).isFalse();
      assertThat(adopted.family().domain()).isEqualTo(1);
      assertThat(adopted.type()).isEqualTo(SocketType.SEQPACKET);
      assertThat(adopted.protocol().value()).isZero();
    }
  }

  @Test
  void whatIsNoSocketIsLeftAlone() {
    assertThatThrownBy(() -> BsdSocket.adopt(-1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("-1");
    assertThatThrownBy(() -> BsdSocket.adopt(123_456))
        .isInstanceOf(SocketException.class)
        .hasMessageContaining("123456")
        .satisfies(e -> assertThat(((NativeError) e).errno()).isEqualTo(Errno.EBADF));
  }

  @Test
  void aSocketOfAnotherFamilyIsRefused() throws IOException {
    AddressFamily<?> other = Families.byDomainOrUnknown(2);
    try (BsdSocket<?> socket = BsdSocket.open(UNIX, SocketType.STREAM)) {
      int fd = socket.fd();
      assertThatThrownBy(() -> BsdSocket.adopt(other, fd))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining(Integer.toString(fd));
      assertThat(socket.getOption(BsdSocketOptions.SO_TYPE)).isEqualTo(1);
    }
  }

  @Test
  void whatIsClosedCannotBeGivenAway() throws IOException {
    BsdSocket<?> socket = BsdSocket.open(UNIX, SocketType.STREAM);
    socket.close();
    assertThatThrownBy(socket::detach).isInstanceOf(ClosedChannelException.class);
    assertThatThrownBy(socket::fd).isInstanceOf(ClosedChannelException.class);
  }
}
