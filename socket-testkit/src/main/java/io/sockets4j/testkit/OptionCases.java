package io.sockets4j.testkit;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sockets4j.BsdSocket;
import io.sockets4j.BsdSocketOptions;
import io.sockets4j.NativeError;
import io.sockets4j.os.Errno;
import io.sockets4j.os.SocketConstants;
import io.sockets4j.os.SystemConstant;
import io.sockets4j.spi.NativeOption;
import java.io.IOException;
import java.net.SocketOption;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

/** Options: those of every socket, those of the JDK, and by number. */
interface OptionCases extends Environment {
  int SOL_SOCKET = SocketConstants.SOL_SOCKET.value();
  int SO_RCVBUF = SocketConstants.SO_RCVBUF.value();

  /** See {@link Trait#FORGETS_ROUTING_OPTIONS}. */
  Set<String> ROUTING = Set.of("SO_BROADCAST", "SO_DONTROUTE");

  @Test
  default void optionsAreWhatWasSet() throws Exception {
    BsdSocket<?> socket = sockets().open();
    for (boolean on : new boolean[] {true, false}) {
      assertKept(socket, BsdSocketOptions.SO_REUSEADDR, on);
      assertKept(socket, BsdSocketOptions.SO_KEEPALIVE, on);
      assertKept(socket, BsdSocketOptions.SO_BROADCAST, on);
      assertKept(socket, BsdSocketOptions.SO_DONTROUTE, on);
      if (!has(Trait.NO_OUT_OF_BAND_INLINE)) {
        assertKept(socket, BsdSocketOptions.SO_OOBINLINE, on);
      }
    }
    for (int seconds : new int[] {0, 7, 65535, -1}) {
      assertKept(socket, BsdSocketOptions.SO_LINGER, seconds);
    }
    for (Duration timeout : new Duration[] {Duration.ofMillis(1500), Duration.ZERO}) {
      assertKept(socket, BsdSocketOptions.SO_RCVTIMEO, timeout);
      assertKept(socket, BsdSocketOptions.SO_SNDTIMEO, timeout);
    }
  }

  private <T> void assertKept(BsdSocket<?> socket, SocketOption<T> option, T value)
      throws IOException {
    assertSame(socket, socket.setOption(option, value));
    if (!has(Trait.FORGETS_ROUTING_OPTIONS) || !ROUTING.contains(option.name())) {
      assertEquals(value, socket.getOption(option), option::name);
    }
  }

  @Test
  default void optionsOfTheJdkMeanWhatTheyMeanThere() throws Exception {
    BsdSocket<?> socket = sockets().open();
    assertKept(socket, StandardSocketOptions.SO_RCVBUF, 20_000);
    assertKept(socket, StandardSocketOptions.SO_SNDBUF, 30_000);
    assertKept(socket, StandardSocketOptions.SO_REUSEADDR, true);
    assertKept(socket, StandardSocketOptions.SO_KEEPALIVE, true);
    assertKept(socket, StandardSocketOptions.SO_BROADCAST, true);
    assertKept(socket, StandardSocketOptions.SO_LINGER, 3);
    assertTrue(socket.getOption(BsdSocketOptions.SO_REUSEADDR));
    assertEquals(3, socket.getOption(BsdSocketOptions.SO_LINGER));
    assertTrue(socket.getOption(BsdSocketOptions.SO_RCVBUF) >= 20_000);
  }

  @Test
  default void aSocketListsItsOptions() throws Exception {
    BsdSocket<?> socket = sockets().open();
    assertTrue(socket.supportedOptions().contains(BsdSocketOptions.SO_RCVBUF));
    assertTrue(socket.supportedOptions().contains(StandardSocketOptions.SO_RCVBUF));
    assertThrows(UnsupportedOperationException.class, () -> socket.supportedOptions().clear());
    for (SocketOption<?> option : socket.supportedOptions()) {
      try {
        Object value = socket.getOption(option);
        assertTrue(
            value == null || option.type().isInstance(value), () -> option.name() + ": " + value);
      } catch (IOException e) {
        // Write-only, of a connection, or a kernel without it; but it has to say so.
        NativeError error = assertInstanceOf(NativeError.class, e, option::name);
        assertTrue(error.errno().value() > 0, e::toString);
        assertSays(e, "getsockopt", error.errno().name());
      }
    }
  }

  @Test
  default void theKernelAgreesWhatTheSocketIs() throws Exception {
    BsdSocket<?> socket = sockets().open();
    assertEquals(fixture().type().value(), socket.getOption(BsdSocketOptions.SO_TYPE));
    assertEquals(0, socket.getOption(BsdSocketOptions.SO_ERROR));
    if (BsdSocketOptions.SO_DOMAIN.exists()) {
      assertEquals(fixture().family().domain(), socket.getOption(BsdSocketOptions.SO_DOMAIN));
    }
    if (BsdSocketOptions.SO_PROTOCOL.exists() && fixture().protocol().value() != 0) {
      int told = has(Trait.UNTOLD_PROTOCOL) ? 0 : fixture().protocol().value();
      assertEquals(told, socket.getOption(BsdSocketOptions.SO_PROTOCOL));
    }
  }

