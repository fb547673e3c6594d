package io.sockets4j.os;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.EnumSet;
import java.util.OptionalInt;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SystemConstantTest {
  private static final SystemConstant AF_INET6 =
      SystemConstant.named("AF_INET6").linux(10).macos(30).freebsd(28).windows(23);

  @Test
  void hasTheValueOfEachPlatform() {
    assertEquals(OptionalInt.of(10), AF_INET6.valueOn(Platform.LINUX_X86_64));
    assertEquals(OptionalInt.of(10), AF_INET6.valueOn(Platform.LINUX_AARCH64));
    assertEquals(OptionalInt.of(30), AF_INET6.valueOn(Platform.MACOS_AARCH64));
    assertEquals(OptionalInt.of(28), AF_INET6.valueOn(Platform.FREEBSD_X86_64));
    assertEquals(OptionalInt.of(23), AF_INET6.valueOn(Platform.WINDOWS_X86_64));
    assertEquals(EnumSet.allOf(Platform.class), AF_INET6.platforms());
  }

  @ParameterizedTest
  @EnumSource
  void groupsOfPlatformsCoverWhatTheySay(Platform platform) {
    SystemConstant none = SystemConstant.named("X");
    assertTrue(none.everywhere(1).valueOn(platform).isPresent());
    assertEquals(!platform.isWindows(), none.posix(1).valueOn(platform).isPresent());
    assertEquals(platform.isLinux(), none.linux(1).valueOn(platform).isPresent());
    assertEquals(platform.isBsd(), none.bsd(1).valueOn(platform).isPresent());
    assertEquals(platform.isMacos(), none.macos(1).valueOn(platform).isPresent());
    assertEquals(platform.isFreebsd(), none.freebsd(1).valueOn(platform).isPresent());
    assertEquals(platform.isWindows(), none.windows(1).valueOn(platform).isPresent());
    assertEquals(Set.of(platform), none.on(platform, 1).platforms());
  }

  @Test
  void aLaterStepOverridesAnEarlierOne() {
    SystemConstant constant = SystemConstant.named("X").everywhere(1).on(Platform.LINUX_AARCH64, 2);
    assertEquals(OptionalInt.of(1), constant.valueOn(Platform.LINUX_X86_64));
    assertEquals(OptionalInt.of(2), constant.valueOn(Platform.LINUX_AARCH64));
  }

  @Test
  void everyStepLeavesItsReceiverAlone() {
    SystemConstant none = SystemConstant.named("X");
    assertTrue(none.everywhere(1).exists());
    assertFalse(none.exists());
    assertEquals(Set.of(), none.platforms());
  }

  @Test
  void valueIsThatOfTheCurrentPlatform() {
    SystemConstant here = SystemConstant.named("X").on(Platform.current(), -7);
    assertTrue(here.exists());
    assertEquals(-7, here.value());
  }

  @Test
  void theRefusalNamesThePlatformsThatHaveIt() {
    PlatformTable<Integer> none = PlatformTable.empty();
    assertEquals(
        "AF_ALG exists on Linux, not on macOS aarch64",
        none.with(Platform::isLinux, 38)
            .unsupported("AF_ALG", Platform.MACOS_AARCH64)
            .getMessage());
    assertEquals(
        "SO_X exists on Linux aarch64, macOS and FreeBSD, not on Linux x86-64",
        none.with(Platform::isBsd, 1)
            .with(Platform.LINUX_AARCH64::equals, 1)
            .unsupported("SO_X", Platform.LINUX_X86_64)
            .getMessage());
  }

  @Test
  void usingOneThatDoesNotExistHereThrowsThatMessage() {
    SystemConstant nowhere = SystemConstant.named("MSG_BTAG");
    UnsupportedOperationException refusal =
        assertThrows(UnsupportedOperationException.class, nowhere::value);
    assertEquals("MSG_BTAG exists on no platform that sockets4j knows", refusal.getMessage());
  }

  @Test
  void isEqualByNameAndValues() {
    SystemConstant same =
        SystemConstant.named("AF_INET6").windows(23).freebsd(28).macos(30).linux(10);
    assertEquals(AF_INET6, same);
    assertEquals(AF_INET6.hashCode(), same.hashCode());
    assertNotEquals(AF_INET6, AF_INET6.freebsd(29));
    assertNotEquals(
        AF_INET6, SystemConstant.named("PF_INET6").linux(10).macos(30).freebsd(28).windows(23));
    assertEquals("AF_INET6", AF_INET6.toString());
  }
}
