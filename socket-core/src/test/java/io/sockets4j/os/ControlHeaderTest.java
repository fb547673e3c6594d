package io.sockets4j.os;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The properties that Python's tests ask of CMSG_LEN and CMSG_SPACE, and more. */
class ControlHeaderTest {
  private static final int HEADER = ControlHeader.length(0);

  private static ByteBuffer memory(int size) {
    return ByteBuffer.allocate(size).order(ByteOrder.nativeOrder());
  }

  @Test
  void aMessageIsItsHeaderAndItsData() {
    for (int length = 0; length <= 1000; length++) {
      int alone = ControlHeader.length(length);
      int space = ControlHeader.space(length);
      assertThat(alone).isEqualTo(HEADER + length);
      assertThat(space).isBetween(alone, alone + Long.BYTES - 1);
      assertThat(space).isEqualTo(ControlHeader.next(0, length));
      assertThat(ControlHeader.next(64, length)).isEqualTo(64 + space);
    }
    assertThat(ControlHeader.data(8)).isEqualTo(8 + HEADER);
  }

  @ParameterizedTest
  @ValueSource(ints = {-1, Integer.MIN_VALUE, Integer.MAX_VALUE, Integer.MAX_VALUE - 3})
  void whatIsNoLengthIsRefused(int length) {
    assertThatIllegalArgumentException().isThrownBy(() -> ControlHeader.length(length));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ControlHeader.space(length))
        .withMessageContaining(Integer.toString(length));
  }

  @Test
  void theGreatestLengthsAreNoNegativeNumbers() {
    int most = Integer.MAX_VALUE - HEADER;
    assertThat(ControlHeader.length(most)).isEqualTo(Integer.MAX_VALUE);
    assertThat(ControlHeader.space(most - Long.BYTES)).isPositive();
  }

  @Test
  void aHeaderIsReadAsItWasWritten() {
    ByteBuffer memory = memory(100);
    ControlHeader.put(memory, 16, 41, -7, 20);
    assertThat(ControlHeader.level(memory, 16)).isEqualTo(41);
    assertThat(ControlHeader.type(memory, 16)).isEqualTo(-7);
    assertThat(ControlHeader.dataLength(memory, 16, 100)).isEqualTo(20);
  }

  @Test
  void ofWhatWasCutTheRestIsRead() {
    ByteBuffer memory = memory(100);
    ControlHeader.put(memory, 0, 1, 2, 20);
    for (int end = 0; end < HEADER; end++) {
      assertThat(ControlHeader.dataLength(memory, 0, end)).isNegative();
    }
    for (int end = HEADER; end <= 100; end++) {
      assertThat(ControlHeader.dataLength(memory, 0, end)).isEqualTo(Math.min(end - HEADER, 20));
    }
    assertThat(ControlHeader.dataLength(memory, 101, 100)).isNegative();
  }

  @Test
  void lengthsThatCannotBeAreNone() {
    ByteBuffer memory = memory(100);
    for (long length = 0; length < HEADER; length++) {
      ControlHeader.CMSG_LEN.putUnsigned(memory, 0, length);
      assertThat(ControlHeader.dataLength(memory, 0, 100)).isNegative();
    }
    for (long length : new long[] {-1, Long.MIN_VALUE, Integer.MAX_VALUE, 1L << 31, 101}) {
      ControlHeader.CMSG_LEN.putUnsigned(memory, 0, length);
      assertThat(ControlHeader.dataLength(memory, 0, 100)).isEqualTo(100 - HEADER);
    }
  }
}
