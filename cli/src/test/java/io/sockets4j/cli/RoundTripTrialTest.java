package io.sockets4j.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sockets4j.NativeError;
import io.sockets4j.os.Protocol;
import io.sockets4j.os.SocketType;
import io.sockets4j.spi.AddressFamily;
import io.sockets4j.spi.NotSetUpException;
import io.sockets4j.spi.RoundTrip;
import io.sockets4j.spi.SocketKind;
import io.sockets4j.testkit.DescriptorAccounting;
import io.sockets4j.unix.UnixAddress;
import io.sockets4j.unix.UnixFamily;
import java.io.IOException;
import java.net.SocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** One round trip. */
@ExtendWith(DescriptorAccounting.class)
class RoundTripTrialTest {
  private static final Duration TIMEOUT = Duration.ofMillis(300);

  /** Tries a kind of socket at an address that need not suit it. */
  static Duration tryOut(AddressFamily<?> family, SocketType type, Protocol protocol)
      throws IOException {
    return tryOut(
        family, type, protocol, RoundTrip.of(RoundTrip.Shape.CONNECTION, UnixAddress.unnamed()));
  }

  private static Duration tryOut(
      AddressFamily<?> family, SocketType type, Protocol protocol, RoundTrip roundTrip)
      throws IOException {
    SocketKind kind = new SocketKind("tried", type, protocol, roundTrip);
    return new RoundTripTrial(family, kind, TIMEOUT).run();
  }

  @Test
  void takesTime() throws Exception {
    for (SocketKind kind : UnixFamily.AF_UNIX.kinds()) {
      assertThat(new RoundTripTrial(UnixFamily.AF_UNIX, kind, TIMEOUT).run()).isPositive();
    }
  }

  @Test
  void aFamilyMayHaveAWayOfItsOwn() throws Exception {
    SocketAddress address = UnixAddress.abstractName("own");
    AtomicReference<String> told = new AtomicReference<>("");
    RoundTrip own =
        RoundTrip.own(
            () -> RoundTrip.Lease.of(address),
            (given, timeout) -> told.set(given + " within " + timeout));
    assertThat(tryOut(UnixFamily.AF_UNIX, SocketType.DGRAM, Protocol.DEFAULT, own)).isPositive();
    assertThat(told).hasValue(address + " within " + TIMEOUT);
  }

  @Test
  void whatIsNotSetUpIsToldOfKindsThatTheKernelHas() {
    RoundTrip missing =
        RoundTrip.own(
            () -> {
              throw new NotSetUpException("no interface");
            },
            (address, timeout) -> {});
    assertThatThrownBy(
            () -> tryOut(UnixFamily.AF_UNIX, SocketType.DGRAM, Protocol.DEFAULT, missing))
        .isInstanceOf(NotSetUpException.class);
    assertThatThrownBy(
            () -> tryOut(UnixFamily.AF_UNIX, SocketType.of(11), Protocol.DEFAULT, missing))
        .isInstanceOf(NativeError.class);
  }

  @Test
  void leasesAreGivenBack(@TempDir Path folder) throws Exception {
    AtomicInteger leases = new AtomicInteger();
    AtomicInteger open = new AtomicInteger();
    RoundTrip.AddressSource source =
        () -> {
          open.incrementAndGet();
          Path file = folder.resolve("socket" + leases.incrementAndGet());
          return new RoundTrip.Lease(UnixAddress.of(file), open::decrementAndGet);
        };
    tryOut(
        UnixFamily.AF_UNIX,
        SocketType.DGRAM,
        Protocol.DEFAULT,
        new RoundTrip(RoundTrip.Shape.DATAGRAM, source));
    assertThat(leases).hasValue(2);
    assertThat(open).hasValue(0);
  }

  @Test
  void leasesAreGivenBackAfterAFailure() {
    AtomicInteger open = new AtomicInteger();
    RoundTrip.AddressSource source =
        () -> {
          open.incrementAndGet();
          return new RoundTrip.Lease(
              UnixAddress.of("/no/such/folder/socket"), open::decrementAndGet);
        };
    assertThatThrownBy(
            () ->
                tryOut(
                    UnixFamily.AF_UNIX,
                    SocketType.STREAM,
                    Protocol.DEFAULT,
                    new RoundTrip(RoundTrip.Shape.CONNECTION, source)))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("ENOENT");
    assertThat(open).hasValue(0);
  }
}
