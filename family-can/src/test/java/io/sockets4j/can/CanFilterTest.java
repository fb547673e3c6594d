package io.sockets4j.can;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.sockets4j.testkit.RequiresFamily;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Filters: what we say that passes, and what the kernel lets through. */
@Timeout(120)
class CanFilterTest {
  private static final byte[] EIGHT = new byte[8];

  private static boolean passes(List<CanFilter> filters, int id) {
    return filters.stream().anyMatch(filter -> filter.matches(CanFrame.of(id)));
  }

  @Test
  void exactOnesLetDataFramesOfOneIdentifierThrough() {
    CanFilter standard = CanFilter.exact(0x123);
    assertThat(standard.matches(CanFrame.of(0x123))).isTrue();
    assertThat(standard.matches(CanFrame.fd(0x123))).isTrue();
    assertThat(standard.matches(CanFrame.xl(0x123, 0, 0, (byte) 0))).isTrue();
    assertThat(standard.matches(CanFrame.of(0x122))).isFalse();
    assertThat(standard.matches(CanFrame.of(0x123 | CanId.EXTENDED))).isFalse();
    assertThat(standard.matches(CanFrame.remote(0x123, 0))).isFalse();
    assertThat(standard.matches(CanFrame.error(0x123, EIGHT))).isFalse();
    assertThat(standard.inverted().matches(CanFrame.of(0x123))).isFalse();
    assertThat(standard.inverted().matches(CanFrame.of(0x122))).isTrue();
    assertThat(standard.inverted().inverted()).isEqualTo(standard);
    CanFilter extended = CanFilter.exact(0x18DA10F1);
    assertThat(extended.matches(CanFrame.of(0x18DA10F1))).isTrue();
    assertThat(extended.matches(CanFrame.of(0x0F1))).isFalse();
  }

  @Test
  void thoseForErrorsLetErrorFramesOfTheirClassesThrough() {
    CanFilter errors = CanFilter.errors(0x44);
    assertThat(errors.isForErrors()).isTrue();
    assertThat(errors.matches(CanFrame.error(0x60, EIGHT))).isTrue();
    assertThat(errors.matches(CanFrame.error(0x20, EIGHT))).isFalse();
    assertThat(errors.matches(CanFrame.of(0x44))).isFalse();
    assertThat(CanFilter.ALL.matches(CanFrame.error(0x40, EIGHT))).isFalse();
    assertThatIllegalStateException().isThrownBy(errors::inverted);
    assertThatIllegalArgumentException().isThrownBy(() -> CanFilter.errors(0));
    assertThatIllegalArgumentException().isThrownBy(() -> CanFilter.errors(CanId.ERROR));
  }

  @ParameterizedTest
  @CsvSource({"0, 0x7FF, 1", "0x123, 0x123, 1", "0x100, 0x1FF, 1", "1, 0x7FE, 20", "5, 0x1C, 6"})
  void rangesLetThroughWhatIsInThem(String first, String last, int filters) {
    int from = Integer.decode(first);
    int to = Integer.decode(last);
    List<CanFilter> range = CanFilter.range(from, to);
    assertThat(range).hasSize(filters);
    for (int id = 0; id <= CanId.STANDARD_MASK; id++) {
      assertThat(passes(range, id)).as(CanId.format(id)).isEqualTo(id >= from && id <= to);
      assertThat(passes(range, CanId.extended(id))).isFalse();
    }
  }

