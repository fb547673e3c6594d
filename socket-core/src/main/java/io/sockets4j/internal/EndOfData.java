package io.sockets4j.internal;

import static io.sockets4j.internal.NativeSocket.LIBC;

import io.sockets4j.os.Platform;
import io.sockets4j.os.SocketType;
import io.sockets4j.os.SystemConstant;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;

/**
 * Whether zero received bytes were the end. On a stream they always are. On sequenced packets they
 * may be an empty packet; poll(2) and a peek tell, except that empty packets which are the last
 * ones before the end count as the end.
 */
final class EndOfData {
  static final SystemConstant C_POLLRDHUP = SystemConstant.named("POLLRDHUP").linux(0x2000);

  private static final int GONE =
      Abi.POLLHUP | (Platform.current().isLinux() ? C_POLLRDHUP.value() : 0);

  private EndOfData() {}

  static boolean reached(NativeSocket socket) throws ClosedChannelException {
    if (!socket.type().equals(SocketType.SEQPACKET)) {
      return true;
    }
    socket.enter();
    Scratch scratch = Scratch.take();
    try {
      ByteBuffer memory = scratch.memory;
      Abi.POLLFD_FD.putInt(memory, 0, socket.fd());
      Abi.POLLFD_EVENTS.putUnsigned(memory, 0, Abi.POLLIN | GONE);
      Abi.POLLFD_REVENTS.putUnsigned(memory, 0, 0);
      LIBC.poll(scratch.base, 1, 0);
      if ((Abi.POLLFD_REVENTS.getUnsigned(memory, 0) & GONE) == 0) {
        return false;
      }
      int flags = Abi.MSG_PEEK | Abi.MSG_DONTWAIT;
      return LIBC.recv(socket.fd(), scratch.at(Scratch.DATA), 1, flags) <= 0;
    } finally {
      scratch.giveBack();
      socket.leave();
    }
  }
}
