package io.sockets4j.internal;

import static io.sockets4j.internal.NativeSocket.LIBC;

import io.sockets4j.spi.OptionCodec;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.function.IntUnaryOperator;
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
    // On the heap, where a codec can do no harm.
    byte[] memory = new byte[codec.capacity()];
    socket.enter();
    try (Scratch scratch = Scratch.take(memory.length)) {
      long address = scratch.at(Scratch.DATA);
      int length = codec.encode(value, view(memory), address);
      scratch.memory.put(Scratch.DATA, memory);
      return LIBC.setsockopt(socket.fd(), level, name, address, length);
    } finally {
      socket.leave();
    }
  }

  /** Reads up to so many bytes. */
  public static Value<byte[]> get(NativeSocket socket, int level, int name, int capacity)
      throws IOException {
    return get(socket, level, name, new byte[capacity], IntUnaryOperator.identity());
  }

  public static <T> Value<T> get(NativeSocket socket, int level, int name, OptionCodec<T> codec)
      throws IOException {
    byte[] question = new byte[codec.capacity()];
    codec.ask(view(question));
    Value<byte[]> raw = get(socket, level, name, question, codec::answered);
    return raw.value == null
        ? new Value<>(null, raw.result)
        : new Value<>(codec.decode(view(raw.value)), raw.result);
  }

  private static Value<byte[]> get(
      NativeSocket socket, int level, int name, byte[] question, IntUnaryOperator answered)
      throws IOException {
    socket.enter();
    try (Scratch scratch = Scratch.take(question.length)) {
      ByteBuffer memory = scratch.memory;
      memory.put(Scratch.DATA, question); // some options read what they are to answer
      memory.putInt(Scratch.LENGTH, question.length);
      int result =
          LIBC.getsockopt(
              socket.fd(), level, name, scratch.at(Scratch.DATA), scratch.at(Scratch.LENGTH));
      if (result < 0) {
        return new Value<>(null, result);
      }
      int length = answered.applyAsInt(memory.getInt(Scratch.LENGTH));
      byte[] bytes = new byte[Math.min(length, question.length)];
      memory.get(Scratch.DATA, bytes);
      return new Value<>(bytes, result);
    } finally {
      socket.leave();
    }
  }

  private static ByteBuffer view(byte[] memory) {
    return ByteBuffer.wrap(memory).order(ByteOrder.nativeOrder());
  }
}
