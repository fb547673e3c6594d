package io.sockets4j.internal;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.sockets4j.BsdControlTypes;
import io.sockets4j.internal.libc.Libc;
import io.sockets4j.internal.libc.NativeBinding;
import io.sockets4j.os.ControlConstants;
import io.sockets4j.os.ControlHeader;
import io.sockets4j.os.Errno;
import io.sockets4j.os.SocketConstants;
import io.sockets4j.spi.ControlType;
import io.sockets4j.spi.ExtendedError;
import io.sockets4j.spi.OptionCodec;
import io.sockets4j.spi.OptionCodecs;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What is read from control data, whatever stands there. */
class ControlDataTest {
  private static final Libc LIBC = NativeBinding.libc();
  private static final int SOL_SOCKET = SocketConstants.SOL_SOCKET.value();
  private static final int SCM_RIGHTS = ControlConstants.SCM_RIGHTS.value();

  private final CarriedDescriptors descriptors = new CarriedDescriptors();
  private final ControlData data = new ControlData();

  private record Found(int level, int type, int length) {}

  private List<Found> found() {
    List<Found> found = new ArrayList<>();
    data.forEach((level, type, bytes) -> found.add(new Found(level, type, bytes.length)));
    return found;
  }

  private static ByteBuffer memory(int size) {
    return ByteBuffer.allocate(size).order(ByteOrder.nativeOrder());
  }

  private static byte[] bytes(int length) {
    byte[] bytes = new byte[length];
    new Random(length).nextBytes(bytes);
    return bytes;
  }

