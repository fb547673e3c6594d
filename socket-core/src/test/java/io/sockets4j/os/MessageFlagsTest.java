package io.sockets4j.os;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class MessageFlagsTest {
  /** A bit that no system has named yet. */
  private static final int NAMELESS = 0x1000000;

  /** A flag that no platform has. */
  private static final MessageFlag ABSENT = MessageFlag.BTAG;

  static List<MessageFlag> constants() {
    return Arrays.stream(MessageFlag.class.getFields())
        .filter(field -> Modifier.isStatic(field.getModifiers()))
        .map(
            field -> {
              try {
                return (MessageFlag) field.get(null);
              } catch (IllegalAccessException e) {
                throw new AssertionError(e);
              }
            })
        .toList();
  }

  @ParameterizedTest
  @MethodSource("constants")
  void everyConstantIsFoundByItsBit(MessageFlag flag) {
    if (flag.exists()) {
      assertEquals(1, Integer.bitCount(flag.value()));
      assertEquals(flag, MessageFlag.of(flag.value()));
      assertEquals(flag.value(), MessageFlags.of(flag).bits());
    } else {
      assertThrows(UnsupportedOperationException.class, flag::value);
      assertThrows(UnsupportedOperationException.class, () -> MessageFlags.of(flag));
    }
    assertEquals(flag.name(), flag.constant().orElseThrow().name());
  }

  @Test
  void ofTwoThatShareABitTheCommonerNamesIt() {
    if (Platform.current().isLinux()) {
      assertEquals(MessageFlag.MORE, MessageFlag.NOTIFICATION);
      assertEquals("MSG_MORE", MessageFlags.of(MessageFlag.NOTIFICATION).toString());
    } else {
      assertNotEquals(MessageFlag.MORE, MessageFlag.NOTIFICATION);
    }
  }

  @Test
  void anUnknownBitIsNamedInHexadecimal() {
    assertEquals("0x1000000", MessageFlag.of(NAMELESS).toString());
    assertEquals(MessageFlag.of(NAMELESS), MessageFlag.of(NAMELESS));
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 3, -1})
  void aFlagIsOneBit(int bits) {
    assertThrows(IllegalArgumentException.class, () -> MessageFlag.of(bits));
  }

  @Test
  void noneAndSingleFlagsAllocateNothing() {
    assertSame(MessageFlags.NONE, MessageFlags.of(0));
    assertSame(MessageFlags.of(MessageFlag.PEEK), MessageFlags.of(MessageFlag.PEEK));
    MessageFlags peek = MessageFlags.of(MessageFlag.PEEK);
    assertSame(peek, peek.with(MessageFlag.PEEK));
    assertSame(peek, peek.without(MessageFlag.OOB));
    assertSame(MessageFlags.NONE, peek.without(MessageFlag.PEEK));
  }

  @Test
  void addsAndRemovesFlags() {
    MessageFlags flags = MessageFlags.of(MessageFlag.PEEK, MessageFlag.TRUNC);
    assertEquals(MessageFlag.PEEK.value() | MessageFlag.TRUNC.value(), flags.bits());
    assertTrue(flags.contains(MessageFlag.PEEK));
    assertTrue(flags.contains(MessageFlag.TRUNC));
    assertFalse(flags.contains(MessageFlag.OOB));
    assertEquals(MessageFlags.of(MessageFlag.TRUNC), flags.without(MessageFlag.PEEK));
    assertEquals(flags, MessageFlags.of(MessageFlag.TRUNC).with(MessageFlag.PEEK));
    assertEquals(flags.hashCode(), MessageFlags.of(flags.bits()).hashCode());
    assertNotEquals(flags, MessageFlags.NONE);
    assertTrue(MessageFlags.NONE.isEmpty());
    assertFalse(flags.isEmpty());
  }

  @Test
  void aFlagThatDoesNotExistHereIsInNoSetAndCannotJoinOne() {
    MessageFlags all = MessageFlags.of(-1);
    assertFalse(all.contains(ABSENT));
    assertSame(all, all.without(ABSENT));
    UnsupportedOperationException refusal =
        assertThrows(UnsupportedOperationException.class, () -> MessageFlags.NONE.with(ABSENT));
    assertEquals("MSG_BTAG exists on no platform that sockets4j knows", refusal.getMessage());
    assertThrows(
        UnsupportedOperationException.class, () -> MessageFlags.of(MessageFlag.PEEK, ABSENT));
  }

  @Test
  void keepsAndShowsBitsWithoutAName() {
    MessageFlags flags = MessageFlags.of(MessageFlag.PEEK.value() | NAMELESS);
    assertEquals("MSG_PEEK|0x1000000", flags.toString());
    assertTrue(flags.contains(MessageFlag.of(NAMELESS)));
    assertEquals(NAMELESS, flags.without(MessageFlag.PEEK).bits());
  }

  @Test
  void listsNamesFromTheLowestBitUp() {
    assertEquals("0", MessageFlags.NONE.toString());
    assertEquals(
        "MSG_OOB|MSG_PEEK|MSG_DONTROUTE",
        MessageFlags.of(MessageFlag.DONTROUTE, MessageFlag.PEEK).with(MessageFlag.OOB).toString());
  }

  @Test
  void theHighestBitIsABitToo() {
    assertEquals("0x80000000", MessageFlags.of(Integer.MIN_VALUE).toString());
    assertTrue(MessageFlags.of(Integer.MIN_VALUE).contains(MessageFlag.of(Integer.MIN_VALUE)));
  }
}
