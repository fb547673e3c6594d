package io.sockets4j.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sockets4j.BsdSelectorProvider;
import io.sockets4j.BsdSocket;
import io.sockets4j.BsdSocketOptions;
import io.sockets4j.NativeError;
import io.sockets4j.os.Errno;
import io.sockets4j.os.Protocol;
import io.sockets4j.os.SocketConstants;
import io.sockets4j.os.SocketType;
import io.sockets4j.spi.AddressFamily;
import io.sockets4j.spi.Families;
import io.sockets4j.spi.UnsuitableAddressException;
import java.io.IOException;
import java.net.BindException;
import java.net.SocketAddress;
import java.nio.channels.AsynchronousCloseException;
import java.nio.channels.ClosedChannelException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** From opening to closing, and what a socket is. */
interface LifecycleCases extends Environment {

  @Test
  default void aNewSocketIsOpenBlockingAndWithoutTimeout() throws Exception {
    BsdSocket<?> socket = sockets().open();
    assertTrue(socket.isOpen());
    assertTrue(socket.isBlocking());
    assertFalse(socket.isRegistered());
    try (var other = BsdSocket.open(fixture().family(), fixture().type(), fixture().protocol())) {
      assertEquals(Optional.empty(), other.getTimeout());
    }
  }

  @Test
  default void aSocketTellsWhatItIs() throws Exception {
    BsdSocket<?> socket = sockets().open();
    assertSame(fixture().family(), socket.family());
    assertEquals(fixture().type(), socket.type());
    assertEquals(fixture().protocol(), socket.protocol());
    assertSame(BsdSelectorProvider.provider(), socket.provider());
    String text = socket.toString();
    assertTrue(text.contains(fixture().family().name()), text);
    assertTrue(text.contains(fixture().type().name()), text);
    assertTrue(text.contains(Integer.toString(socket.fd())), text);
    socket.close();
    assertTrue(socket.toString().contains("closed"), socket::toString);
  }

  @Test
  default void aSocketCanBeOpenedByNumbers() throws Exception {
    BsdSocket<?> socket =
        sockets()
            .add(
                BsdSocket.open(
                    fixture().family().domain(),
                    fixture().type().value(),
                    fixture().protocol().value()));
    assertSame(fixture().family(), socket.family());
    assertEquals(fixture().type(), socket.type());
    socket.bind(sockets().freeAddress());
  }

  @Test
  default void flagsAmongTheNumberOfATypeAreNoPartOfIt() throws Exception {
    if (!SocketConstants.SOCK_CLOEXEC.exists()) {
      return;
    }
    int type = fixture().type().value();
    int cloexec = SocketConstants.SOCK_CLOEXEC.value();
    int nonBlocking = SocketConstants.SOCK_NONBLOCK.value();
    for (int flags : new int[] {cloexec, nonBlocking, cloexec | nonBlocking}) {
      BsdSocket<?> socket =
          sockets()
              .add(
                  BsdSocket.open(
                      fixture().family().domain(), type | flags, fixture().protocol().value()));
      assertEquals(fixture().type(), socket.type());
      assertEquals((flags & nonBlocking) == 0, socket.isBlocking());
      assertFalse(socket.isInheritable());
    }
  }

  @Test
  default void aTypeThatDoesNotExistIsRefused() {
    int[] numbers = {fixture().family().domain(), 11, fixture().protocol().value()};
    IOException e =
        assertThrows(
            IOException.class,
            () -> sockets().add(BsdSocket.open(numbers[0], numbers[1], numbers[2])));
    assertEquals("socket", assertInstanceOf(NativeError.class, e).call());
    assertSays(e, fixture().family().name(), ((NativeError) e).errno().name());
  }

  @Test
  default void pairsAreConnectedWhereTheFamilyHasThem() throws Exception {
    if (has(Trait.SOCKETPAIR)) {
      var pair = BsdSocket.pair(fixture().family(), fixture().type(), fixture().protocol());
      assertFalse(pair.first().isInheritable());
      assertFalse(pair.second().isInheritable());
      assertConnected(new Peers(sockets().add(pair.first()), sockets().add(pair.second())));
    } else {
      IOException e =
          assertThrows(
              IOException.class,
              () ->
                  BsdSocket.pair(fixture().family(), fixture().type(), fixture().protocol())
                      .close());
      assertEquals("socketpair", assertInstanceOf(NativeError.class, e).call());
    }
  }

  @Test
  default void closingTwiceIsClosingOnce() throws Exception {
    BsdSocket<?> socket = sockets().open();
    socket.close();
    BsdSocket<?> next = sockets().bound(); // very likely of the same number
    socket.close();
    assertFalse(socket.isOpen());
    assertTrue(next.isOpen());
    next.getLocalAddress();
  }

