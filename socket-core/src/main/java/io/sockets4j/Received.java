package io.sockets4j;

import io.sockets4j.os.MessageFlag;
import io.sockets4j.os.MessageFlags;
import java.net.SocketAddress;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a received message beside its bytes.
 *
 * @param <A> the class of the family's addresses
 * @param length how many bytes were received; -1 at the end of a stream. With {@link
 *     MessageFlag#TRUNC} among the flags of the call, the length of the message itself, which may
 *     be more than the buffer took.
 * @param address who sent it; null where the kernel does not say, as for a stream or an unnamed
 *     UNIX socket
 * @param flags what the kernel says of the message, as msg_flags of recvmsg(2): MSG_TRUNC, and with
 *     some families others. Whether control messages were lost, {@link Message#controlTruncated}
 *     tells
 */
public record Received<A extends SocketAddress>(
    int length, @Nullable A address, MessageFlags flags) {

  /**
   * Whether the message was longer than the buffer, and the rest of it is lost.
   *
   * @return true if the kernel set MSG_TRUNC
   */
  public boolean truncated() {
    return flags.contains(MessageFlag.TRUNC);
  }
}
