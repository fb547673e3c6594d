package io.sockets4j.unix;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.sockets4j.BsdSocket;
import io.sockets4j.ControlMessage;
import io.sockets4j.Message;
import io.sockets4j.SocketPair;
import io.sockets4j.os.ControlConstants;
import io.sockets4j.os.ControlHeader;
import io.sockets4j.os.SocketConstants;
import io.sockets4j.os.SocketType;
import io.sockets4j.spi.ControlType;
import io.sockets4j.spi.OptionCodec;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** Credentials in memory: whole, cut, and of random bytes. */
@Timeout(30)
@EnabledOnOs(value = OS.LINUX, disabledReason = "struct ucred is of Linux")
class CredentialsTest {
  private static final int SOL_SOCKET = SocketConstants.SOL_SOCKET.value();

  private static ByteBuffer memory(byte[] bytes) {
    return ByteBuffer.wrap(bytes).order(ByteOrder.nativeOrder());
  }

  @Test
  void whatIsWrittenIsRead() {
    OptionCodec<Credentials> codec = UnixControlTypes.SCM_CREDENTIALS.codec();
    for (Credentials one :
        List.of(
            new Credentials(0, 0, 0),
            new Credentials(1, 1000, 100),
            new Credentials(Integer.MAX_VALUE, 0xffff_ffffL, 0xffff_fffeL))) {
      ByteBuffer memory = memory(new byte[codec.capacity()]);
      assertThat(codec.encode(one, memory)).isEqualTo(12);
      assertThat(codec.decode(memory)).isEqualTo(one);
    }
  }

  @Test
  void whatNoKernelHasIsRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Credentials(-1, 0, 0))
        .withMessageContaining("process -1");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Credentials(1, -1, 0))
        .withMessageContaining("user -1");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Credentials(1, 0, 0x1_0000_0000L))
        .withMessageContaining("group 4294967296");
  }

  /** Null where the bytes are none, and nothing else whatever they are. */
  @Test
  void anyBytesAreReadOrAreNone() {
    Random random = new Random(4);
    for (ControlType<?> type :
        List.of(UnixControlTypes.SCM_CREDENTIALS, UnixControlTypes.SCM_SECURITY)) {
      for (int round = 0; round < 20_000; round++) {
        byte[] data = new byte[random.nextInt(40)];
        random.nextBytes(data);
        ControlMessage message =
            new ControlMessage(type.level().value(), type.constant().value(), data);
        Object value = message.value(type);
        if (value instanceof Credentials credentials) {
          assertThat(data.length).isGreaterThanOrEqualTo(12);
          assertThat(credentials.pid()).isEqualTo(memory(data).getInt(0));
          assertThat((int) credentials.uid()).isEqualTo(memory(data).getInt(4));
          assertThat((int) credentials.gid()).isEqualTo(memory(data).getInt(8));
        } else if (type == UnixControlTypes.SCM_CREDENTIALS) {
          assertThat(value).isNull();
          assertThat(data.length < 12 || memory(data).getInt(0) < 0).isTrue();
        } else {
          assertThat(value).isInstanceOf(String.class);
        }
      }
    }
  }

  @Test
  void groupsOfAnyLengthAreRead() {
    OptionCodec<long[]> codec = UnixOptions.SO_PEERGROUPS.codec();
    byte[] bytes = new byte[64];
    new Random(5).nextBytes(bytes);
    for (int length = 0; length <= bytes.length; length++) {
      long[] groups = codec.decode(memory(Arrays.copyOf(bytes, length)));
      assertThat(groups).hasSize(length / 4);
      for (int i = 0; i < groups.length; i++) {
        assertThat(groups[i]).isEqualTo(Integer.toUnsignedLong(memory(bytes).getInt(4 * i)));
      }
    }
  }

  /** By the kernel, which tells of it. */
  @Test
  void credentialsAreCutAtEveryLength() throws Exception {
    Credentials own = Credentials.ofThisProcess();
    int whole = ControlHeader.space(12);
    try (SocketPair<UnixAddress> pair = BsdSocket.pair(UnixFamily.AF_UNIX, SocketType.SEQPACKET)) {
      pair.second().setOption(UnixOptions.SO_PASSCRED, true);
      for (int room = 0; room <= whole + 8; room++) {
        pair.first().send(new byte[1]);
        try (Message message = new Message(ByteBuffer.allocate(1)).roomForControl(room)) {
          assertThat(pair.second().receiveMessage(message)).isEqualTo(1);
          boolean fits = room >= ControlHeader.length(12);
          assertThat(message.controlTruncated()).as("room for %d", room).isEqualTo(!fits);
          assertThat(message.get(UnixControlTypes.SCM_CREDENTIALS)).isEqualTo(fits ? own : null);
        }
      }
    }
  }

  @Test
  void credentialsOfAnotherLengthAreRefused() throws Exception {
    Random random = new Random(6);
    try (SocketPair<UnixAddress> pair = BsdSocket.pair(UnixFamily.AF_UNIX, SocketType.DGRAM)) {
      pair.second().setOption(UnixOptions.SO_PASSCRED, true);
      for (int length = 0; length < 40; length++) {
        if (length == 12) {
          continue;
        }
        byte[] data = new byte[length];
        random.nextBytes(data);
        try (Message message = new Message(ByteBuffer.allocate(1))) {
          message.add(SOL_SOCKET, ControlConstants.SCM_CREDENTIALS.value(), data);
          assertThatIOException()
              .isThrownBy(() -> pair.first().sendMessage(message))
              .withMessageContaining("EINVAL");
        }
      }
    }
  }
}