  @Test
  void whatIsAddedIsThere() {
    List<Found> expected = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      data.add(i, i + 1, bytes(i));
      expected.add(new Found(i, i + 1, i));
    }
    assertThat(found()).isEqualTo(expected);
    List<byte[]> contents = new ArrayList<>();
    data.forEach((level, type, bytes) -> contents.add(bytes));
    for (int i = 0; i < 100; i++) {
      assertThat(contents.get(i)).isEqualTo(bytes(i));
    }
    data.clear();
    assertThat(found()).isEmpty();
  }

  @Test
  void valuesAreAddedAndFound() {
    data.add(1, 2, OptionCodecs.LONG, 77L);
    data.add(1, 3, OptionCodecs.INT, -5);
    data.add(1, 3, OptionCodecs.INT, 6);
    assertThat(data.first(1, 2, OptionCodecs.LONG)).isEqualTo(77);
    assertThat(data.first(1, 3, OptionCodecs.INT)).isEqualTo(-5);
    assertThat(data.first(2, 3, OptionCodecs.INT)).isNull();
    assertThat(data.first(1, 3, OptionCodecs.LONG)).as("too short").isNull();
  }

  @Test
  void aCodecThatLiesIsFound() {
    OptionCodec<Integer> liar =
        new OptionCodec<>() {
          @Override
          public int capacity() {
            return 4;
          }

          @Override
          public int encode(Integer value, ByteBuffer memory) {
            return value;
          }

          @Override
          public Integer decode(ByteBuffer memory) {
            return memory.getInt(1000);
          }
        };
    assertThatIllegalStateException().isThrownBy(() -> data.add(1, 2, liar, 5));
    assertThatIllegalStateException().isThrownBy(() -> data.add(1, 2, liar, -1));
    data.add(1, 2, liar, 4);
    assertThat(data.first(1, 2, liar)).isNull();
  }

  @Test
  void moreThanTheLimitIsRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> data.add(1, 2, new byte[ControlData.LARGEST]))
        .withMessageContaining("262144");
    data.add(1, 2, new byte[ControlData.LARGEST - ControlHeader.space(0)]);
    assertThat(data.used()).isEqualTo(ControlData.LARGEST);
    assertThatIllegalArgumentException().isThrownBy(() -> data.add(1, 2, new byte[0]));
  }

  @Test
  void dataThatAreCutAnywhereAreReadToThere() {
    ByteBuffer memory = memory(1000);
    data.add(1, 10, bytes(4));
    data.add(2, 20, bytes(0));
    data.add(3, 30, bytes(13));
    int length = data.copyTo(memory, 8);
    for (int cut = 0; cut <= length; cut++) {
      ControlData read = new ControlData();
      read.receive(memory, 8, cut, descriptors);
      List<Found> seen = new ArrayList<>();
      read.forEach((level, type, bytes) -> seen.add(new Found(level, type, bytes.length)));
      List<Found> expected = new ArrayList<>();
      int at = 0;
      for (Found whole : List.of(new Found(1, 10, 4), new Found(2, 20, 0), new Found(3, 30, 13))) {
        int there = cut - at - ControlHeader.length(0);
        if (there >= 0) {
          expected.add(new Found(whole.level, whole.type, Math.min(there, whole.length)));
        }
        at += ControlHeader.space(whole.length);
      }
      assertThat(seen).as("cut at %d", cut).isEqualTo(expected);
    }
  }

  @Test
  void randomBytesAreReadWithoutHarm() {
    Random random = new Random(42);
    for (int round = 0; round < 200_000; round++) {
      int length = random.nextInt(200);
      byte[] bytes = new byte[length + 8];
      random.nextBytes(bytes);
      ByteBuffer memory = ByteBuffer.wrap(bytes).order(ByteOrder.nativeOrder());
      for (int at = 0; at + 24 <= length && random.nextInt(4) > 0; at += 8 * random.nextInt(4)) {
        ControlHeader.put(memory, at, random.nextInt(3), 100 + random.nextInt(3), 0);
        putLength(memory, at, random); // plausible, or not
      }
      keepDescriptorsOut(memory, length);
      data.clear();
      data.receive(memory, 0, length, descriptors);
      assertThat(data.used()).isLessThanOrEqualTo(length + Long.BYTES);
      long sum = found().stream().mapToLong(Found::length).sum();
      assertThat(sum).isLessThanOrEqualTo(length);
    }
    assertThat(descriptors.count()).isZero();
  }

  /** Lengths near and far from what there is. */
  private static void putLength(ByteBuffer memory, int at, Random random) {
    long[] lengths = {0, 1, 15, 16, 17, 20, 24, 40, 1000, 1L << 31, 1L << 32, Long.MAX_VALUE, -1};
    memory.putLong(at, lengths[random.nextInt(lengths.length)]);
  }

  /** What is written here is no descriptor of ours: no message may say that it is. */
  private static void keepDescriptorsOut(ByteBuffer memory, int length) {
    for (int i = 0; i + Integer.BYTES <= length; i++) {
      if (memory.getInt(i) == SOL_SOCKET) {
        memory.putInt(i, 77);
      }
    }
  }

  @Test
  void randomBytesAreDecodedOrNot() {
    Random random = new Random(7);
    List<OptionCodec<?>> codecs = new ArrayList<>();
    BsdControlTypes.all().stream().map(ControlType::codec).forEach(codecs::add);
    codecs.add(ExtendedError.CODEC);
    assertThat(codecs).hasSizeGreaterThan(1);
    for (OptionCodec<?> codec : codecs) {
      int decoded = 0;
      for (int round = 0; round < 20_000; round++) {
        byte[] value = new byte[random.nextInt(200)];
        random.nextBytes(value);
        if (random.nextBoolean()) { // small numbers, which are more often right
          for (int i = 0; i < value.length; i++) {
            value[i] = i % 8 == 0 ? value[i] : 0;
          }
        }
        data.clear();
        data.add(1, 2, value);
        decoded += data.first(1, 2, codec) == null ? 0 : 1;
      }
      assertThat(decoded).as("decoded by %s", codec.getClass()).isPositive();
    }
  }

  @Test
  void everyLengthOfAnErrorIsReadOrRefused() {
    ByteBuffer error = memory(200);
    error.putInt(0, Errno.ECONNREFUSED.value()).put(4, (byte) 2).put(5, (byte) 3).put(6, (byte) 4);
    error.putInt(8, -1).putInt(12, 5).putShort(16, (short) 999);
    for (int length = 0; length <= 200; length++) {
      byte[] cut = new byte[length];
      error.get(0, cut);
      data.clear();
      data.add(1, 2, cut);
      ExtendedError read = data.first(1, 2, ExtendedError.CODEC);
      if (length < 16) {
        assertThat(read).isNull();
      } else {
        assertThat(requireNonNull(read).errno()).isEqualTo(Errno.ECONNREFUSED);
        assertThat(List.of(read.origin(), read.type(), read.code())).containsExactly(2, 3, 4);
        assertThat(read.info()).isEqualTo(0xffff_ffffL);
        assertThat(read.data()).isEqualTo(5);
        assertThat(read.offender() == null).isEqualTo(length < 18);
      }
    }
  }

  // -------------------------------------------------------------------------- descriptors

  private static int open() {
    try (Scratch scratch = Scratch.take()) {
      assertThat(LIBC.wakeUpPair(scratch.base)).isZero();
      int second = scratch.memory.getInt(Integer.BYTES);
      if (second != scratch.memory.getInt(0)) {
        LIBC.close(second);
      }
      return scratch.memory.getInt(0);
    }
  }

  private static boolean isOpen(int fd) {
    return FileFlags.inheritable(fd) >= 0;
  }

  @Test
  void everyDescriptorThatIsSeenIsOwnedOrClosed() {
    for (int room = 0; room <= 4; room++) {
      for (int cut = 0; cut <= ControlHeader.space(3 * Integer.BYTES); cut++) {
        int[] fds = {open(), open(), open()};
        ByteBuffer memory = memory(100);
        ControlHeader.put(memory, 0, SOL_SOCKET, SCM_RIGHTS, fds.length * Integer.BYTES);
        for (int i = 0; i < fds.length; i++) {
          memory.putInt(ControlHeader.data(0) + i * Integer.BYTES, fds[i]);
        }
        descriptors.setRoom(room);
        data.receive(memory, 0, cut, descriptors);
        int there = (cut - ControlHeader.length(0)) / Integer.BYTES;
        int seen = Math.max(Math.min(there, fds.length), 0);
        assertThat(descriptors.count()).isEqualTo(Math.min(seen, room));
        assertThat(descriptors.wasCut()).isEqualTo(seen > room);
        assertThat(found()).as("descriptors are no data").isEmpty();
        for (int i = 0; i < fds.length; i++) {
          assertThat(isOpen(fds[i])).isEqualTo(i >= seen || i < room);
        }
        descriptors.clear();
        for (int i = 0; i < fds.length; i++) {
          assertThat(isOpen(fds[i])).isEqualTo(i >= seen);
          if (i >= seen) {
            LIBC.close(fds[i]);
          }
        }
      }
    }
  }

  @Test
  void whatIsTakenIsNotClosed() {
    int fd = open();
    ByteBuffer memory = memory(100);
    ControlHeader.put(memory, 0, SOL_SOCKET, SCM_RIGHTS, Integer.BYTES);
    memory.putInt(ControlHeader.data(0), fd);
    descriptors.setRoom(1);
    data.receive(memory, 0, 100, descriptors);
    List<Descriptor> taken = descriptors.take();
    descriptors.clear();
    assertThat(descriptors.take()).isEmpty();
    assertThat(isOpen(fd)).isTrue();
    assertThat(taken).hasSize(1);
    taken.get(0).close();
    assertThat(isOpen(fd)).isFalse();
  }
}
