package io.sockets4j.can;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.sockets4j.NativeError;
import io.sockets4j.NetInterface;
import io.sockets4j.os.Errno;
import io.sockets4j.os.Platform;
import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is said where an interface cannot be: on every Linux, with CAN and without. */
class CanInterfaceNamesTest {

  @BeforeAll
  static void needsLinux() {
    assumeTrue(Platform.current().isLinux(), "rtnetlink is of Linux");
  }

  @Test
  void allAreOfCan() throws Exception {
    assertThat(CanInterface.all())
        .allSatisfy(
            each -> assertThat(NetInterface.byIndex(each.index()).name()).isEqualTo(each.name()))
        .extracting(CanInterface::name)
        .doesNotContain("lo");
  }

  @Test
  void anInterfaceOfAnotherTypeIsRefused() throws Exception {
    assertThatThrownBy(() -> CanInterface.byName("lo"))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("RTM_GETLINK('lo'): ENODEV")
        .hasMessageContaining("this is no CAN interface")
        .hasMessageContaining("CAN interfaces");
  }

  @Test
  void anInterfaceThatIsNotThereIsNamed() {
    assertThatThrownBy(() -> CanInterface.byName("nocan0"))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("'nocan0'")
        .hasMessageContaining("CAN interfaces")
        .isInstanceOfSatisfying(
            NativeError.class,
            error -> {
              assertThat(error.errno()).isEqualTo(Errno.ENODEV);
              assertThat(error.call()).isEqualTo("if_nametoindex");
              assertThat(error.bytesTransferred()).isZero();
            });
    assertThatThrownBy(() -> CanInterface.byIndex(1_000_000))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("RTM_GETLINK(1000000): ENODEV")
        .hasMessageContaining("no interface has this number");
    assertThatThrownBy(() -> CanInterface.byIndex(0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("0");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        ".",
        "..",
        "a b",
        "a/b",
        "a:b",
        "can%d",
        "sixteen-letters-",
        "ääääääää",
        "a\0b"
      })
  void whatCannotBeANameIsRefused(String name) {
    assertThatThrownBy(() -> CanInterface.createVcan(name))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("'" + name + "'");
    assertThatThrownBy(() -> CanInterface.createVxcan("fine0", name))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("'" + name + "'");
  }

  @Test
  void settingsThatNoControllerHasAreRefused() {
    CanSettings none = CanSettings.NONE;
    CanBitTiming timing = CanBitTiming.ofBitrate(500_000);
    assertThatThrownBy(() -> none.withRestartDelay(Duration.ofNanos(500_000)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("whole milliseconds"); // the kernel would take 0 for never
    assertThatThrownBy(() -> none.withBitTiming(timing.withSamplePoint(1000)))
        .hasMessageContaining("1000");
    assertThatThrownBy(() -> none.withDataBitTiming(CanBitTiming.ofBitrate(-1)))
        .hasMessageContaining("-1");
    assertThatThrownBy(() -> none.withRestartDelay(Duration.ofMillis(-1)))
        .hasMessageContaining("PT-0.001S");
    assertThatThrownBy(() -> none.withRestartDelay(Duration.ofMillis(1L << 32)))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> none.withTermination(65_536)).hasMessageContaining("65536");
    assertThatThrownBy(() -> none.withTermination(-1)).hasMessageContaining("-1");
  }
}
