package io.sockets4j.internal;

import static io.sockets4j.internal.NativeSocket.LIBC;

import io.sockets4j.os.CHeaders;
import io.sockets4j.os.IoctlConstants;
import io.sockets4j.os.SocketType;
import io.sockets4j.os.SystemConstant;
import java.nio.channels.ClosedChannelException;

/**
 * Whether zero received bytes were the end. On a stream they always are. On sequenced packets they
 * may be an empty packet: they are if the peer is still there (poll) or if more bytes wait
 * (FIONREAD). Only empty packets that are the last ones before the end count as the end.
 */
@CHeaders("poll.h")
final class EndOfData {
  static final SystemConstant POLLRDHUP = SystemConstant.named("POLLRDHUP").linux(0x2000);

  /** What poll says once the peer has ended the connection. */
  private static final int GONE = Abi.POLLHUP | (POLLRDHUP.exists() ? POLLRDHUP.value() : 0);

  private EndOfData() {}

  /**
   * What a receive came to.
   *
   * @param received what the call gave
   * @param hadRoom whether there was room for a byte, without which zero means nothing
   * @param flags those of the call
   * @return the same, or {@link NativeSocket#END}
   */
  static long orEnd(NativeSocket socket, long received, boolean hadRoom, int flags)
      throws ClosedChannelException {
    boolean end =
        received == 0
            && hadRoom
            && socket.endsWithZero()
            && (flags & Abi.MSG_ERRQUEUE) == 0
            && (!socket.type().equals(SocketType.SEQPACKET) || isLast(socket));
    return end ? NativeSocket.END : received;
  }

  private static boolean isLast(NativeSocket socket) throws ClosedChannelException {
    socket.enter();
    try (Scratch scratch = Scratch.take()) {
      if ((PollOnce.poll(socket.fd(), Abi.POLLIN | GONE) & GONE) == 0) {
        return false;
      }
      long waiting = scratch.at(Scratch.DATA);
      int result = LIBC.ioctl(socket.fd(), IoctlConstants.FIONREAD.value(), waiting);
      return result < 0 || scratch.memory.getInt(Scratch.DATA) == 0;
    } finally {
      socket.leave();
    }
  }
}
