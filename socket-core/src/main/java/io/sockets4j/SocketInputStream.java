package io.sockets4j;

import io.sockets4j.os.Errno;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.IllegalBlockingModeException;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/**
 * What a socket receives, as a stream. Those of {@link java.nio.channels.Channels} keep one thread
 * from writing while another reads, except on the JDK's own channels.
 */
final class SocketInputStream extends InputStream {
  private static final int CHUNK = 1 << 16;

  /** The longest array that every virtual machine has. */
  private static final int LARGEST = Integer.MAX_VALUE - 8;

  /** How families say that they cannot tell how much there is. */
  private static final List<Errno> UNKNOWN =
      List.of(Errno.ENOTTY, Errno.EINVAL, Errno.EOPNOTSUPP, Errno.ENOTSUP, Errno.ENOSYS);

  private final BsdSocket<?> socket;

  /** What was read by a call that failed then, for the next one. Guarded by this. */
  private ByteBuffer kept = ByteBuffer.allocate(0);

  SocketInputStream(BsdSocket<?> socket) {
    this.socket = socket;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : Byte.toUnsignedInt(one[0]);
  }

  @Override
  public int read(byte[] target, int offset, int length) throws IOException {
    Objects.checkFromIndexSize(offset, length, target.length);
    if (!socket.isBlocking()) {
      throw new IllegalBlockingModeException();
    }
    int again = socket.isOpen() ? readKept(target, offset, length) : 0;
    if (again > 0) {
      return again;
    }
    int received = socket.receive(ByteBuffer.wrap(target, offset, length));
    if (received == 0 && length > 0) {
      throw new IllegalBlockingModeException(); // just now: a stream has no empty messages
    }
    return received;
  }

  private synchronized int readKept(byte[] target, int offset, int length) {
    int count = Math.min(length, kept.remaining());
    kept.get(target, offset, count);
    return count;
  }

  /** Before what another thread may have kept meanwhile. */
  private synchronized void keep(byte[] bytes, int count) {
    ByteBuffer both = ByteBuffer.allocate(count + kept.remaining());
    kept = both.put(bytes, 0, count).put(kept).flip();
  }

  @Override
  public byte[] readAllBytes() throws IOException {
    return readNBytes(Integer.MAX_VALUE);
  }

  /** With few and large reads, and so that nothing is lost when one of them fails. */
  @Override
  public byte[] readNBytes(int length) throws IOException {
    if (length < 0) {
      throw new IllegalArgumentException("negative length: " + length);
    }
    byte[] bytes = new byte[Math.min(length, CHUNK)];
    int count = 0;
    boolean completed = false;
    try {
      while (count < length) {
        if (count == bytes.length) {
          bytes = Arrays.copyOf(bytes, larger(count, length));
        }
        int received = read(bytes, count, bytes.length - count);
        if (received < 0) {
          break;
        }
        count += received;
      }
      completed = true;
      return Arrays.copyOf(bytes, count);
    } finally {
      if (!completed && count > 0) {
        keep(bytes, count);
      }
    }
  }

  private static int larger(int size, int wanted) {
    if (size == LARGEST) {
      throw new OutOfMemoryError("more bytes than an array holds");
    }
    return (int) Math.min(Math.min(2L * size, wanted), LARGEST);
  }

  /** Tells how much has been read where a timeout comes in between. */
  @Override
  public int readNBytes(byte[] target, int offset, int length) throws IOException {
    Objects.checkFromIndexSize(offset, length, target.length);
    int count = 0;
    try {
      while (count < length) {
        int received = read(target, offset + count, length - count);
        if (received < 0) {
          break;
        }
        count += received;
      }
      return count;
    } catch (InterruptedIOException e) {
      e.bytesTransferred = count;
      throw e;
    }
  }

  @Override
  public long transferTo(OutputStream target) throws IOException {
    Objects.requireNonNull(target, "target");
    byte[] chunk = new byte[CHUNK];
    long total = 0;
    for (int length = read(chunk, 0, CHUNK); length >= 0; length = read(chunk, 0, CHUNK)) {
      target.write(chunk, 0, length);
      total += length;
    }
    return total;
  }

  /** How many bytes can be read without waiting, 0 where the family does not tell: FIONREAD. */
  @Override
  public int available() throws IOException {
    int waiting;
    try {
      waiting = socket.ioctl(IoctlRequests.FIONREAD);
    } catch (IOException e) {
      if (!(e instanceof NativeError error) || !UNKNOWN.contains(error.errno())) {
        throw e;
      }
      waiting = 0;
    }
    synchronized (this) {
      return Math.addExact(waiting, kept.remaining());
    }
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
