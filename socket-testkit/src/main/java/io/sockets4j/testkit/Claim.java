package io.sockets4j.testkit;

import io.sockets4j.os.Errno;
import io.sockets4j.os.MessageFlag;
import io.sockets4j.os.Platform;
import io.sockets4j.os.Protocol;
import io.sockets4j.os.SocketType;
import io.sockets4j.os.StructLayout;
import io.sockets4j.os.SystemConstant;
import io.sockets4j.spi.AddressFamily;
import io.sockets4j.spi.ControlType;
import io.sockets4j.spi.IoctlRequest;
import io.sockets4j.spi.NativeOption;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * One thing that a declaration says of the C headers.
 *
 * @param name what it is about
 * @param expression C that compiles if the headers have it
 * @param truth C that is true if the declaration is right
 * @param meaning the same for people
 */
record Claim(String name, String expression, String truth, String meaning) {

  /** What a class declares, on a platform. */
  static List<Claim> of(Class<?> holder, Platform platform) {
    Set<Claim> claims = new LinkedHashSet<>();
    declared(holder).forEach(value -> claims.addAll(of(value, platform)));
    return List.copyOf(claims);
  }

  /** The constants that a class declares, whether or not they have a value anywhere. */
  static List<SystemConstant> constants(Class<?> holder) {
    return declared(holder).stream().flatMap(value -> constants(value).stream()).toList();
  }

  private static List<Object> declared(Class<?> holder) {
    List<Object> values = new ArrayList<>();
    for (Field field : holder.getDeclaredFields()) {
      if (Modifier.isStatic(field.getModifiers()) && !field.isSynthetic()) {
        values.add(value(field));
      }
    }
    return values;
  }

  /** The names of what a class declares, for whatever platform. */
  static Set<String> names(Class<?> holder) {
    Set<String> names = new LinkedHashSet<>();
    for (Platform platform : Platform.values()) {
      of(holder, platform).forEach(claim -> names.add(claim.name));
    }
    return names;
  }

  private static Object value(Field field) {
    try {
      field.setAccessible(true);
      Object value = field.get(null);
      return value == null ? Optional.empty() : value;
    } catch (IllegalAccessException e) {
      throw new IllegalStateException("cannot read " + field, e);
    }
  }

  private static List<Claim> of(Object declared, Platform platform) {
    return declared instanceof StructLayout layout
        ? of(layout, platform)
        : constants(declared).stream()
            .flatMap(constant -> of(constant, platform).stream())
            .toList();
  }

  private static List<SystemConstant> constants(Object declared) {
    List<SystemConstant> constants = new ArrayList<>();
    if (declared instanceof SystemConstant constant) {
      constants.add(constant);
    } else if (declared instanceof SocketType type) {
      type.constant().ifPresent(constants::add);
    } else if (declared instanceof Protocol protocol) {
      protocol.constant().ifPresent(constants::add);
    } else if (declared instanceof MessageFlag flag) {
      flag.constant().ifPresent(constants::add);
    } else if (declared instanceof Errno errno) {
      errno.constant().ifPresent(constants::add);
    } else if (declared instanceof AddressFamily<?> family) {
      constants.add(family.constant());
    } else if (declared instanceof NativeOption<?> option) {
      constants.add(option.level());
      constants.add(option.constant());
    } else if (declared instanceof IoctlRequest<?> request) {
      constants.add(request.constant());
    } else if (declared instanceof ControlType<?> type) {
      constants.add(type.level());
      constants.add(type.constant());
    }
    return constants;
  }

  private static Optional<Claim> of(SystemConstant constant, Platform platform) {
    if (constant.valueOn(platform).isEmpty()) {
      return Optional.empty();
    }
    int value = constant.valueOn(platform).getAsInt();
    String name = constant.name();
    // A C constant with the highest bit set may be signed or not: both are the same 32 bits.
    String truth =
        "(long long) (%1$s) == %2$dLL || (long long) (%1$s) == %3$dLL"
            .formatted(name, value, Integer.toUnsignedLong(value));
    return Optional.of(
        new Claim(name, "sizeof (" + name + ")", truth, "%s is %d".formatted(name, value)));
  }

  private static List<Claim> of(StructLayout layout, Platform platform) {
    if (layout.sizeOn(platform).isEmpty()) {
      return List.of();
    }
    List<Claim> claims = new ArrayList<>();
    String struct = layout.name();
    claims.add(size(struct, struct, layout.sizeOn(platform).getAsInt()));
    for (StructLayout.Field field : layout.fields()) {
      if (field.offsetOn(platform).isPresent()) {
        String name = struct + "." + field.name();
        String member = "((%s *) 0)->%s".formatted(struct, field.name());
        Claim size = size(name, member, field.sizeOn(platform).orElseThrow());
        String offset = "offsetof (%s, %s)".formatted(struct, field.name());
        int at = field.offsetOn(platform).getAsInt();
        claims.add(size);
        claims.add(
            new Claim(
                name, size.expression, offset + " == " + at, "%s is %d".formatted(offset, at)));
      }
    }
    return claims;
  }

  private static Claim size(String name, String what, int size) {
    String expression = "sizeof (" + what + ")";
    return new Claim(
        name, expression, expression + " == " + size, "sizeof (%s) is %d".formatted(name, size));
  }
}
