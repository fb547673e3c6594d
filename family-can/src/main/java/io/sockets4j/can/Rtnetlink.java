package io.sockets4j.can;

import io.sockets4j.BsdSocket;
import io.sockets4j.NativeError;
import io.sockets4j.os.Errno;
import io.sockets4j.os.MessageFlag;
import io.sockets4j.os.MessageFlags;
import io.sockets4j.os.SocketType;
import io.sockets4j.os.SystemConstant;
import io.sockets4j.spi.UnknownSocketAddress;
import java.io.IOException;
import java.net.SocketAddress;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * As much of <a href="https://man7.org/linux/man-pages/man7/rtnetlink.7.html">rtnetlink(7)</a> as
 * {@link CanInterface} needs: a request about network interfaces, and the kernel's answer to it.
 */
final class Rtnetlink {
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  /** How often interfaces that change while they are listed are listed anew. */
  private static final int ATTEMPTS = 20;

  private static final int SEQUENCE = 1;
  private static final int LARGEST_ERRNO = 4095;

  /** What the kernel's bytes mean, to the core as well. */
  static final Charset NAMES = Charset.forName(System.getProperty("sun.jnu.encoding", "UTF-8"));

  private Rtnetlink() {}

  /** Tells what a person can do about an error. */
  @FunctionalInterface
  interface Remedy {
    @Nullable String of(Errno errno) throws IOException;
  }

  /** What an attribute consists of. */
  @FunctionalInterface
  interface Content {
    void putInto(Request request);
  }

  /** Makes a request that is answered with success alone. */
  static void tell(Request request, String what, Remedy remedy) throws IOException {
    List<ByteBuffer> unused = ask(request, what, remedy);
  }

  /**
   * Makes a request.
   *
   * @param what whom it is about, for the message of an error
   * @return the bodies of the messages that answer it: struct ifinfomsg and attributes
   * @throws LinkException if the kernel refuses
   */
  static List<ByteBuffer> ask(Request request, String what, Remedy remedy) throws IOException {
    for (int i = 0; i < ATTEMPTS; i++) {
      Answer answer = ask(request);
      if (answer.errno != 0) {
        Errno errno = Errno.of(answer.errno);
        throw new LinkException(request, what, errno, answer.text, remedy.of(errno));
      }
      if (!answer.interrupted) {
        return answer.bodies;
      }
    }
    throw new IOException(
        "%s(%s): interfaces changed each of %d times that they were listed"
            .formatted(request.type.name(), what, ATTEMPTS));
  }

  private static Answer ask(Request request) throws IOException {
    long end = System.nanoTime() + PATIENCE.toNanos();
    try (BsdSocket<?> socket =
        BsdSocket.open(
            RtnetlinkStructs.AF_NETLINK.value(),
            SocketType.RAW.value(),
            RtnetlinkStructs.NETLINK_ROUTE.value())) {
      explainErrors(socket);
      socket.setTimeout(PATIENCE);
      socket.sendAll(request.toBuffer());
      Answer answer = new Answer(SEQUENCE);
      while (!answer.complete) {
        long left = end - System.nanoTime();
        if (left <= 0) {
          throw new SocketTimeoutException(request.type.name() + ": no answer of the kernel's");
        }
        receive(socket.setTimeout(Duration.ofNanos(left)), answer);
      }
      return answer;
    }
  }

  /** Lets errors be told in words as well, which Linux does since 4.12. */
  private static void explainErrors(BsdSocket<?> socket) throws IOException {
    try {
      socket.setOption(
          RtnetlinkStructs.SOL_NETLINK.value(), RtnetlinkStructs.NETLINK_EXT_ACK.value(), 1);
    } catch (IOException e) {
      if (!(e instanceof NativeError error && error.errno().equals(Errno.ENOPROTOOPT))) {
        throw e;
      }
    }
  }

  /**
   * Receives a datagram, whatever its length. Others than the kernel can send some, if they have
   * CAP_NET_ADMIN: who sends is known as long as nobody has a family that reads such addresses.
   */
  private static void receive(BsdSocket<?> socket, Answer answer) throws IOException {
    MessageFlags lengthOnly = MessageFlags.of(MessageFlag.PEEK, MessageFlag.TRUNC);
    int length = socket.receive(ByteBuffer.allocate(0), lengthOnly);
    ByteBuffer datagram = ByteBuffer.allocate(length).order(ByteOrder.nativeOrder());
    SocketAddress sender = socket.receiveFrom(datagram).address();
    if (!(sender instanceof UnknownSocketAddress unknown) || isKernel(unknown)) {
      answer.read(datagram.flip());
    }
  }

