package io.sockets4j.internal;

import static io.sockets4j.internal.NativeSocket.LIBC;

import io.sockets4j.os.CHeaders;
import io.sockets4j.os.SystemConstant;
import java.io.IOException;

/**
 * A pipe between two sockets, through which bytes go that never come into this process: splice(2).
 * What has come from the one and not gone to the other stays in it. For one thread at a time, but
 * for closing.
 */
@CHeaders("fcntl.h")
public final class Splice {
  static final SystemConstant SPLICE_F_MOVE = SystemConstant.named("SPLICE_F_MOVE").linux(1);
  static final SystemConstant SPLICE_F_NONBLOCK =
      SystemConstant.named("SPLICE_F_NONBLOCK").linux(2);

  private static final NativeSocket.Attempt<Splice> FILL = Splice::fillOnce;
  private static final NativeSocket.Attempt<Splice> DRAIN = Splice::drainOnce;

  /** As much as a pipe holds unless somebody asks for more. */
  private static final int MOST = 1 << 16;

  /** As much as every pipe holds. */
  private static final int PAGE = 4096;

  private final int flags = SPLICE_F_MOVE.value() | SPLICE_F_NONBLOCK.value();
  private final Descriptor readEnd;
  private final Descriptor writeEnd;
  private int pending;

  private Splice(int readEnd, int writeEnd) {
    this.readEnd = new Descriptor(readEnd);
    this.writeEnd = new Descriptor(writeEnd);
  }

  public static Splice open() throws FailedCall {
    int unused = SPLICE_F_MOVE.value(); // throws where there is no such thing
    try (Scratch scratch = Scratch.take()) {
      int result = LIBC.pipe(scratch.base);
      if (result < 0) {
        throw new FailedCall("pipe", "for splice", result);
      }
      return new Splice(scratch.memory.getInt(0), scratch.memory.getInt(Integer.BYTES));
    }
  }

  /** Enters; false if this is closed. */
  public boolean acquire() {
    if (!readEnd.acquire()) {
      return false;
    }
    if (!writeEnd.acquire()) {
      readEnd.release();
      return false;
    }
    return true;
  }

  public void release() {
    readEnd.release();
    writeEnd.release();
  }

  /** How many bytes are in the pipe. */
  public int pending() {
    return pending;
  }

  /** Fills the empty pipe: how many bytes came, {@link NativeSocket#END}, or what went wrong. */
  public long fill(NativeSocket source) throws IOException {
    long result = source.call(FILL, this, 0, Abi.POLLIN, source.begin());
    if (result > 0) {
      pending = (int) result;
    }
    return result == 0 ? NativeSocket.END : result;
  }

  /** Empties the pipe: 0, or what went wrong, and then some may be left. */
  public long drain(NativeSocket target) throws IOException {
    long deadline = target.begin();
    long turn = target.sendingAll().take(deadline);
    if (turn != 0) {
      return turn;
    }
    try {
      while (pending > 0) {
        long result = target.call(DRAIN, this, 0, Abi.POLLOUT, deadline);
        if (result < 0) {
          return result;
        }
        pending -= (int) result;
      }
      return 0;
    } finally {
      target.sendingAll().give();
    }
  }

  private static long fillOnce(NativeSocket source, Splice splice, int unused) {
    long spliced = splice(source, source.fd(), splice.writeEnd.fd(), MOST, splice.flags);
    // TCP never goes past a byte out of band, and says that there is nothing, or the end: recv(2)
    // does, and knows.
    return spliced == 0 || spliced == -Abi.EAGAIN ? splice.copyOnce(source) : spliced;
  }

  /** What the empty pipe takes without waiting, by way of this process. */
  private long copyOnce(NativeSocket source) {
    try (Scratch scratch = Scratch.take()) {
      long memory = scratch.at(Scratch.DATA);
      long received = LIBC.recv(source.fd(), memory, PAGE, Abi.MSG_DONTWAIT);
      return received <= 0 ? received : LIBC.write(writeEnd.fd(), memory, received);
    }
  }

  private static long drainOnce(NativeSocket target, Splice splice, int unused) {
    return splice(target, splice.readEnd.fd(), target.fd(), splice.pending, splice.flags);
  }

  /** SPLICE_F_NONBLOCK is about the pipe alone: of a socket, O_NONBLOCK counts. */
  private static long splice(NativeSocket socket, int from, int to, int length, int flags) {
    int begun = socket.mode().begin(socket.fd());
    if (begun < 0) {
      return begun;
    }
    try {
      return LIBC.splice(from, to, length, flags);
    } finally {
      socket.mode().end(socket.fd());
    }
  }

  /** Closes the pipe; whoever is inside goes on, and it is gone when that one has left. */
  public void close() {
    readEnd.close();
    writeEnd.close();
  }
}
