package io.sockets4j.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.sockets4j.NativeError;
import io.sockets4j.os.Errno;
import io.sockets4j.os.Protocol;
import io.sockets4j.os.SocketType;
import io.sockets4j.os.SystemConstant;
import io.sockets4j.spi.AddressFamily;
import io.sockets4j.spi.RoundTrip;
import io.sockets4j.spi.SocketKind;
import io.sockets4j.spi.UnknownSocketAddress;
import io.sockets4j.unix.UnixFamily;
import java.io.IOException;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is made of a failed round trip. */
class FindingTest {
  private static final Duration TIMEOUT = Duration.ofSeconds(3);
  private static final Machine PLAIN = new Machine(KernelModules.none(), false);

  /** A number that no kernel has: Linux ends at 46, and macOS and FreeBSD do before 63 too. */
  private static final int NO_FAMILY = 63;

  @ParameterizedTest
  @CsvSource(
      textBlock =
          """
          socket,  EAFNOSUPPORT,    NO_KERNEL_SUPPORT
          socket,  EPROTONOSUPPORT, NO_KERNEL_SUPPORT
          socket,  ESOCKTNOSUPPORT, NO_KERNEL_SUPPORT
          socket,  EPERM,           NO_PERMISSION
          socket,  EACCES,          NO_PERMISSION
          socket,  EINVAL,          NO_KERNEL_SUPPORT
          socket,  ENOPROTOOPT,     SWITCHED_OFF
          socket,  EMFILE,          FAILS
          bind,    EACCES,          NO_PERMISSION
          bind,    EADDRNOTAVAIL,   SWITCHED_OFF
          bind,    EAFNOSUPPORT,    FAILS
          connect, ECONNREFUSED,    FAILS
          connect, EADDRNOTAVAIL,   FAILS
          recv,    ETIMEDOUT,       FAILS
          """)
  void errorNumberDecides(String call, String errno, Verdict verdict) throws Exception {
    Errno number = (Errno) Errno.class.getField(errno).get(null);
    assertThat(Finding.verdict(new Failure(call, number))).isEqualTo(verdict);
  }

  @Test
  void otherErrorsAreFailures() {
    assertThat(Finding.verdict(new IOException("no temporary folder"))).isEqualTo(Verdict.FAILS);
    assertThat(Finding.verdict(new IllegalArgumentException("a bug"))).isEqualTo(Verdict.FAILS);
    assertThat(Verdict.FAILS.isFailure()).isTrue();
  }

  @Test
  void missingFamilyIsNoFailure() {
    Family family = new Family(SystemConstant.named("AF_NONE").everywhere(NO_FAMILY));
    Finding finding = Finding.of(family, family.kinds().get(0), TIMEOUT, PLAIN);
    assertThat(finding.verdict()).isEqualTo(Verdict.NO_KERNEL_SUPPORT);
    assertThat(finding.verdict().isFailure()).isFalse();
    assertThat(finding.reason()).contains("socket(AF_NONE", "EAFNOSUPPORT").doesNotContain("modpr");
  }

  @Test
  void modulesThatTheKernelHasAreNamed(@TempDir Path folder) throws Exception {
    Files.writeString(folder.resolve("modules.alias"), "alias net-pf-63 nothing_at_all\n");
    Machine machine = new Machine(KernelModules.in(folder), false);
    Family family = new Family(SystemConstant.named("AF_NONE").everywhere(NO_FAMILY));
    Finding finding = Finding.of(family, family.kinds().get(0), TIMEOUT, machine);
    assertThat(finding.verdict()).isEqualTo(Verdict.MODULE_NOT_LOADED);
    assertThat(finding.verdict().isFailure()).isFalse();
    assertThat(finding.reason()).contains("modprobe nothing_at_all");
  }

  @Test
  void familyOfOtherPlatformIsNoFailure() {
    Family family = new Family(SystemConstant.named("AF_HYPERV").windows(34));
    Finding finding = Finding.of(family, family.kinds().get(0), TIMEOUT, PLAIN);
    assertThat(finding.verdict()).isEqualTo(Verdict.NOT_ON_PLATFORM);
    assertThat(finding.verdict().isFailure()).isFalse();
    assertThat(finding.reason()).contains("AF_HYPERV", "Windows");
  }

