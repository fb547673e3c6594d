package io.sockets4j.can;

import static io.sockets4j.can.CanRawOptions.*;
import static io.sockets4j.testkit.OptionCase.answered;
import static io.sockets4j.testkit.OptionCase.kept;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.sockets4j.BsdSocket;
import io.sockets4j.NativeError;
import io.sockets4j.os.Errno;
import io.sockets4j.os.SocketType;
import io.sockets4j.spi.NativeOption;
import io.sockets4j.testkit.OptionCase;
import io.sockets4j.testkit.RequiresFamily;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The options of raw sockets. */
@Timeout(60)
@RequiresFamily("AF_CAN")
class CanRawOptionsTest {

  static List<OptionCase<?>> lines() {
    return List.of(
        kept(
            CAN_RAW_FILTER,
            List.of(),
            List.of(CanFilter.exact(0x18DA10F1)),
            List.of(CanFilter.exact(1).inverted(), CanFilter.errors(0x40), CanFilter.ALL),
            Collections.nCopies(CanFilter.MOST, new CanFilter(0x123, 0x700)),
            List.of(CanFilter.ALL)),
        kept(CAN_RAW_ERR_FILTER, CanErrorClass.all(), 0x40, 0),
        answered(CAN_RAW_ERR_FILTER, -1, CanErrorClass.all()), // flags are none of its classes
        kept(CAN_RAW_LOOPBACK, false, true),
        kept(CAN_RAW_RECV_OWN_MSGS, true, false),
        kept(CAN_RAW_FD_FRAMES, true, false),
        kept(CAN_RAW_JOIN_FILTERS, true, false).since(4, 1),
        kept(CAN_RAW_XL_FRAMES, true, false).since(6, 2),
        kept(
                CAN_RAW_XL_VCID_OPTS,
                CanVcidOptions.NONE.transmitAs(7).receive(9, 0xff),
                CanVcidOptions.NONE.transmitAsItIs().receive(0, 0),
                new CanVcidOptions(7, 255, 254, 253),
                CanVcidOptions.NONE)
            .since(6, 9));
  }

  @ParameterizedTest
  @MethodSource("lines")
  void theKernelAgrees(OptionCase<?> line) throws IOException {
    try (CanRawSocket socket = CanRawSocket.open()) {
      line.run(socket.socket());
    }
  }

  /** Filters are registered anew where the socket is bound. */
  @ParameterizedTest
  @MethodSource("lines")
  void theKernelAgreesWhereTheSocketIsBound(OptionCase<?> line) throws IOException {
    try (CanRawSocket socket = CanRawSocket.open(CanAddress.ANY)) {
      line.run(socket.socket());
    }
  }

  @Test
  void everyOptionHasALine() throws IOException {
    List<NativeOption<?>> options = CanFamily.AF_CAN.options(SocketType.RAW, CanProtocols.CAN_RAW);
    assertThat(options).hasSize(8);
    assertThat(lines().stream().map(OptionCase::option).map(NativeOption::name))
        .containsAll(options.stream().map(NativeOption::name).toList());
    try (CanRawSocket socket = CanRawSocket.open()) {
      assertThat(socket.socket().supportedOptions()).containsAll(options);
    }
    assertThat(CanFamily.AF_CAN.options(SocketType.DGRAM, CanProtocols.CAN_ISOTP))
        .doesNotContainAnyElementsOf(options);
  }

  @Test
  void aSocketHasNoMoreFiltersThanTheKernelTakes() throws IOException {
    List<CanFilter> tooMany = Collections.nCopies(CanFilter.MOST + 1, CanFilter.ALL);
    try (CanRawSocket socket = CanRawSocket.open()) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> socket.setOption(CAN_RAW_FILTER, tooMany))
          .withMessageContaining("513 filters: the most is 512");
      byte[] bytes = new byte[8 * (CanFilter.MOST + 1)];
      BsdSocket<CanAddress> underneath = socket.socket();
      assertThatIOException()
          .isThrownBy(
              () ->
                  underneath.setOption(
                      CAN_RAW_FILTER.level().value(), CAN_RAW_FILTER.constant().value(), bytes))
          .satisfies(e -> assertThat(((NativeError) e).errno()).isEqualTo(Errno.EINVAL));
    }
    assertThatIllegalArgumentException()
        .isThrownBy(() -> CanRawSocket.open(CanAddress.ANY, tooMany));
  }

  @Test
  void xlFramesIncludeFdFrames() throws IOException {
    try (CanRawSocket socket = CanRawSocket.open()) {
      assertThat(socket.setOption(CAN_RAW_XL_FRAMES, true).getOption(CAN_RAW_FD_FRAMES)).isTrue();
      assertThatIOException()
          .isThrownBy(() -> socket.setOption(CAN_RAW_FD_FRAMES, false))
          .satisfies(e -> assertThat(((NativeError) e).errno()).isEqualTo(Errno.EINVAL));
    }
  }

  @Test
  void refusesBytesThatAreNoFilters() {
    ByteBuffer half = ByteBuffer.allocate(12);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> CAN_RAW_FILTER.codec().decode(half))
        .withMessageContaining("12 bytes");
    assertThat(CAN_RAW_FILTER.codec().decode(ByteBuffer.allocate(0))).isEmpty();
  }

  @Test
  void refusesVirtualNetworksThatThereAreNot() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> CanVcidOptions.NONE.transmitAs(256))
        .withMessageContaining("256");
    assertThatIllegalArgumentException().isThrownBy(() -> CanVcidOptions.NONE.receive(-1, 0));
    assertThatIllegalArgumentException().isThrownBy(() -> CanVcidOptions.NONE.receive(0, 256));
    assertThatIllegalArgumentException().isThrownBy(() -> new CanVcidOptions(256, 0, 0, 0));
    assertThat(CanVcidOptions.NONE.transmitAs(3).transmitAsItIs().flags()).isEqualTo(2);
    assertThat(CanVcidOptions.NONE.transmitAsItIs().transmitAs(3).flags()).isEqualTo(1);
  }
}
