package io.sockets4j.os;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class PlatformTest {
  @ParameterizedTest
  @CsvSource({
    "Linux,      amd64,   LINUX_X86_64,    Linux x86-64",
    "Linux,      aarch64, LINUX_AARCH64,   Linux aarch64",
    "Mac OS X,   x86_64,  MACOS_X86_64,    macOS x86-64",
    "Mac OS X,   aarch64, MACOS_AARCH64,   macOS aarch64",
    "FreeBSD,    amd64,   FREEBSD_X86_64,  FreeBSD x86-64",
    "FreeBSD,    arm64,   FREEBSD_AARCH64, FreeBSD aarch64",
    "Windows 11, amd64,   WINDOWS_X86_64,  Windows x86-64",
  })
  void knowsThePropertiesOfTheVirtualMachine(
      String osName, String osArch, Platform expected, String text) {
    assertSame(expected, Platform.of(osName, osArch));
    assertEquals(text, expected.toString());
  }

  @ParameterizedTest
  @CsvSource({"Linux, i386", "Linux, riscv64", "AIX, ppc64", "SunOS, amd64", "'', amd64"})
  void refusesWhatItDoesNotKnowByName(String osName, String osArch) {
    UnsupportedOperationException refusal =
        assertThrows(UnsupportedOperationException.class, () -> Platform.of(osName, osArch));
    assertEquals(
        "sockets4j does not know the platform os.name=" + osName + ", os.arch=" + osArch,
        refusal.getMessage());
  }

  @Test
  void currentIsThatOfTheProperties() {
    assertSame(
        Platform.of(System.getProperty("os.name"), System.getProperty("os.arch")),
        Platform.current());
  }

  @ParameterizedTest
  @EnumSource
  void everyPlatformHasOneSystem(Platform platform) {
    int systems = 0;
    for (boolean is :
        new boolean[] {
          platform.isLinux(), platform.isMacos(), platform.isFreebsd(), platform.isWindows()
        }) {
      systems += is ? 1 : 0;
    }
    assertEquals(1, systems);
    assertEquals(platform.isMacos() || platform.isFreebsd(), platform.isBsd());
    assertTrue(platform.toString().startsWith(platform.system()));
  }
}
