package io.sockets4j;

import io.sockets4j.internal.NativeSocket;
import io.sockets4j.internal.RawOptions;
import io.sockets4j.spi.NativeOption;
import java.io.IOException;
import java.net.SocketOption;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.NullUnmarked;

/** The options of a socket: which it has, what the JDK's mean, and how they are set and read. */
final class Options {
  /** 16 MiB: the kernel's own limits are far below. */
  private static final int LARGEST = 1 << 24;

  private final NativeSocket socket;
  private final ErrorReport errors;

  Options(NativeSocket socket, ErrorReport errors) {
    this.socket = socket;
    this.errors = errors;
  }

  <T> void set(SocketOption<T> option, T value) throws IOException {
    NativeOption<T> known = resolve(socket, option);
    Objects.requireNonNull(value, option.name());
    int level = known.level().value();
    int name = known.constant().value();
    int result = RawOptions.set(socket, level, name, known.codec(), value);
    Object text = value instanceof byte[] bytes ? bytes.length + " bytes" : value;
    check("setsockopt", known.level() + ", " + known + ", " + text, result);
  }

  @NullUnmarked
  <T> T get(SocketOption<T> option) throws IOException {
    NativeOption<T> known = resolve(socket, option);
    int level = known.level().value();
    int name = known.constant().value();
    RawOptions.Value<T> value = RawOptions.get(socket, level, name, known.codec());
    check("getsockopt", known.level() + ", " + known, value.result());
    return value.value();
  }

  byte[] get(int level, int name, int maxLength) throws IOException {
    requireLength(maxLength);
    RawOptions.Value<byte[]> value = RawOptions.get(socket, level, name, maxLength);
    if (value.value() == null) {
      throw errors.of("getsockopt", level + ", " + name + ", " + maxLength, value.result());
    }
    return value.value();
  }

  void set(int level, int name, int value) throws IOException {
    byte[] bytes =
        ByteBuffer.allocate(Integer.BYTES).order(ByteOrder.nativeOrder()).putInt(value).array();
    int result = RawOptions.set(socket, level, name, bytes);
    check("setsockopt", level + ", " + name + ", " + value, result);
  }

  void set(int level, int name, byte[] value) throws IOException {
    requireLength(value.length);
    int result = RawOptions.set(socket, level, name, value);
    check("setsockopt", level + ", " + name + ", " + value.length + " bytes", result);
  }

  void setNull(int level, int name, int length) throws IOException {
    requireLength(length);
    int result = RawOptions.setNull(socket, level, name, length);
    check("setsockopt", level + ", " + name + ", null, " + length, result);
  }

  private void check(String call, String arguments, int result) throws IOException {
    if (result < 0) {
      throw errors.of(call, arguments, result);
    }
  }

  private static void requireLength(int length) {
    if (length < 0 || length > LARGEST) {
      throw new IllegalArgumentException(
          "an option value of %d bytes: it takes 0 to %d".formatted(length, LARGEST));
    }
  }

  /** What to ask the kernel for an option of ours or of the JDK. */
  private static <T> NativeOption<T> resolve(NativeSocket socket, SocketOption<T> option) {
    if (option instanceof NativeOption<T> known) {
      return known;
    }
    NativeOption<?> known = BsdSocketOptions.standard().get(option);
    if (known == null) {
      known = ofFamily(socket).get(option);
    }
    if (known == null || !known.type().equals(option.type())) {
      throw new UnsupportedOperationException(
          "%s %s does not have the option %s (%s)"
              .formatted(
                  socket.family(), socket.type(), option.name(), option.getClass().getName()));
    }
    @SuppressWarnings("unchecked") // the types are the same
    NativeOption<T> typed = (NativeOption<T>) known;
    return typed;
  }

  Set<SocketOption<?>> supported() {
    Set<SocketOption<?>> all = new LinkedHashSet<>(BsdSocketOptions.all());
    for (NativeOption<?> option : socket.family().options(socket.type(), socket.protocol())) {
      if (option.exists()) {
        all.add(option);
      }
    }
    all.addAll(BsdSocketOptions.standard().keySet());
    all.addAll(ofFamily(socket).keySet());
    return Set.copyOf(all);
  }

  private static Map<SocketOption<?>, NativeOption<?>> ofFamily(NativeSocket socket) {
    return socket.family().standardOptions(socket.type(), socket.protocol());
  }
}
