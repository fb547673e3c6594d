package io.sockets4j.os;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sockets4j.os.StructLayout.Field;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import org.junit.jupiter.api.Test;

class StructLayoutTest {
  private static final StructLayout MSGHDR = StructLayout.of("struct msghdr", 56).bsd(48);
  private static final Field IOVLEN = MSGHDR.field("msg_iovlen", 24, 8).bsd(24, 4);
  private static final Field FLAGS = MSGHDR.field("msg_flags", 48, 4).bsd(44, 4);

  private static final StructLayout EPOLL_EVENT =
      StructLayout.named("struct epoll_event")
          .on(Platform.LINUX_X86_64, 12)
          .on(Platform.LINUX_AARCH64, 16);
  private static final Field EVENTS = EPOLL_EVENT.field("events", 0, 4);
  private static final Field DATA =
      EPOLL_EVENT.field("data").on(Platform.LINUX_X86_64, 4, 8).on(Platform.LINUX_AARCH64, 8, 8);

  private static final StructLayout NUMBERS = StructLayout.of("struct numbers", 32);
  private static final Field BYTE = NUMBERS.field("b", 0, 1);
  private static final Field SHORT = NUMBERS.field("s", 2, 2);
  private static final Field INT = NUMBERS.field("i", 4, 4);
  private static final Field LONG = NUMBERS.field("l", 8, 8);
  private static final Field BYTES = NUMBERS.field("bytes", 16, 16);

  private static final StructLayout NOWHERE = StructLayout.named("struct nowhere");
  private static final Field ABSENT = NOWHERE.field("absent", 0, 4);

  private static final int BASE = 3;

  private final ByteBuffer buffer = ByteBuffer.allocate(BASE + 32).order(ByteOrder.nativeOrder());

  @Test
  void differsByPlatform() {
    assertEquals(OptionalInt.of(56), MSGHDR.sizeOn(Platform.LINUX_AARCH64));
    assertEquals(OptionalInt.of(48), MSGHDR.sizeOn(Platform.MACOS_AARCH64));
    assertEquals(OptionalInt.of(8), IOVLEN.sizeOn(Platform.LINUX_X86_64));
    assertEquals(OptionalInt.of(4), IOVLEN.sizeOn(Platform.FREEBSD_X86_64));
    assertEquals(OptionalInt.of(48), FLAGS.offsetOn(Platform.LINUX_X86_64));
    assertEquals(OptionalInt.of(44), FLAGS.offsetOn(Platform.MACOS_X86_64));
    assertEquals(OptionalInt.of(12), EPOLL_EVENT.sizeOn(Platform.LINUX_X86_64));
    assertEquals(OptionalInt.of(16), EPOLL_EVENT.sizeOn(Platform.LINUX_AARCH64));
    assertEquals(OptionalInt.of(4), DATA.offsetOn(Platform.LINUX_X86_64));
    assertEquals(OptionalInt.of(8), DATA.offsetOn(Platform.LINUX_AARCH64));
  }

  @Test
  void aFieldExistsWhereItsStructDoes() {
    assertEquals(Set.of(Platform.LINUX_X86_64, Platform.LINUX_AARCH64), EPOLL_EVENT.platforms());
    assertEquals(OptionalInt.empty(), EPOLL_EVENT.sizeOn(Platform.MACOS_X86_64));
    assertEquals(OptionalInt.empty(), EVENTS.offsetOn(Platform.MACOS_X86_64));
    assertEquals(OptionalInt.empty(), EVENTS.sizeOn(Platform.MACOS_X86_64));
  }

  @Test
  void sizesAndOffsetsAreThoseOfTheCurrentPlatform() {
    Platform current = Platform.current();
    assertEquals(MSGHDR.sizeOn(current).getAsInt(), MSGHDR.size());
    assertEquals(FLAGS.offsetOn(current).getAsInt(), FLAGS.offset());
    assertEquals(IOVLEN.sizeOn(current).getAsInt(), IOVLEN.size());
    assertEquals(current.isLinux(), EPOLL_EVENT.exists());
    assertEquals(current.isLinux(), DATA.exists());
  }

  @Test
  void fieldsRegisterOnceInTheirOrder() {
    assertEquals(List.of(IOVLEN, FLAGS), MSGHDR.fields());
    assertEquals(List.of(EVENTS, DATA), EPOLL_EVENT.fields());
    assertSame(MSGHDR, IOVLEN.layout());
    assertEquals("struct msghdr.msg_iovlen", IOVLEN.toString());
    assertThrows(UnsupportedOperationException.class, () -> MSGHDR.fields().clear());
  }

