package io.sockets4j.internal;

import static io.sockets4j.internal.NativeSocket.LIBC;

import io.sockets4j.spi.OptionCodec;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.jspecify.annotations.Nullable;

/** Options of a socket by number: getsockopt(2) and setsockopt(2). */
public final class RawOptions {
  private RawOptions() {}

  /** An option's value as the kernel tells it, or why there is none. */
  public record Value<T>(@Nullable T value, int result) {}

  /** Sets bytes: 0 or -errno. */
  public static int set(NativeSocket socket, int level, int name, byte[] value) throws IOException {
    socket.enter();
    try (Scratch scratch = Scratch.take(value.length)) {
      scratch.memory.put(Scratch.DATA, value);
      return LIBC.setsockopt(socket.fd(), level, name, scratch.at(Scratch.DATA), value.length);
    } finally {
      socket.leave();
    }
  }

  /** Sets no value of a length: 0 or -errno. */
  public static int setNull(NativeSocket socket, int level, int name, int length)
      throws IOException {
    socket.enter();
    try {
      return LIBC.setsockopt(socket.fd(), level, name, 0, length);
    } finally {
      socket.leave();
    }
  }

  public static <T> int set(NativeSocket socket, int level, int name, OptionCodec<T> codec, T value)
      throws IOException {
    ByteBuffer memory = ByteBuffer.allocate(codec.capacity()).order(ByteOrder.nativeOrder());
    int length = codec.encode(value, memory);
    byte[] bytes = new byte[length];
    memory.get(0, bytes);
    return set(socket, level, name, bytes);
  }

  /** Reads up to so many bytes. */
  public static Value<byte[]> get(NativeSocket socket, int level, int name, int capacity)
      throws IOException {
    socket.enter();
    try (Scratch scratch = Scratch.take(capacity)) {
      ByteBuffer memory = scratch.memory;
      scratch.clear(
          Scratch.DATA, Scratch.DATA + capacity); // some options read what they are to answer
      memory.putInt(Scratch.LENGTH, capacity);
      int result =
          LIBC.getsockopt(
              socket.fd(), level, name, scratch.at(Scratch.DATA), scratch.at(Scratch.LENGTH));
      if (result < 0) {
        return new Value<>(null, result);
      }
      byte[] bytes = new byte[Math.min(memory.getInt(Scratch.LENGTH), capacity)];
      memory.get(Scratch.DATA, bytes);
      return new Value<>(bytes, result);
    } finally {
      socket.leave();
    }
  }

  public static <T> Value<T> get(NativeSocket socket, int level, int name, OptionCodec<T> codec)
      throws IOException {
    Value<byte[]> raw = get(socket, level, name, codec.capacity());
    return raw.value == null
        ? new Value<>(null, raw.result)
        : new Value<>(
            codec.decode(ByteBuffer.wrap(raw.value).order(ByteOrder.nativeOrder())), raw.result);
  }
}