  private static boolean isKernel(UnknownSocketAddress sender) {
    int pid = RtnetlinkStructs.NL_PID.offset() - Short.BYTES; // the address is without its family
    byte[] data = sender.data();
    return data.length >= pid + Integer.BYTES && ByteBuffer.wrap(data).getInt(pid) == 0;
  }

  /** The bytes of a name, as the kernel has them. */
  static byte[] bytes(String name) {
    return name.getBytes(NAMES);
  }

  static ByteBuffer slice(ByteBuffer bytes, int from, int to) {
    return bytes.slice(from, to - from).order(ByteOrder.nativeOrder());
  }

  static int align(int length) {
    return (length + 3) & ~3;
  }

  /** What the kernel answers, datagram by datagram. What is no answer to this is passed over. */
  static final class Answer {
    final List<ByteBuffer> bodies = new ArrayList<>();
    boolean complete;
    boolean interrupted;
    int errno;
    @Nullable String text;

    private final int sequence;

    Answer(int sequence) {
      this.sequence = sequence;
    }

    void read(ByteBuffer datagram) throws IOException {
      int header = RtnetlinkStructs.NLMSGHDR.size();
      int at = datagram.position();
      while (at < datagram.limit() && !complete) {
        int left = datagram.limit() - at;
        long length = left < header ? 0 : RtnetlinkStructs.NLMSG_LEN.getUnsigned(datagram, at);
        if (length < header || length > left) {
          throw new IOException(
              "a message of rtnetlink has %d bytes of %d that are left".formatted(length, left));
        }
        if (RtnetlinkStructs.NLMSG_SEQ.getInt(datagram, at) == sequence) {
          read(
              (int) RtnetlinkStructs.NLMSG_TYPE.getUnsigned(datagram, at),
              (int) RtnetlinkStructs.NLMSG_FLAGS.getUnsigned(datagram, at),
              slice(datagram, at + header, at + (int) length));
        }
        at += align((int) length);
      }
    }

    private void read(int type, int flags, ByteBuffer body) throws IOException {
      interrupted |= (flags & RtnetlinkStructs.NLM_F_DUMP_INTR.value()) != 0;
      if (type == RtnetlinkStructs.NLMSG_ERROR.value()) {
        readResult(flags, body, RtnetlinkStructs.NLMSGERR.size());
      } else if (type == RtnetlinkStructs.NLMSG_DONE.value()) {
        readResult(flags | RtnetlinkStructs.NLM_F_CAPPED.value(), body, Integer.BYTES);
      } else if (type == RtnetlinkStructs.NLMSG_OVERRUN.value()) {
        throw new IOException("the kernel lost a part of its answer (NLMSG_OVERRUN)");
      } else if (type == RtnetlinkStructs.RTM_NEWLINK.value()) {
        if (body.remaining() < RtnetlinkStructs.IFINFOMSG.size()) {
          throw new IOException("an interface of %d bytes".formatted(body.remaining()));
        }
        bodies.add(body);
      }
    }

    /** An error number, then what was refused, unless that was left out, then attributes. */
    private void readResult(int flags, ByteBuffer body, int size) throws IOException {
      complete = true;
      if (body.remaining() < size) {
        throw new IOException("a result of %d bytes".formatted(body.remaining()));
      }
      int error = RtnetlinkStructs.ERROR.getInt(body, 0);
      if (error > 0 || error < -LARGEST_ERRNO) {
        throw new IOException("a result that is no error number: " + error);
      }
      errno = -error;
      if ((flags & RtnetlinkStructs.NLM_F_ACK_TLVS.value()) == 0) {
        return;
      }
      long at = size;
      if ((flags & RtnetlinkStructs.NLM_F_CAPPED.value()) == 0) {
        long refused = RtnetlinkStructs.REFUSED_LEN.getUnsigned(body, 0);
        at += Math.max(0, align4(refused) - RtnetlinkStructs.NLMSGHDR.size());
      }
      if (at > body.remaining()) {
        throw new IOException("a result of %d bytes without %d".formatted(body.remaining(), at));
      }
      text =
          RtnetlinkAttributes.read(slice(body, (int) at, body.limit()))
              .text(RtnetlinkStructs.NLMSGERR_ATTR_MSG, StandardCharsets.UTF_8)
              .orElse(null);
    }