  @ParameterizedTest
  @MethodSource("everyCall")
  default void aClosedSocketRefuses(Call call) throws Exception {
    BsdSocket<?> socket = sockets().open();
    socket.close();
    assertThrows(ClosedChannelException.class, () -> call.action().on(socket));
  }

  default List<Call> everyCall() throws IOException {
    try (SocketScope scope = new SocketScope(fixture())) {
      return Call.all(scope.freeAddress());
    }
  }

  @Test
  default void aClosedSocketStillTellsWhatItWas() throws Exception {
    BsdSocket<?> socket = sockets().open();
    socket.close();
    assertSame(fixture().family(), socket.family());
    assertEquals(fixture().type(), socket.type());
    assertEquals(fixture().protocol(), socket.protocol());
    assertFalse(socket.supportedOptions().isEmpty());
  }

  @Test
  default void anAdoptedSocketIsWhatItWas() throws Exception {
    Peers peers = sockets().peers();
    BsdSocket<?> adopted = sockets().add(BsdSocket.adopt(peers.near().detach()));
    assertSame(fixture().family(), adopted.family());
    assertEquals(fixture().type(), adopted.type());
    if (!fixture().protocol().equals(Protocol.DEFAULT)) {
      assertEquals(fixture().protocol(), adopted.protocol());
    }
    assertConnected(new Peers(adopted, peers.far()));
  }

  @Test
  default void aDescriptorOfAnotherFamilyIsNotAdopted() throws Exception {
    BsdSocket<?> socket = sockets().bound();
    AddressFamily<?> other = Families.byDomainOrUnknown(fixture().family().domain() + 1);
    IllegalArgumentException e =
        assertThrows(
            IllegalArgumentException.class, () -> BsdSocket.adopt(other, socket.fd()).close());
    assertSays(e, fixture().family().name());
    socket.getLocalAddress();
  }

  @Test
  default void whatIsNoDescriptorIsNotAdopted() {
    assertThrows(IllegalArgumentException.class, () -> BsdSocket.adopt(-1));
    assertFails(Errno.EBADF, "getsockopt", () -> BsdSocket.adopt(Integer.MAX_VALUE));
  }

  @Test
  default void aDetachedSocketIsClosedHereAndOpenElsewhere() throws Exception {
    Peers peers = sockets().peers();
    int fd = peers.near().fd();
    assertEquals(fd, peers.near().detach());
    assertFalse(peers.near().isOpen());
    assertThrows(ClosedChannelException.class, () -> peers.near().detach());
    assertThrows(ClosedChannelException.class, () -> peers.near().send(new byte[1]));
    peers.near().close();
    BsdSocket<?> adopted = sockets().add(BsdSocket.adopt(fixture().family(), fd));
    assertConnected(new Peers(adopted, peers.far()));
  }

  @Test
  default void detachingReleasesThoseWhoWait() throws Exception {
    Peers peers = sockets().peers();
    Task<byte[]> receiving = Task.start(() -> peers.near().receive(10)).awaitWaiting();
    BsdSocket<?> adopted = sockets().add(BsdSocket.adopt(peers.near().detach()));
    assertThrows(AsynchronousCloseException.class, receiving::result);
    assertConnected(new Peers(adopted, peers.far()));
  }

  @Test
  default void aDuplicateIsTheSameSocket() throws Exception {
    Peers peers = sockets().peers();
    peers.near().setTimeout(Duration.ofSeconds(7));
    peers.near().configureBlocking(false);
    try (BsdSocket<?> duplicate = peers.near().duplicate()) {
      assertNotEquals(peers.near().fd(), duplicate.fd());
      assertEquals(Optional.of(Duration.ofSeconds(7)), duplicate.getTimeout());
      assertTrue(duplicate.isBlocking());
      assertFalse(duplicate.isInheritable());
      assertEquals(peers.near().getLocalAddress(), duplicate.getLocalAddress());
      peers.near().close();
      assertConnected(new Peers(duplicate, peers.far()));
    }
  }

  @Test
  default void aSocketIsNotInheritedUnlessItIsMadeSo() throws Exception {
    BsdSocket<?> socket = sockets().open();
    assertFalse(socket.isInheritable());
    assertSame(socket, socket.setInheritable(true));
    assertTrue(socket.isInheritable());
    socket.setInheritable(false);
    assertFalse(socket.isInheritable());
  }

