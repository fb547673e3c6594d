package io.sockets4j.os;

import java.util.List;

/**
 * One bit in the flags of <a href="https://man7.org/linux/man-pages/man2/send.2.html">send(2)</a>,
 * <a href="https://man7.org/linux/man-pages/man2/recv.2.html">recv(2)</a> and their relatives,
 * given to a call or handed back with a message. {@link MessageFlags} holds several.
 *
 * <p>An open value type: {@link #of(int)} takes any bit, and two flags are equal if their bits are.
 */
@CHeaders({"sys/socket.h", "stdint.h", "linux/sctp.h", "winsock2.h", "ws2tcpip.h", "mswsock.h"})
public final class MessageFlag extends OpenValue {
  /**
   * Out-of-band data: one byte, the last one that is sent with this flag, as TCP has it and UNIX
   * streams since Linux 5.15.
   *
   * <p>Receiving with this flag takes that byte out of its turn and never waits: EINVAL if there is
   * none, if it was taken, or if SO_OOBINLINE leaves it among the others. Receiving without it
   * stops at the mark, where the byte belongs; the next receive goes on behind it, and the byte is
   * lost if nobody has taken it. With SO_OOBINLINE nothing is lost, and isAtMark of a socket tells
   * which byte it is.
   */
  public static final MessageFlag OOB = of(SystemConstant.named("MSG_OOB").everywhere(0x1));

  /** Receive, but leave the data in the queue. */
  public static final MessageFlag PEEK = of(SystemConstant.named("MSG_PEEK").everywhere(0x2));

  /** Send to hosts on directly connected networks only, not through a gateway. */
  public static final MessageFlag DONTROUTE =
      of(SystemConstant.named("MSG_DONTROUTE").everywhere(0x4));

  /** The control data were cut because the buffer was too short. */
  public static final MessageFlag CTRUNC =
      of(SystemConstant.named("MSG_CTRUNC").linux(0x8).bsd(0x20).windows(0x200));

  /**
   * The message was cut because the buffer was too short; on Linux also asks for its true length.
   */
  public static final MessageFlag TRUNC =
      of(SystemConstant.named("MSG_TRUNC").linux(0x20).bsd(0x10).windows(0x100));

  /** Only this call: fail with EAGAIN rather than wait. */
  public static final MessageFlag DONTWAIT =
      of(SystemConstant.named("MSG_DONTWAIT").linux(0x40).bsd(0x80));

  /** The data end a record. */
  public static final MessageFlag EOR = of(SystemConstant.named("MSG_EOR").linux(0x80).bsd(0x8));

  /** Wait until the buffer is full, unless an error, a signal or the end of the stream comes. */
  public static final MessageFlag WAITALL =
      of(SystemConstant.named("MSG_WAITALL").linux(0x100).bsd(0x40).windows(0x8));

  /** The neighbour answered: the link layer need not ask again. */
  public static final MessageFlag CONFIRM = of(SystemConstant.named("MSG_CONFIRM").linux(0x800));

  /** Receive from the queue of errors. */
  public static final MessageFlag ERRQUEUE =
      of(SystemConstant.named("MSG_ERRQUEUE").linux(0x2000).windows(0x1000));

  /** No SIGPIPE when the peer has closed a stream; the call still fails with EPIPE. */
  public static final MessageFlag NOSIGNAL =
      of(SystemConstant.named("MSG_NOSIGNAL").linux(0x4000).macos(0x80000).freebsd(0x20000));

  /** More data follow: do not send an incomplete packet yet. */
  public static final MessageFlag MORE = of(SystemConstant.named("MSG_MORE").linux(0x8000));

  /** For recvmmsg: wait for the first message only. */
  public static final MessageFlag WAITFORONE =
      of(SystemConstant.named("MSG_WAITFORONE").linux(0x10000).freebsd(0x80000));

  /** For sendmmsg: more messages follow. */
  public static final MessageFlag BATCH = of(SystemConstant.named("MSG_BATCH").linux(0x40000));

  /** The data came from a device's memory, as the control data say; no header of C has it. */
  public static final MessageFlag SOCK_DEVMEM =
      of(SystemConstant.named("MSG_SOCK_DEVMEM").linux(0x2000000));

  /** Send without copying; the notice that the buffer is free again comes on the error queue. */
  public static final MessageFlag ZEROCOPY =
      of(SystemConstant.named("MSG_ZEROCOPY").linux(0x4000000));

  /** Send data with the connection request (TCP Fast Open). */
  public static final MessageFlag FASTOPEN =
      of(SystemConstant.named("MSG_FASTOPEN").linux(0x20000000));

