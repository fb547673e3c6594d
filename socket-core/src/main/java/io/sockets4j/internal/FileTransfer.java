package io.sockets4j.internal;

import io.sockets4j.internal.libc.Libc;
import io.sockets4j.internal.libc.NativeBinding;
import java.io.IOException;
import java.lang.ref.Reference;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;

/**
 * One buffer to a file or from it, whatever kind of file that is: read(2) and write(2). Most have
 * no flag for not waiting, so poll(2) is asked first, and what may not wait goes in small pieces.
 */
public final class FileTransfer implements Waiter.Subject {
  private static final Libc LIBC = NativeBinding.libc();

  /** SEEK_CUR of all systems. */
  private static final int SEEK_CUR = 1;

  /** Where the file's own position is, which moves on. */
  private static final long NOWHERE = -1;

  /** PIPE_BUF: a pipe that poll calls writable takes so much at once. */
  private static final int PIECE = 512;

  /** What Linux guarantees. */
  private static final int LINUX_PIECE = 4096;

  private static final Waiter.Attempt<FileTransfer, ByteBuffer> READ =
      (file, target, flags) ->
          file.isReady(Abi.POLLIN) ? file.readOnce(target, NOWHERE) : -Abi.EAGAIN;
  private static final Waiter.Attempt<FileTransfer, ByteBuffer> WRITE =
      (file, source, flags) ->
          file.isReady(Abi.POLLOUT) ? file.writeOnce(source, file.piece(), NOWHERE) : -Abi.EAGAIN;

  private final Descriptor descriptor;
  private final NativeSocket.Interruption interruption;

  public FileTransfer(Descriptor descriptor, NativeSocket.Interruption interruption) {
    this.descriptor = descriptor;
    this.interruption = interruption;
  }

  /** Reads: how many bytes, 0 at the end, or -errno. */
  public long read(ByteBuffer target) throws IOException {
    return call(READ, target, Abi.POLLIN);
  }

  /** Writes: how many bytes, or -errno. */
  public long write(ByteBuffer source) throws IOException {
    return call(WRITE, source, Abi.POLLOUT);
  }

  /** Reads from a place on, for which no file that has places makes one wait. */
  public long read(ByteBuffer target, long at) throws IOException {
    return callNow((file, buffer, flags) -> file.readOnce(buffer, at), target);
  }

  /** Writes from a place on. */
  public long write(ByteBuffer source, long at) throws IOException {
    return callNow((file, buffer, flags) -> file.writeOnce(buffer, Integer.MAX_VALUE, at), source);
  }

  @Override
  public Descriptor descriptor() {
    return descriptor;
  }

  @Override
  public NativeSocket.Interruption interruption() {
    return interruption;
  }

  private long callNow(Waiter.Attempt<FileTransfer, ByteBuffer> attempt, ByteBuffer buffer)
      throws IOException {
    if (!descriptor.acquire()) {
      throw new ClosedChannelException();
    }
    try {
      NativeSocket.heedInterrupt(interruption);
      return attempt.onceWithoutWaiting(this, buffer, 0);
    } finally {
      descriptor.release();
    }
  }

  private long call(Waiter.Attempt<FileTransfer, ByteBuffer> attempt, ByteBuffer buffer, int events)
      throws IOException {
    if (!descriptor.acquire()) {
      throw new ClosedChannelException();
    }
    try {
      NativeSocket.heedInterrupt(interruption);
      long result = attempt.onceWithoutWaiting(this, buffer, 0);
      return result == -Abi.EAGAIN
          ? Waiter.retry(this, attempt, buffer, 0, events, WaitCell.NEVER)
          : result;
    } finally {
      descriptor.release();
    }
  }

  private boolean isReady(int events) {
    return PollOnce.poll(descriptor.fd(), events) != 0;
  }

  private long readOnce(ByteBuffer target, long at) {
    int position = target.position();
    int length = Memory.remaining(target, position);
    long result;
    if (target.isDirect()) {
      try {
        result = read(Memory.address(target, position, length), length, at);
      } finally {
        Reference.reachabilityFence(target);
      }
    } else {
      int chunk = Math.min(length, Scratch.DATA_SIZE);
      try (Scratch scratch = Scratch.take()) {
        result = read(scratch.at(Scratch.DATA), chunk, at);
        if (result > 0) {
          target.put(position, scratch.memory, Scratch.DATA, (int) result);
        }
      }
    }
    if (result > 0) {
      target.position(position + (int) result);
    }
    return result;
  }

  private long read(long memory, int length, long at) {
    int fd = descriptor.fd();
    return at == NOWHERE ? LIBC.read(fd, memory, length) : LIBC.pread(fd, memory, length, at);
  }

  private long writeOnce(ByteBuffer source, int most, long at) {
    int position = source.position();
    int length = Math.min(Memory.remaining(source, position), most);
    long result;
    if (source.isDirect()) {
      try {
        result = write(Memory.address(source, position, length), length, at);
      } finally {
        Reference.reachabilityFence(source);
      }
    } else {
      int chunk = Math.min(length, Scratch.DATA_SIZE);
      try (Scratch scratch = Scratch.take()) {
        scratch.memory.put(Scratch.DATA, source, position, chunk);
        result = write(scratch.at(Scratch.DATA), chunk, at);
      }
    }
    if (result > 0) {
      source.position(position + (int) result);
    }
    return result;
  }

  private long write(long memory, int length, long at) {
    int fd = descriptor.fd();
    return at == NOWHERE ? LIBC.write(fd, memory, length) : LIBC.pwrite(fd, memory, length, at);
  }

  /** How much may be written at once: files that have a position never make one wait. */
  private int piece() {
    if (LIBC.lseek(descriptor.fd(), 0, SEEK_CUR) >= 0) {
      return Integer.MAX_VALUE;
    }
    return Abi.LINUX ? LINUX_PIECE : PIECE;
  }
}
