package io.sockets4j.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sockets4j.BsdSocket;
import io.sockets4j.BsdSocketOptions;
import io.sockets4j.os.Errno;
import io.sockets4j.os.SocketConstants;
import io.sockets4j.os.SocketType;
import io.sockets4j.os.SystemConstant;
import io.sockets4j.spi.NativeOption;
import java.io.IOException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.opentest4j.TestAbortedException;

/** The lines of a table find what is wrong. */
@EnabledOnOs(value = OS.LINUX, disabledReason = "its kernel doubles buffers")
class OptionCaseTest {
  private static final String PROPERTY = "sockets4j.require.options";

  private static final NativeOption<Integer> UNKNOWN =
      NativeOption.ofInt(
          SocketConstants.SOL_SOCKET, SystemConstant.named("SO_NOTHING").everywhere(9999));

  private BsdSocket<?> socket;

  @BeforeEach
  void open() throws IOException {
    socket = BsdSocket.open(TestFamilies.AF_HERE, SocketType.DGRAM);
  }

  @AfterEach
  void close() throws IOException {
    System.clearProperty(PROPERTY);
    socket.close();
  }

  @Test
  void whatIsRightPasses() throws Exception {
    OptionCase.kept(BsdSocketOptions.SO_REUSEADDR, true, false).run(socket);
    OptionCase.answered(BsdSocketOptions.SO_SNDBUF, 10_000, 20_000).run(socket);
    OptionCase.told(BsdSocketOptions.SO_TYPE, type -> type == SocketType.DGRAM.value()).run(socket);
    OptionCase.taken(BsdSocketOptions.SO_CNX_ADVICE, true, "an advice").run(socket);
    OptionCase.kept(BsdSocketOptions.SO_EXCLUSIVEADDRUSE, true).run(socket); // not on this platform
    OptionCase.kept(UNKNOWN, 1).since(99, 1).run(socket); // not on this version
    assertThat(OptionCase.kept(UNKNOWN)).hasToString("SO_NOTHING");
  }

  @Test
  void whatIsReadBackIsCompared() {
    assertThatThrownBy(() -> OptionCase.kept(BsdSocketOptions.SO_SNDBUF, 10_000).run(socket))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("SO_SNDBUF: set 10000, read 20000");
    assertThatThrownBy(() -> OptionCase.told(BsdSocketOptions.SO_TYPE, type -> false).run(socket))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("SO_TYPE is 2");
  }

  @Test
  void whatCanBeReadIsNotWriteOnly() {
    assertThatThrownBy(
            () -> OptionCase.taken(BsdSocketOptions.SO_REUSEADDR, true, "no reason").run(socket))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("no reason");
  }

  @Test
  void whatIsThereIsNotTooNew() {
    OptionCase<?> line = OptionCase.kept(BsdSocketOptions.SO_REUSEADDR, true).since(99, 0);
    assertThatThrownBy(() -> line.run(socket)).isInstanceOf(AssertionError.class);
  }

  @Test
  void aRefusalIsAFailureUnlessItIsExpectedAndAllowed() {
    OptionCase<?> line = OptionCase.kept(UNKNOWN, 1);
    assertThatThrownBy(() -> line.run(socket)).isInstanceOf(IOException.class);
    assertThatThrownBy(() -> line.refused(Errno.EPERM, "another").run(socket))
        .isInstanceOf(IOException.class);
    OptionCase<?> expected = line.refused(Errno.ENOPROTOOPT, "the remedy");
    assertThatThrownBy(() -> expected.run(socket))
        .isInstanceOf(TestAbortedException.class)
        .hasMessage("the remedy");
    System.setProperty(PROPERTY, "true");
    assertThatThrownBy(() -> expected.run(socket))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("the remedy");
  }
}