  @Test
  default void optionsCanBeReachedByNumber() throws Exception {
    BsdSocket<?> socket = sockets().open();
    assertSame(socket, socket.setOption(SOL_SOCKET, SO_RCVBUF, 40_000));
    int size = socket.getOption(BsdSocketOptions.SO_RCVBUF);
    assertTrue(size >= 40_000);
    byte[] raw = socket.getOption(SOL_SOCKET, SO_RCVBUF, 4);
    assertEquals(size, ByteBuffer.wrap(raw).order(ByteOrder.nativeOrder()).getInt());
    byte[] doubled = ByteBuffer.allocate(4).order(ByteOrder.nativeOrder()).putInt(50_000).array();
    assertSame(socket, socket.setOption(SOL_SOCKET, SO_RCVBUF, doubled));
    assertTrue(socket.getOption(BsdSocketOptions.SO_RCVBUF) >= 50_000);
    assertEquals(4, socket.getOption(SOL_SOCKET, SO_RCVBUF, 100).length);
    assertArrayEquals(
        socket.getOption(SOL_SOCKET, SO_RCVBUF, 4), socket.getOption(SOL_SOCKET, SO_RCVBUF, 4));
    assertThrows(IllegalArgumentException.class, () -> socket.getOption(SOL_SOCKET, SO_RCVBUF, -1));
    assertThrows(
        IllegalArgumentException.class, () -> socket.setOption(SOL_SOCKET, SO_RCVBUF, null, -1));
  }

  @Test
  default void anOptionOfNoPossibleLengthIsRefusedAndHoldsNothing() throws Exception {
    BsdSocket<?> socket = sockets().open();
    for (int length : new int[] {-1, Integer.MIN_VALUE, Integer.MAX_VALUE, 1 << 25}) {
      assertThrows(
          IllegalArgumentException.class, () -> socket.getOption(SOL_SOCKET, SO_RCVBUF, length));
    }
    // Whoever stayed inside would be waited for, for ever.
    int fd = Task.start(socket::detach).result();
    sockets().add(BsdSocket.adopt(fd));
  }

  @Test
  default void anOptionThatTheKernelDoesNotKnowIsRefused() throws Exception {
    BsdSocket<?> socket = sockets().open();
    int unknown = 9999;
    assertFails(Errno.ENOPROTOOPT, "getsockopt", () -> socket.getOption(SOL_SOCKET, unknown, 4));
    assertUnknown(() -> socket.setOption(SOL_SOCKET, unknown, 1));
    NativeOption<Integer> option =
        NativeOption.ofInt(
            SocketConstants.SOL_SOCKET, SystemConstant.named("SO_NOTHING").everywhere(unknown));
    assertSays(assertUnknown(() -> socket.setOption(option, 1)), "SOL_SOCKET", "SO_NOTHING", "1");
  }

  /** Linux is not of one mind about the errno: MPTCP has another. */
  private IOException assertUnknown(Executable setOption) {
    IOException e = assertThrows(IOException.class, setOption);
    NativeError error = assertInstanceOf(NativeError.class, e);
    assertTrue(Set.of(Errno.ENOPROTOOPT, Errno.EOPNOTSUPP).contains(error.errno()), e::toString);
    assertEquals("setsockopt", error.call());
    assertSays(e, "the kernel does not know this option");
    return e;
  }

  @Test
  default void anOptionOfAnotherPlatformIsUnsupported() throws Exception {
    BsdSocket<?> socket = sockets().open();
    NativeOption<Integer> option =
        NativeOption.ofInt(
            SocketConstants.SOL_SOCKET, SystemConstant.named("SO_ELSEWHERE").windows(1));
    if (option.exists()) {
      return;
    }
    UnsupportedOperationException e =
        assertThrows(UnsupportedOperationException.class, () -> socket.getOption(option));
    assertSays(e, "SO_ELSEWHERE", "Windows");
    assertThrows(UnsupportedOperationException.class, () -> socket.setOption(option, 1));
    assertFalse(socket.supportedOptions().contains(option));
  }

  @Test
  default void anOptionOfSomebodyElseIsUnsupported() throws Exception {
    BsdSocket<?> socket = sockets().open();
    SocketOption<Integer> option =
        new SocketOption<>() {
          @Override
          public String name() {
            return "SO_THEIRS";
          }

          @Override
          public Class<Integer> type() {
            return Integer.class;
          }
        };
    UnsupportedOperationException e =
        assertThrows(UnsupportedOperationException.class, () -> socket.setOption(option, 1));
    assertSays(e, "SO_THEIRS");
    assertThrows(UnsupportedOperationException.class, () -> socket.getOption(option));
  }

  @Test
  default void valuesOutOfRangeAreRefused() throws Exception {
    BsdSocket<?> socket = sockets().open();
    assertThrows(
        IllegalArgumentException.class, () -> socket.setOption(BsdSocketOptions.SO_LINGER, 65_536));
    assertThrows(
        IllegalArgumentException.class,
        () -> socket.setOption(BsdSocketOptions.SO_RCVTIMEO, Duration.ofMillis(-1)));
    assertEquals(-1, socket.getOption(BsdSocketOptions.SO_LINGER));
  }
}