  /** Received descriptors are close-on-exec from the start. */
  public static final MessageFlag CMSG_CLOEXEC =
      of(SystemConstant.named("MSG_CMSG_CLOEXEC").linux(0x40000000).freebsd(0x40000));

  /** Linux's MSG_PROXY: takes the address from the caller; no protocol heeds it today. */
  public static final MessageFlag PROXY = of(SystemConstant.named("MSG_PROXY").linux(0x10));

  /** The data complete the connection: the sending side is shut down behind them. */
  public static final MessageFlag EOF = of(SystemConstant.named("MSG_EOF").bsd(0x100));

  /** The message is a notification of SCTP; on Linux it shares its bit with {@link #MORE}. */
  public static final MessageFlag NOTIFICATION =
      of(SystemConstant.named("MSG_NOTIFICATION").linux(0x8000).freebsd(0x2000));

  /** More data are there to be read. */
  public static final MessageFlag HAVEMORE = of(SystemConstant.named("MSG_HAVEMORE").macos(0x2000));

  /** Data of the current message remain. */
  public static final MessageFlag RCVMORE = of(SystemConstant.named("MSG_RCVMORE").macos(0x4000));

  /** Fail if there is no memory for the sender's address. */
  public static final MessageFlag NEEDSA = of(SystemConstant.named("MSG_NEEDSA").macos(0x10000));

  /** The datagram was sent to a broadcast address of the link layer. */
  public static final MessageFlag BCAST = of(SystemConstant.named("MSG_BCAST").windows(0x400));

  /** The datagram was sent to a multicast address of the link layer. */
  public static final MessageFlag MCAST = of(SystemConstant.named("MSG_MCAST").windows(0x800));

  /** The message is not complete. */
  public static final MessageFlag PARTIAL = of(SystemConstant.named("MSG_PARTIAL").windows(0x8000));

  /** Begins a tagged stretch of data; Python names it, none of our platforms has it. */
  public static final MessageFlag BTAG = of(SystemConstant.named("MSG_BTAG"));

  /** Ends a tagged stretch of data; Python names it, none of our platforms has it. */
  public static final MessageFlag ETAG = of(SystemConstant.named("MSG_ETAG"));

  /** In the order in which they are looked up: where two share a bit, the commoner one first. */
  private static final List<MessageFlag> DECLARED =
      List.of(
          OOB,
          PEEK,
          DONTROUTE,
          CTRUNC,
          TRUNC,
          DONTWAIT,
          EOR,
          WAITALL,
          CONFIRM,
          ERRQUEUE,
          NOSIGNAL,
          MORE,
          WAITFORONE,
          BATCH,
          SOCK_DEVMEM,
          ZEROCOPY,
          FASTOPEN,
          CMSG_CLOEXEC,
          PROXY,
          EOF,
          NOTIFICATION,
          HAVEMORE,
          RCVMORE,
          NEEDSA,
          BCAST,
          MCAST,
          PARTIAL,
          BTAG,
          ETAG);

  /** The set of this flag alone, made once so that passing a flag allocates nothing. */
  private final MessageFlags alone;

  private MessageFlag(SystemConstant constant) {
    super(constant);
    this.alone = exists() ? new MessageFlags(value()) : MessageFlags.NONE;
  }

  private MessageFlag(String name, int bit) {
    super(name, bit);
    this.alone = new MessageFlags(bit);
  }

  /**
   * The flag of a bit.
   *
   * @param bit a number with exactly one bit set
   * @return the flag declared here with that bit, or else one that is named by the bit in
   *     hexadecimal
   * @throws IllegalArgumentException if not exactly one bit is set
   */
  public static MessageFlag of(int bit) {
    if (Integer.bitCount(bit) != 1) {
      throw new IllegalArgumentException("not one bit: 0x" + Integer.toHexString(bit));
    }
    for (MessageFlag flag : DECLARED) {
      if (flag.exists() && flag.value() == bit) {
        return flag;
      }
    }
    return new MessageFlag("0x" + Integer.toHexString(bit), bit);
  }

  /**
   * The flag of a constant.
   *
   * @param constant the constant, such as {@code MSG_PEEK}
   * @return the flag with the constant's name and value
   */
  public static MessageFlag of(SystemConstant constant) {
    return new MessageFlag(constant);
  }

  /** The set of this flag alone. */
  MessageFlags alone() {
    return exists() ? alone : new MessageFlags(value()); // which says where it exists
  }
}