  @Test
  default void theTimeoutIsWhatWasSet() throws Exception {
    BsdSocket<?> socket = sockets().open();
    assertSame(socket, socket.setTimeout(Duration.ofMillis(1)));
    assertEquals(Optional.of(Duration.ofMillis(1)), socket.getTimeout());
    assertThrows(IllegalArgumentException.class, () -> socket.setTimeout(Duration.ZERO));
    assertThrows(IllegalArgumentException.class, () -> socket.setTimeout(Duration.ofNanos(-1)));
    assertEquals(Optional.of(Duration.ofMillis(1)), socket.getTimeout());
    socket.setTimeout(Duration.ofSeconds(Long.MAX_VALUE));
    socket.setTimeout(null);
    assertEquals(Optional.empty(), socket.getTimeout());
  }

  @Test
  default void newSocketsHaveTheDefaultTimeout() throws Exception {
    Optional<Duration> before = BsdSocket.getDefaultTimeout();
    Duration timeout = Duration.ofSeconds(123);
    BsdSocket.setDefaultTimeout(timeout);
    try (var socket = BsdSocket.open(fixture().family(), fixture().type(), fixture().protocol())) {
      assertEquals(Optional.of(timeout), BsdSocket.getDefaultTimeout());
      assertEquals(Optional.of(timeout), socket.getTimeout());
    } finally {
      BsdSocket.setDefaultTimeout(before.orElse(null));
    }
  }

  @Test
  default void aBoundSocketTellsItsAddress() throws Exception {
    SocketAddress address = sockets().bound().getLocalAddress();
    assertTrue(fixture().family().addressType().isInstance(address), () -> "" + address);
    // The kernel has filled in what was left open: a port, a name.
    BsdSocket<?> other = sockets().open();
    if (has(Trait.SHARED_ADDRESSES)) {
      assertEquals(address, other.bind(address).getLocalAddress());
      return;
    }
    IOException e = assertFails(Errno.EADDRINUSE, "bind", () -> other.bind(address));
    assertInstanceOf(BindException.class, e);
    assertSays(e, address.toString());
  }

  @Test
  default void anUnconnectedSocketHasNoRemoteAddress() throws Exception {
    BsdSocket<?> socket = sockets().bound();
    if (has(Trait.NO_CONNECT) && socket.getRemoteAddress() == null) {
      return; // it is not even asked
    }
    assertFails(fixture().withoutPeer(), "getpeername", socket::getRemoteAddress);
  }

  @Test
  default void connectedSocketsTellEachOthersAddress() throws Exception {
    if (has(Trait.NO_CONNECT) || has(Trait.PEERS_BY_BINDING)) {
      return;
    }
    Peers peers = sockets().peers();
    assertEquals(peers.near().getLocalAddress(), peers.far().getRemoteAddress());
    assertEquals(peers.far().getLocalAddress(), peers.near().getRemoteAddress());
  }

  @Test
  default void addressesOfOtherFamiliesAreRefused() throws Exception {
    for (SocketAddress unsuitable : fixture().unsuitableAddresses()) {
      BsdSocket<?> socket = sockets().open();
      UnsuitableAddressException e =
          assertThrows(UnsuitableAddressException.class, () -> socket.bind(unsuitable));
      assertSays(e, fixture().family().name(), unsuitable.toString());
      assertThrows(UnsuitableAddressException.class, () -> socket.connect(unsuitable));
      assertThrows(UnsuitableAddressException.class, () -> socket.sendTo(new byte[1], unsuitable));
      socket.bind(sockets().freeAddress()); // as if nothing had happened
    }
  }

  @Test
  default void nullIsRefused() throws Exception {
    BsdSocket<?> socket = sockets().open();
    assertThrows(NullPointerException.class, () -> socket.connect(missing()));
    assertThrows(NullPointerException.class, () -> socket.sendTo(new byte[1], missing()));
    assertTrue(socket.isOpen());
  }

  @Test
  default void bindingToNullTakesAnAddressThatTheKernelChooses() throws Exception {
    BsdSocket<?> socket = sockets().open();
    Optional<SocketAddress> any = socket.family().anyAddress(socket.type(), socket.protocol());
    if (any.isPresent() && has(Trait.ANY_IS_ALL)) {
      socket.bind(null);
      assertEquals(any.get(), socket.getLocalAddress());
    } else if (any.isPresent()) {
      SocketAddress unbound = socket.getLocalAddress();
      socket.bind(null);
      assertNotEquals(unbound, socket.getLocalAddress());
    } else {
      assertThrows(UnsupportedOperationException.class, () -> socket.bind(null));
    }
  }

  /** What nobody who writes against the annotations would give. */
  @SuppressWarnings("NullAway")
  private static SocketAddress missing() {
    return null;
  }

  @Test
  default void theTypeOfTheSocketIsThatOfTheKernel() throws Exception {
    BsdSocket<?> socket = sockets().open();
    assertEquals(SocketType.of(socket.getOption(BsdSocketOptions.SO_TYPE)), socket.type());
  }
}
