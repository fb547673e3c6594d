package io.sockets4j.os;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.Collection;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ErrnoTest {
  static Collection<Errno> declared() {
    return Errno.declared();
  }

  @Test
  void everyConstantStandsInTheFieldOfItsName() throws IllegalAccessException {
    Set<String> names = new HashSet<>();
    for (Field field : Errno.class.getFields()) {
      if (Modifier.isStatic(field.getModifiers())) {
        assertEquals(field.getName(), ((Errno) field.get(null)).name());
        names.add(field.getName());
      }
    }
    assertEquals(names.size(), Errno.declared().size());
  }

  @ParameterizedTest
  @EnumSource
  void onlyTheDeclaredAliasesShareANumber(Platform platform) {
    Map<Integer, Set<String>> names = new TreeMap<>();
    for (Errno errno : Errno.declared()) {
      valueOn(errno, platform)
          .ifPresent(
              number -> names.computeIfAbsent(number, key -> new TreeSet<>()).add(errno.name()));
    }
    names.values().removeIf(sharing -> sharing.size() == 1);
    Set<Set<String>> expected =
        platform.isLinux()
            ? Set.of(
                Set.of("EAGAIN", "EWOULDBLOCK"),
                Set.of("EDEADLK", "EDEADLOCK"),
                Set.of("EOPNOTSUPP", "ENOTSUP"))
            : platform.isMacos()
                ? Set.of(Set.of("EAGAIN", "EWOULDBLOCK"))
                : platform.isFreebsd()
                    ? Set.of(Set.of("EAGAIN", "EWOULDBLOCK"), Set.of("EOPNOTSUPP", "ENOTSUP"))
                    : Set.of();
    assertEquals(expected, Set.copyOf(names.values()));
  }

  @ParameterizedTest
  @EnumSource
  void noNumberIsLeftOutBelowTheHighest(Platform platform) {
    Set<Integer> numbers = new TreeSet<>();
    for (Errno errno : Errno.declared()) {
      valueOn(errno, platform).ifPresent(numbers::add);
    }
    Set<Integer> expected = new TreeSet<>();
    if (platform.isLinux()) {
      // 41 and 58 were those of EAGAIN and EDEADLK in other systems; 524 is the kernel's ENOTSUPP.
      IntStream.rangeClosed(1, 133).filter(n -> n != 41 && n != 58).forEach(expected::add);
      expected.add(524);
    } else if (platform.isMacos()) {
      IntStream.rangeClosed(1, 106).forEach(expected::add);
    } else if (platform.isFreebsd()) {
      IntStream.rangeClosed(1, 97).forEach(expected::add);
    }
    assertEquals(expected, numbers);
  }

  @ParameterizedTest
  @MethodSource("declared")
  void everyErrorOfThisPlatformIsFoundByItsNumber(Errno errno) {
    if (errno.exists()) {
      assertEquals(errno, Errno.of(errno.value()));
      assertTrue(errno.is(errno.value()));
      assertEquals(valueOn(errno, Platform.current()), OptionalInt.of(errno.value()));
    } else {
      assertThrows(UnsupportedOperationException.class, errno::value);
    }
    assertFalse(errno.is(0));
    assertEquals(errno.name() + " (" + errno.description() + ")", errno.toString());
  }

  @Test
  void descriptionsAreThereAndDiffer() {
    Map<String, String> seen = new HashMap<>();
    for (Errno errno : Errno.declared()) {
      String description = errno.description();
      assertFalse(description.isBlank() || description.endsWith("."), errno.name());
      String other = seen.put(description, errno.name());
      assertTrue(
          other == null || List.of("EWOULDBLOCK", "EDEADLOCK", "ENOTSUP").contains(errno.name()),
          errno + " is described as " + other);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "EPERM,           1,   1,   1",
    "EAGAIN,         11,  35,  35",
    "EDEADLK,        35,  11,  11",
    "EMSGSIZE,       90,  40,  40",
    "EAFNOSUPPORT,   97,  47,  47",
    "EADDRINUSE,     98,  48,  48",
    "ECONNREFUSED,  111,  61,  61",
    "EINPROGRESS,   115,  36,  36",
    "ENOBUFS,       105,  55,  55",
    "EOPNOTSUPP,     95, 102,  45",
    "ENOTSUP,        95,  45,  45",
    "ECANCELED,     125,  89,  85",
    "EPROTO,         71, 100,  92",
    "ENOATTR,         ,   93,  87",
    "ENODATA,        61,  96,    ",
    "ENOTCAPABLE,      ,    ,  93",
  })
  void hasTheNumbersOfEachSystem(String name, Integer linux, Integer macos, Integer freebsd)
      throws ReflectiveOperationException {
    Errno errno = (Errno) Errno.class.getField(name).get(null);
    for (Platform platform : EnumSet.complementOf(EnumSet.of(Platform.WINDOWS_X86_64))) {
      Integer expected = platform.isLinux() ? linux : platform.isMacos() ? macos : freebsd;
      assertEquals(
          expected == null ? OptionalInt.empty() : OptionalInt.of(expected),
          valueOn(errno, platform),
          platform.toString());
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {4095, 0, -1})
  void anUnknownNumberIsNamedByItself(int number) {
    Errno errno = Errno.of(number);
    assertEquals(number, errno.value());
    assertTrue(errno.exists());
    assertTrue(errno.is(number));
    assertEquals("errno " + number, errno.name());
    assertEquals("errno " + number, errno.toString());
    assertEquals("Unknown error " + number, errno.description());
    assertEquals(errno, Errno.of(number));
    assertEquals(errno.hashCode(), Errno.of(number).hashCode());
    assertNotEquals(errno, Errno.EPERM);
  }

  @Test
  void aliasesAreEqualWhereTheyShareTheirNumber() {
    assertEquals(Errno.EAGAIN, Errno.EWOULDBLOCK);
    assertEquals(Errno.EAGAIN.hashCode(), Errno.EWOULDBLOCK.hashCode());
    assertEquals(!Platform.current().isMacos(), Errno.EOPNOTSUPP.equals(Errno.ENOTSUP));
    if (Platform.current().isLinux()) {
      assertSame(Errno.EAGAIN, Errno.of(11));
      assertSame(Errno.EDEADLK, Errno.of(35));
      assertSame(Errno.EOPNOTSUPP, Errno.of(95));
    }
  }

  @Test
  void anAbsentErrorIsNoNumber() {
    Errno absent = Platform.current().isMacos() ? Errno.EREMOTEIO : Errno.EPWROFF;
    assertFalse(absent.exists());
    assertFalse(IntStream.range(-1, 1000).anyMatch(absent::is));
    UnsupportedOperationException refusal =
        assertThrows(UnsupportedOperationException.class, absent::value);
    assertEquals(
        absent.name()
            + " exists on "
            + (Platform.current().isMacos() ? "Linux" : "macOS")
            + ", not on "
            + Platform.current(),
        refusal.getMessage());
  }

  private static OptionalInt valueOn(Errno errno, Platform platform) {
    return errno.constant().orElseThrow().valueOn(platform);
  }
}
