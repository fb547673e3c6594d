package io.sockets4j.internal;

import static io.sockets4j.internal.NativeSocket.LIBC;

import java.io.IOException;
import java.nio.ByteBuffer;

/** Requests to a socket: ioctl(2). */
public final class Ioctl {
  /** The largest argument: four times what the number of a request can say of its length. */
  public static final int LARGEST_ARGUMENT = Scratch.DATA_SIZE;

  /** Who gives too short an argument finds zeros behind it, and destroys nothing. */
  private static final int BEHIND = 128;

  private Ioctl() {}

  /** Gives a number: 0 or more, or -errno. */
  public static int call(NativeSocket socket, int request, int argument) throws IOException {
    socket.enter();
    try {
      return LIBC.ioctl(socket.fd(), Integer.toUnsignedLong(request), argument);
    } finally {
      socket.leave();
    }
  }

  /** Gives the bytes of a buffer and takes the answer in their place: 0 or more, or -errno. */
  public static int call(NativeSocket socket, int request, ByteBuffer argument) throws IOException {
    int position = argument.position();
    int length = Memory.remaining(argument, position);
    socket.enter();
    try (Scratch scratch = Scratch.take()) {
      scratch.clear(Scratch.DATA, Scratch.DATA + Math.min(length + BEHIND, Scratch.DATA_SIZE));
      scratch.memory.put(Scratch.DATA, argument, position, length);
      int result =
          LIBC.ioctl(socket.fd(), Integer.toUnsignedLong(request), scratch.at(Scratch.DATA));
      if (result >= 0) {
        argument.put(position, scratch.memory, Scratch.DATA, length);
      }
      return result;
    } finally {
      socket.leave();
    }
  }
}
