package io.sockets4j.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.sockets4j.os.Platform;
import io.sockets4j.os.SystemConstant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class EpollAbiTest {
  private static final Map<SystemConstant, SystemConstant> SAME_BITS =
      Map.of(
          Abi.C_POLLIN, EpollAbi.EPOLLIN,
          Abi.C_POLLOUT, EpollAbi.EPOLLOUT,
          Abi.C_POLLERR, EpollAbi.EPOLLERR,
          Abi.C_POLLHUP, EpollAbi.EPOLLHUP);

  @ParameterizedTest
  @EnumSource(
      value = Platform.class,
      names = {"LINUX_X86_64", "LINUX_AARCH64"})
  void theBitsOfPollAreThoseOfEpoll(Platform platform) {
    SAME_BITS.forEach(
        (poll, epoll) ->
            assertThat(epoll.valueOn(platform))
                .as(epoll.name())
                .isPresent()
                .isEqualTo(poll.valueOn(platform)));
  }

  @Test
  void anEventIsPackedOnX86Alone() {
    assertThat(EpollAbi.EVENT.sizeOn(Platform.LINUX_X86_64)).hasValue(12);
    assertThat(EpollAbi.DATA.offsetOn(Platform.LINUX_X86_64)).hasValue(4);
    assertThat(EpollAbi.EVENT.sizeOn(Platform.LINUX_AARCH64)).hasValue(16);
    assertThat(EpollAbi.DATA.offsetOn(Platform.LINUX_AARCH64)).hasValue(8);
    assertThat(EpollAbi.EVENT.sizeOn(Platform.FREEBSD_X86_64)).isEmpty();
  }
}
