package io.sockets4j.unix;

import static io.sockets4j.testkit.OptionCase.kept;
import static io.sockets4j.testkit.OptionCase.told;
import static io.sockets4j.unix.UnixFamily.AF_UNIX;
import static io.sockets4j.unix.UnixOptions.*;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.sockets4j.BsdSocket;
import io.sockets4j.NativeError;
import io.sockets4j.OwnedDescriptor;
import io.sockets4j.SocketPair;
import io.sockets4j.os.Errno;
import io.sockets4j.os.Protocol;
import io.sockets4j.os.SocketType;
import io.sockets4j.spi.NativeOption;
import io.sockets4j.testkit.DescriptorAccounting;
import io.sockets4j.testkit.OptionCase;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The options of the family: who is at the other end, here this process itself. */
@Timeout(30)
@ExtendWith(DescriptorAccounting.class)
class UnixOptionsTest {

  static List<OptionCase<?>> lines() {
    return List.of(
        kept(SO_PASSCRED, true, false),
        kept(SO_PASSPIDFD, true, false).since(6, 5),
        // Newer kernels have it only with what it tells of.
        kept(SO_PASSSEC, true, false)
            .refused(
                Errno.EOPNOTSUPP, "a kernel without security modules: CONFIG_SECURITY_NETWORK"),
        kept(SO_PASSRIGHTS, false, true).since(6, 16),
        told(SO_PEERCRED, peer -> peer.pid() == ProcessHandle.current().pid()),
        told(SO_PEERPIDFD, UnixOptionsTest::isThisProcess).since(6, 5),
        told(SO_PEERGROUPS, groups -> Arrays.equals(sorted(groups), groupsOfThisProcess())),
        told(LOCAL_PEERCRED, peer -> peer.effectiveUid() >= 0),
        told(LOCAL_PEERPID, pid -> pid == ProcessHandle.current().pid()),
        told(LOCAL_PEEREPID, pid -> pid == ProcessHandle.current().pid()),
        told(LOCAL_PEERUUID, uuid -> uuid.length == 16),
        told(LOCAL_PEEREUUID, uuid -> uuid.length == 16),
        told(LOCAL_PEERTOKEN, token -> token.length == 32),
        kept(LOCAL_CREDS, true, false),
        kept(LOCAL_CREDS_PERSISTENT, true, false));
  }

  @ParameterizedTest
  @MethodSource("lines")
  void theKernelAgrees(OptionCase<?> line) throws IOException {
    try (SocketPair<UnixAddress> pair = BsdSocket.pair(AF_UNIX, SocketType.STREAM)) {
      line.run(pair.first());
    }
  }

  @Test
  void everyOptionHasALine() {
    assertThat(lines().stream().map(OptionCase::option).map(NativeOption::name))
        .containsAll(
            AF_UNIX.options(SocketType.STREAM, Protocol.DEFAULT).stream()
                .filter(option -> !option.equals(SO_PEERSEC)) // below
                .map(NativeOption::name)
                .toList());
  }

  private static boolean isThisProcess(OwnedDescriptor process) {
    try (process) {
      return Files.readAllLines(Path.of("/proc/self/fdinfo/" + process.fd()))
          .contains("Pid:\t" + ProcessHandle.current().pid());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static long[] sorted(long[] groups) {
    return Arrays.stream(groups).sorted().toArray();
  }

  private static long[] groupsOfThisProcess() {
    try {
      String line =
          Files.readAllLines(Path.of("/proc/self/status")).stream()
              .filter(text -> text.startsWith("Groups:"))
              .findFirst()
              .orElseThrow();
      return Arrays.stream(line.substring("Groups:".length()).strip().split(" +", -1))
          .filter(group -> !group.isEmpty())
          .mapToLong(Long::parseLong)
          .sorted()
          .toArray();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Few kernels have a security module that gives labels, and those have them for all. */
  @Test
  @EnabledOnOs(value = OS.LINUX, disabledReason = "an option of Linux")
  void theLabelOfThePeerIsThatOfTheProcess() throws Exception {
    try (SocketPair<UnixAddress> pair = BsdSocket.pair(AF_UNIX, SocketType.STREAM)) {
      String label = pair.first().getOption(SO_PEERSEC);
      byte[] own = Files.readAllBytes(Path.of("/proc/self/attr/current"));
      assertThat(label.strip()).isEqualTo(new String(own, UTF_8).replace("\0", "").strip());
    } catch (IOException e) {
      assertThat(((NativeError) e).errno()).isEqualTo(Errno.ENOPROTOOPT);
      assertThat(e).hasMessageContaining("SO_PEERSEC").hasMessageContaining("security module");
    }
  }

  @Test
  @EnabledOnOs(value = OS.LINUX, disabledReason = "an option of Linux")
  void withoutAPeerThereIsNothingToTell() throws Exception {
    try (BsdSocket<UnixAddress> socket = BsdSocket.open(AF_UNIX, SocketType.STREAM)) {
      Credentials nobody = socket.getOption(SO_PEERCRED);
      assertThat(nobody).isEqualTo(new Credentials(0, 0xffff_ffffL, 0xffff_ffffL));
      assertThatIOException()
          .isThrownBy(() -> socket.getOption(SO_PEERGROUPS))
          .satisfies(e -> assertThat(((NativeError) e).errno()).isEqualTo(Errno.ENODATA));
      assertThatIOException().isThrownBy(() -> socket.getOption(SO_PEERPIDFD));
    }
  }

  @Test
  @EnabledOnOs(value = OS.LINUX, disabledReason = "an option of Linux")
  void whatTheKernelTellsIsNotSet() throws Exception {
    try (SocketPair<UnixAddress> pair = BsdSocket.pair(AF_UNIX, SocketType.STREAM)) {
      BsdSocket<UnixAddress> socket = pair.first();
      Credentials own = socket.getOption(SO_PEERCRED);
      assertThat(own).isEqualTo(Credentials.ofThisProcess());
      assertThatIOException().isThrownBy(() -> socket.setOption(SO_PEERCRED, own));
      assertThatIllegalArgumentException()
          .isThrownBy(() -> socket.setOption(SO_PEERGROUPS, new long[0]));
    }
  }

  @Test
  void thoseOfThePlatformAreSupported() throws Exception {
    try (BsdSocket<UnixAddress> socket = BsdSocket.open(AF_UNIX, SocketType.STREAM)) {
      List<NativeOption<?>> here = UnixOptions.all().stream().filter(NativeOption::exists).toList();
      assertThat(here).isNotEmpty();
      assertThat(socket.supportedOptions()).containsAll(here);
    }
  }
}