  @Test
  void rangesMayBeOfExtendedIdentifiers() {
    List<CanFilter> range = CanFilter.range(0x18DA0003, 0x18DAFFFE);
    for (int id : new int[] {0x18DA0003, 0x18DA8000, 0x18DAFFFE}) {
      assertThat(passes(range, id)).isTrue();
    }
    for (int id : new int[] {0x18DA0002, 0x18DAFFFF, 3}) {
      assertThat(passes(range, id)).isFalse();
    }
    assertThat(CanFilter.range(CanId.EXTENDED, 0x1FFFFFFF)).hasSize(1);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> CanFilter.range(2, 1))
        .withMessageContaining("002 to 001");
    assertThatIllegalArgumentException().isThrownBy(() -> CanFilter.range(2, 0x1000));
  }

  @Test
  void areWrittenAsCandumpTakesThem() {
    assertThat(CanFilter.exact(0x123)).hasToString("123:C00007FF");
    assertThat(CanFilter.exact(0x18DA10F1)).hasToString("18DA10F1:DFFFFFFF");
    assertThat(new CanFilter(0x400, 0x7F0).inverted()).hasToString("400~7F0");
    assertThat(CanFilter.errors(0x40)).hasToString("#40");
    assertThat(new CanFilter(0x18DA0000, 0x1FFF0000)).hasToString("18DA0000:1FFF0000");
    assertThat(new CanFilter(CanId.REMOTE | 0x123, 0xC00007FF)).hasToString("040000123:C00007FF");
  }

  // -------------------------------------------------------------------- in the kernel

  private static final CanFrame LAST = CanFrame.of(0x7ff, (byte) 99);

  /** Some of each sort of frame. */
  private static List<CanFrame> traffic(Random random) {
    List<CanFrame> frames = new ArrayList<>();
    for (int i = 0; i < 60; i++) {
      int standard = random.nextInt(8) << 4 | random.nextInt(4);
      int id = random.nextBoolean() ? standard : CanId.extended(standard << random.nextInt(20));
      frames.add(
          switch (random.nextInt(5)) {
            case 0 -> CanFrame.remote(id, 1);
            case 1 -> CanFrame.fd(id, (byte) i);
            case 2 -> CanFrame.xl(standard, i, 0, (byte) i);
            case 3 -> CanFrame.error(1 << random.nextInt(10), EIGHT);
            default -> CanFrame.of(id, (byte) i);
          });
    }
    return frames;
  }

  private static CanFilter filter(Random random) {
    CanFrame like = traffic(random).get(0);
    return switch (random.nextInt(5)) {
      case 0 -> CanFilter.exact(like.isError() ? 1 : like.number() | (like.id() & CanId.EXTENDED));
      case 1 -> CanFilter.errors(1 + random.nextInt(0x3ff));
      case 2 -> new CanFilter(random.nextInt(128), random.nextInt(128)).inverted();
      case 3 -> new CanFilter(random.nextInt(128) | CanId.EXTENDED, CanId.EXTENDED | 0x30);
      default -> new CanFilter(random.nextInt(128), random.nextInt(128) | CanId.REMOTE);
    };
  }

  /** Whatever the filters are, the kernel lets through what {@link CanFilter#matches} says. */
  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  @RequiresFamily("AF_CAN")
  void theKernelLetsTheSameThrough(boolean joined) throws Exception {
    Random random = new Random(joined ? 1 : 2);
    try (Vcan vcan = Vcan.create();
        CanRawSocket sender = CanRawSocket.open();
        CanRawSocket all = CanRawSocket.open();
        CanRawSocket filtered = CanRawSocket.open()) {
      for (CanRawSocket each : List.of(sender, all, filtered)) {
        each.setOption(CanRawOptions.CAN_RAW_XL_FRAMES, true).setTimeout(Duration.ofSeconds(20));
      }
      all.setOption(CanRawOptions.CAN_RAW_ERR_FILTER, CanErrorClass.all()).bind(vcan.address());
      sender.setOption(CanRawOptions.CAN_RAW_FILTER, List.of()).bind(vcan.address());
      filtered.setOption(CanRawOptions.CAN_RAW_JOIN_FILTERS, joined).bind(vcan.address());
      int passed = 0;
      int stopped = 0;
      for (int round = 0; round < 60; round++) {
        List<CanFilter> filters =
            IntStream.rangeClosed(0, random.nextInt(4)).mapToObj(i -> filter(random)).toList();
        filtered.setOption(CanRawOptions.CAN_RAW_FILTER, filters);
        List<CanFrame> frames = traffic(random);
        List<CanFrame> expected = new ArrayList<>();
        for (CanFrame frame : frames) {
          boolean any = filters.stream().anyMatch(filter -> filter.matches(frame));
          boolean every = filters.stream().allMatch(filter -> filter.matches(frame));
          if (joined ? every : any) {
            expected.add(frame);
          }
          sender.send(frame);
        }
        sender.send(LAST);
        while (!all.receive().equals(LAST)) {
          // The other socket has been given, or not, what came before this one.
        }
        assertThat(drain(filtered)).as(filters.toString()).isEqualTo(expected);
        passed += expected.size();
        stopped += frames.size() - expected.size();
      }
      assertThat(passed).isGreaterThan(100);
      assertThat(stopped).isGreaterThan(100);
    }
  }

  private static List<CanFrame> drain(CanRawSocket socket) throws IOException {
    List<CanFrame> frames = new ArrayList<>();
    CanFrameBuffer buffer = new CanFrameBuffer();
    socket.socket().configureBlocking(false);
    while (socket.receive(buffer)) {
      if (!buffer.toFrame().equals(LAST)) {
        frames.add(buffer.toFrame());
      }
    }
    socket.socket().configureBlocking(true);
    return frames;
  }
}