  @Test
  void protocolOfOtherPlatformIsNoFailure() throws Exception {
    Protocol elsewhere = Protocol.of(SystemConstant.named("IPPROTO_ELSEWHERE").windows(99));
    RoundTrip roundTrip = UnixFamily.AF_UNIX.kinds().get(0).roundTrip();
    SocketKind kind = new SocketKind("elsewhere", SocketType.STREAM, elsewhere, roundTrip);
    Finding finding = Finding.of(UnixFamily.AF_UNIX, kind, TIMEOUT, PLAIN);
    assertThat(finding.verdict()).isEqualTo(Verdict.NOT_ON_PLATFORM);
    assertThat(finding.reason()).contains("IPPROTO_ELSEWHERE", "Windows");
    ProbeReport report = new ProbeReport(List.of(finding), List.of(), PLAIN);
    assertThat(report.isGood()).isTrue();
    assertThat(report.toTable()).contains("IPPROTO_ELSEWHERE  elsewhere  not on this platform");
    assertThat(report.toJson()).contains("\"not on this platform\"");
  }

  @Test
  void familyWithABugFailsAlone() {
    // The number of AF_UNIX, but addresses that mean nothing there.
    Family family = new Family(SystemConstant.named("AF_STRANGE").everywhere(1));
    Finding finding = Finding.of(family, family.kinds().get(0), TIMEOUT, PLAIN);
    assertThat(finding.verdict()).isEqualTo(Verdict.FAILS);
    assertThat(finding.reason()).isEqualTo("an address cannot be written");
  }

  @Test
  void workingKindHasATime() {
    SocketKind stream = UnixFamily.AF_UNIX.kinds().get(0);
    Finding finding = Finding.of(UnixFamily.AF_UNIX, stream, TIMEOUT, PLAIN);
    assertThat(finding.verdict()).isEqualTo(Verdict.WORKS);
    assertThat(finding.time()).isPositive();
    assertThat(finding.reason()).isEmpty();
  }

  @Test
  void missingPermissionMentionsSeccompWhereAFilterIs() {
    Family family = new Forbidden();
    SocketKind kind = family.kinds().get(0);
    Finding finding = Finding.of(family, kind, TIMEOUT, new Machine(KernelModules.none(), true));
    assertThat(finding.verdict()).isEqualTo(Verdict.NO_PERMISSION);
    assertThat(finding.reason()).contains("seccomp filter is active");
    assertThat(Finding.of(family, kind, TIMEOUT, PLAIN).reason()).doesNotContain("is active");
  }

  /** What a family's sockets throw. */
  private static final class Failure extends IOException implements NativeError {
    private static final long serialVersionUID = 1L;
    private final String call;
    private final int errno;

    Failure(String call, Errno errno) {
      super(call + "(): " + errno);
      this.call = call;
      this.errno = errno.value();
    }

    @Override
    public Errno errno() {
      return Errno.of(errno);
    }

    @Override
    public String call() {
      return call;
    }

    @Override
    public long bytesTransferred() {
      return 0;
    }
  }

  private static class Family extends AddressFamily<UnknownSocketAddress> {
    Family(SystemConstant domain) {
      super(domain, UnknownSocketAddress.class);
    }

    @Override
    public int encode(
        SocketAddress address, ByteBuffer sockaddr, SocketType type, Protocol protocol) {
      throw new IllegalArgumentException("an address cannot be written");
    }

    @Override
    public UnknownSocketAddress decode(ByteBuffer sockaddr, SocketType type, Protocol protocol) {
      throw new IllegalArgumentException("an address cannot be read");
    }

    @Override
    public List<SocketKind> kinds() {
      RoundTrip.AddressSource source =
          () -> RoundTrip.Lease.of(new UnknownSocketAddress(domain(), new byte[14]));
      return List.of(
          new SocketKind(
              "stream",
              SocketType.STREAM,
              Protocol.DEFAULT,
              new RoundTrip(RoundTrip.Shape.CONNECTION, source)));
    }
  }

  /** As if the kernel refused. */
  private static final class Forbidden extends Family {
    Forbidden() {
      super(SystemConstant.named("AF_FORBIDDEN").everywhere(1));
    }

    @Override
    public List<SocketKind> kinds() {
      RoundTrip.AddressSource source =
          () -> {
            throw new Failure("socket", Errno.EPERM);
          };
      return List.of(
          new SocketKind(
              "raw",
              SocketType.RAW,
              Protocol.DEFAULT,
              new RoundTrip(RoundTrip.Shape.DATAGRAM, source)));
    }
  }
}