  @Test
  void sizesComeBeforeFields() {
    IllegalStateException refusal =
        assertThrows(IllegalStateException.class, () -> MSGHDR.macos(48));
    assertEquals("struct msghdr has fields already: declare its sizes first", refusal.getMessage());
  }

  @Test
  void whatDoesNotExistHereIsRefusedByName() {
    assertFalse(NOWHERE.exists());
    assertFalse(ABSENT.exists());
    assertEquals(
        "struct nowhere exists on no platform that sockets4j knows",
        assertThrows(UnsupportedOperationException.class, NOWHERE::size).getMessage());
    for (var use :
        List.<Runnable>of(
            ABSENT::offset,
            ABSENT::size,
            () -> ABSENT.getInt(buffer, BASE),
            () -> ABSENT.putUnsigned(buffer, BASE, 1),
            () -> ABSENT.getBytes(buffer, BASE))) {
      assertEquals(
          "struct nowhere.absent exists on no platform that sockets4j knows",
          assertThrows(UnsupportedOperationException.class, use::run).getMessage());
    }
  }

  @Test
  void writesWhereTheFieldLiesAndNowhereElse() {
    SHORT.putShort(buffer, BASE, (short) -1);
    byte[] expected = new byte[BASE + 32];
    expected[BASE + 2] = -1;
    expected[BASE + 3] = -1;
    assertArrayEquals(expected, buffer.array());
    assertEquals(0, buffer.position());
  }

  @Test
  void readsWhatItWrote() {
    BYTE.putByte(buffer, BASE, (byte) 0x81);
    SHORT.putShort(buffer, BASE, (short) 0x8123);
    INT.putInt(buffer, BASE, 0x81234567);
    LONG.putLong(buffer, BASE, 0x8123456789abcdefL);
    assertEquals((byte) 0x81, BYTE.getByte(buffer, BASE));
    assertEquals((short) 0x8123, SHORT.getShort(buffer, BASE));
    assertEquals(0x81234567, INT.getInt(buffer, BASE));
    assertEquals(0x8123456789abcdefL, LONG.getLong(buffer, BASE));
    assertEquals(0x81, BYTE.getUnsigned(buffer, BASE));
    assertEquals(0x8123, SHORT.getUnsigned(buffer, BASE));
    assertEquals(0x81234567L, INT.getUnsigned(buffer, BASE));
    assertEquals(0x8123456789abcdefL, LONG.getUnsigned(buffer, BASE));
  }

  @Test
  void unsignedNumbersTakeTheSizeOfTheField() {
    for (Field field : List.of(BYTE, SHORT, INT, LONG)) {
      field.putUnsigned(buffer, BASE, -2);
      long all = field.size() == 8 ? -1L : (1L << (8 * field.size())) - 1;
      assertEquals(all - 1, field.getUnsigned(buffer, BASE), field.toString());
    }
    assertThrows(IllegalStateException.class, () -> BYTES.getUnsigned(buffer, BASE));
    assertThrows(IllegalStateException.class, () -> BYTES.putUnsigned(buffer, BASE, 0));
  }

  @Test
  void theBuffersOrderCounts() {
    INT.putInt(buffer.order(ByteOrder.BIG_ENDIAN), BASE, 0x01020304);
    assertEquals(1, buffer.get(BASE + 4));
    INT.putUnsigned(buffer.order(ByteOrder.LITTLE_ENDIAN), BASE, 0x01020304);
    assertEquals(4, buffer.get(BASE + 4));
  }

  @Test
  void bytesAreCopiedAndTheRestCleared() {
    byte[] full = new byte[16];
    Arrays.fill(full, (byte) 7);
    BYTES.putBytes(buffer, BASE, full);
    assertArrayEquals(full, BYTES.getBytes(buffer, BASE));
    BYTES.putBytes(buffer, BASE, new byte[] {1, 2});
    byte[] padded = new byte[16];
    padded[0] = 1;
    padded[1] = 2;
    assertArrayEquals(padded, BYTES.getBytes(buffer, BASE));
    assertThrows(IllegalArgumentException.class, () -> BYTES.putBytes(buffer, BASE, new byte[17]));
  }

  @Test
  void aWrongWidthAndAShortBufferAreErrors() {
    assertThrows(AssertionError.class, () -> INT.getLong(buffer, BASE));
    assertThrows(IndexOutOfBoundsException.class, () -> LONG.getLong(ByteBuffer.allocate(15), 0));
    assertTrue(buffer.hasArray());
  }
}