    private static long align4(long length) {
      return (length + 3) & ~3L;
    }
  }

  /** A request about one interface, or all. */
  static final class Request {
    /** Names, numbers and a handful of small structs. */
    private static final int ROOM = 1024;

    private final SystemConstant type;
    private final ByteBuffer bytes = ByteBuffer.allocate(ROOM).order(ByteOrder.nativeOrder());

    private Request(SystemConstant type, SystemConstant... flags) {
      this.type = type;
      int bits = RtnetlinkStructs.NLM_F_REQUEST.value() | RtnetlinkStructs.NLM_F_ACK.value();
      for (SystemConstant flag : flags) {
        bits |= flag.value();
      }
      RtnetlinkStructs.NLMSG_TYPE.putUnsigned(bytes, 0, type.value());
      RtnetlinkStructs.NLMSG_FLAGS.putUnsigned(bytes, 0, bits);
      RtnetlinkStructs.NLMSG_SEQ.putInt(bytes, 0, SEQUENCE);
      bytes.position(RtnetlinkStructs.NLMSGHDR.size());
    }

    /** A request that begins with struct ifinfomsg, whose number 0 means any. */
    static Request of(SystemConstant type, int index, SystemConstant... flags) {
      return new Request(type, flags).link(index);
    }

    /** Sets those flags of the interface that are in a mask. */
    Request setFlags(int value, int mask) {
      int at = RtnetlinkStructs.NLMSGHDR.size();
      RtnetlinkStructs.IFI_FLAGS.putInt(bytes, at, value);
      RtnetlinkStructs.IFI_CHANGE.putInt(bytes, at, mask);
      return this;
    }

    /** A struct ifinfomsg. */
    Request link(int index) {
      int at = bytes.position();
      RtnetlinkStructs.IFI_INDEX.putInt(bytes, at, index);
      bytes.position(at + RtnetlinkStructs.IFINFOMSG.size());
      return this;
    }

    Request put(SystemConstant attribute, byte[] value) {
      return put(attribute, request -> request.bytes.put(value));
    }

    Request put(SystemConstant attribute, int value) {
      return put(attribute, request -> request.bytes.putInt(value));
    }

    Request put(SystemConstant attribute, short value) {
      return put(attribute, request -> request.bytes.putShort(value));
    }

    /** Text with a zero byte after it. */
    Request putText(SystemConstant attribute, String text) {
      return put(attribute, request -> request.bytes.put(Rtnetlink.bytes(text)).put((byte) 0));
    }

    /** An attribute with whatever is put into it. */
    Request put(SystemConstant attribute, Content content) {
      int start = bytes.position();
      bytes.position(start + RtnetlinkStructs.RTATTR.size());
      content.putInto(this);
      int end = bytes.position();
      RtnetlinkStructs.RTA_LEN.putUnsigned(bytes, start, end - start);
      RtnetlinkStructs.RTA_TYPE.putUnsigned(bytes, start, attribute.value());
      bytes.position(align(end));
      return this;
    }

    ByteBuffer toBuffer() {
      RtnetlinkStructs.NLMSG_LEN.putUnsigned(bytes, 0, bytes.position());
      return bytes.duplicate().order(ByteOrder.nativeOrder()).flip();
    }
  }

  /** A request that the kernel refused. */
  static final class LinkException extends SocketException implements NativeError {
    private static final long serialVersionUID = 1L;

    private final String call;
    private final int errno;

    LinkException(
        Request request, String what, Errno errno, @Nullable String text, @Nullable String remedy) {
      this(request.type.name(), what, errno, text, remedy);
    }

    LinkException(
        String call, String what, Errno errno, @Nullable String text, @Nullable String remedy) {
      super(
          "%s(%s): %s%s%s"
              .formatted(
                  call,
                  what,
                  errno,
                  text == null || text.isEmpty() ? "" : ": " + text,
                  remedy == null ? "" : "; " + remedy));
      this.call = call;
      this.errno = errno.value();
    }

    @Override
    public Errno errno() {
      return Errno.of(errno);
    }

    @Override
    public String call() {
      return call;
    }

    @Override
    public long bytesTransferred() {
      return 0;
    }
  }
}
