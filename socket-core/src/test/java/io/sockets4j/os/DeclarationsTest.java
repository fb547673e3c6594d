package io.sockets4j.os;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.reflect.Field;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The holders of constants: what can be told of them without the C headers. */
class DeclarationsTest {
  @ParameterizedTest
  @ValueSource(classes = {SocketConstants.class, ControlConstants.class})
  void everyConstantStandsInTheFieldOfItsName(Class<?> holder) throws IllegalAccessException {
    for (Field field : holder.getFields()) {
      assertEquals(field.getName(), ((SystemConstant) field.get(null)).name());
    }
  }

  static Stream<Arguments> holdersOnPlatforms() {
    return Stream.of(
            Map.entry("SO_", SocketConstants.class), Map.entry("SCM_", ControlConstants.class))
        .flatMap(
            holder ->
                Stream.of(Platform.values())
                    .map(platform -> Arguments.of(holder.getKey(), holder.getValue(), platform)));
  }

  @ParameterizedTest
  @MethodSource("holdersOnPlatforms")
  void onlyTheDeclaredAliasesShareANumber(String prefix, Class<?> holder, Platform platform)
      throws IllegalAccessException {
    Map<Integer, Set<String>> names = new TreeMap<>();
    for (Field field : holder.getFields()) {
      SystemConstant constant = (SystemConstant) field.get(null);
      if (constant.name().startsWith(prefix)) {
        constant
            .valueOn(platform)
            .ifPresent(
                number ->
                    names.computeIfAbsent(number, key -> new TreeSet<>()).add(constant.name()));
      }
    }
    names.values().removeIf(sharing -> sharing.size() == 1);
    Set<Set<String>> expected =
        platform.isLinux() && prefix.equals("SO_")
            ? Set.of(
                Set.of("SO_ATTACH_FILTER", "SO_GET_FILTER"),
                Set.of("SO_DETACH_FILTER", "SO_DETACH_BPF"))
            : Set.of();
    assertEquals(expected, Set.copyOf(names.values()));
  }

  @ParameterizedTest
  @ValueSource(
      classes = {
        SocketConstants.class,
        ControlConstants.class,
        SocketType.class,
        MessageFlag.class,
        Errno.class
      })
  void everyHolderNamesItsHeaders(Class<?> holder) {
    CHeaders headers = holder.getAnnotation(CHeaders.class);
    assertTrue(headers != null && headers.value().length > 0);
  }

  @Test
  void theSocketLevelDiffersBySystem() {
    for (Platform platform : Platform.values()) {
      assertEquals(
          platform.isLinux() ? 1 : 0xffff,
          SocketConstants.SOL_SOCKET.valueOn(platform).getAsInt(),
          platform.toString());
    }
  }
}
