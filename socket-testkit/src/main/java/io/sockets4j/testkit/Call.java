package io.sockets4j.testkit;

import io.sockets4j.BsdSocket;
import io.sockets4j.BsdSocketOptions;
import io.sockets4j.IoctlRequests;
import io.sockets4j.Message;
import io.sockets4j.Shutdown;
import io.sockets4j.os.IoctlConstants;
import io.sockets4j.os.MessageFlag;
import io.sockets4j.os.MessageFlags;
import io.sockets4j.os.SocketConstants;
import java.io.IOException;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.util.List;
import java.util.stream.Stream;

/**
 * One call on a socket, for what is the same for many of them.
 *
 * @param name the call for people
 * @param action makes it
 */
record Call(String name, Action action) {

  /** Makes a call. */
  @FunctionalInterface
  interface Action {
    void on(BsdSocket<?> socket) throws IOException;
  }

  private static final int ROOM = 512;

  /** With so much room the kernel may wait with the buffer where it is. */
  private static final int LONG = 20_000;

  private static final int SOL_SOCKET = SocketConstants.SOL_SOCKET.value();
  private static final int FIONREAD = IoctlConstants.FIONREAD.value();
  private static final int FIOCLEX = IoctlConstants.FIOCLEX.value();
  private static final int SO_RCVBUF = SocketConstants.SO_RCVBUF.value();

  /**
   * Those that wait until there is something to receive, or where bytes have no boundaries, as much
   * as there is room for.
   */
  static Stream<Call> receiving(boolean messages) {
    // A message comes whole, and some families refuse the flag.
    MessageFlags flags = messages ? MessageFlags.NONE : MessageFlags.of(MessageFlag.WAITALL);
    return Stream.of(
        new Call("receive(ByteBuffer)", s -> s.receive(ByteBuffer.allocate(ROOM))),
        new Call("receive(direct ByteBuffer)", s -> s.receive(ByteBuffer.allocateDirect(ROOM))),
        new Call(
            "receive(ByteBuffer, MessageFlags)", s -> s.receive(ByteBuffer.allocate(ROOM), flags)),
        new Call("receive(int)", s -> s.receive(ROOM)),
        new Call("receiveFrom(ByteBuffer)", s -> s.receiveFrom(ByteBuffer.allocate(ROOM))),
        new Call(
            "receiveFrom(direct ByteBuffer)", s -> s.receiveFrom(ByteBuffer.allocateDirect(ROOM))),
        new Call("read(ByteBuffer)", s -> s.read(ByteBuffer.allocate(ROOM))),
        new Call(
            "read(ByteBuffer[])",
            s ->
                s.read(new ByteBuffer[] {ByteBuffer.allocate(ROOM), ByteBuffer.allocateDirect(1)})),
        new Call("receiveMessage", s -> s.receiveMessage(message(ROOM))),
        new Call(
            "receiveMessage(Message, MessageFlags)", s -> s.receiveMessage(message(ROOM), flags)),
        new Call(
            "receiveMessages",
            s ->
                s.receiveMessages(
                    new Message[] {message(ROOM), message(ROOM)}, 0, 2, MessageFlags.NONE)),
        new Call(
            "receive(long direct ByteBuffer)", s -> s.receive(ByteBuffer.allocateDirect(LONG))),
        new Call("poll", s -> s.poll(SelectionKey.OP_READ)));
  }

  /** One of two buffers, and with room for all that a message may have. */
  private static Message message(int length) {
    ByteBuffer half = ByteBuffer.allocate(length / 2);
    return new Message(half, ByteBuffer.allocateDirect(length - length / 2))
        .roomForControl(ROOM)
        .roomForDescriptors(1);
  }

  /** Those that wait, if the socket is connected and repeats them, until there is room to send. */
  static Stream<Call> sending(int length) {
    return Stream.of(
        new Call("send(ByteBuffer)", s -> s.send(ByteBuffer.allocate(length))),
        new Call("send(direct ByteBuffer)", s -> s.send(ByteBuffer.allocateDirect(length))),
        new Call(
            "send(ByteBuffer, MessageFlags)",
            s -> s.send(ByteBuffer.allocate(length), MessageFlags.NONE)),
        new Call("send(byte[])", s -> s.send(new byte[length])),
        new Call("sendAll(ByteBuffer)", s -> s.sendAll(ByteBuffer.allocate(length))),
        new Call("sendAll(direct ByteBuffer)", s -> s.sendAll(ByteBuffer.allocateDirect(length))),
        new Call("sendAll(byte[])", s -> s.sendAll(new byte[length])),
        new Call("write(ByteBuffer)", s -> s.write(ByteBuffer.allocate(length))),
        new Call(
            "write(ByteBuffer[])",
            s ->
                s.write(
                    new ByteBuffer[] {
                      ByteBuffer.allocate(length / 2), ByteBuffer.allocateDirect(length / 2)
                    })),
        new Call("sendMessage", s -> s.sendMessage(message(length))),
        new Call("sendAll(Message)", s -> s.sendAll(message(length), MessageFlags.NONE)),
        new Call(
            "sendMessages",
            s -> s.sendMessages(new Message[] {message(length)}, 0, 1, MessageFlags.NONE)));
  }

  /** Those that send to an address. */
  static Stream<Call> sendingTo(SocketAddress target, int length) {
    return Stream.of(
        new Call("sendTo(ByteBuffer)", s -> s.sendTo(ByteBuffer.allocate(length), target)),
        new Call(
            "sendTo(direct ByteBuffer)", s -> s.sendTo(ByteBuffer.allocateDirect(length), target)),
        new Call("sendTo(byte[])", s -> s.sendTo(new byte[length], target)),
        new Call("sendMessage", s -> s.sendMessage(message(length).setAddress(target))));
  }

  /** Those that never wait. */
  static Stream<Call> immediate(SocketAddress address) {
    return Stream.of(
        new Call("bind", s -> s.bind(address)),
        new Call("listen()", BsdSocket::listen),
        new Call("listen(int)", s -> s.listen(1)),
        new Call("shutdown", s -> s.shutdown(Shutdown.BOTH)),
        new Call("getLocalAddress", BsdSocket::getLocalAddress),
        new Call("getRemoteAddress", BsdSocket::getRemoteAddress),
        new Call("getOption", s -> s.getOption(BsdSocketOptions.SO_RCVBUF)),
        new Call("setOption", s -> s.setOption(BsdSocketOptions.SO_RCVBUF, 1 << 16)),
        new Call("getOption(int, int, int)", s -> s.getOption(SOL_SOCKET, SO_RCVBUF, 4)),
        new Call("setOption(int, int, int)", s -> s.setOption(SOL_SOCKET, SO_RCVBUF, 1 << 16)),
        new Call("setOption(int, int, byte[])", s -> s.setOption(SOL_SOCKET, -1, new byte[4])),
        new Call("setOption(int, int, null, int)", s -> s.setOption(SOL_SOCKET, -1, null, 0)),
        new Call("ioctl(IoctlRequest)", s -> s.ioctl(IoctlRequests.FIONREAD)),
        new Call("ioctl(int, ByteBuffer)", s -> s.ioctl(FIONREAD, ByteBuffer.allocate(4))),
        new Call("ioctl(int, int)", s -> s.ioctl(FIOCLEX, 0)),
        new Call("isAtMark", BsdSocket::isAtMark),
        new Call("isInheritable", BsdSocket::isInheritable),
        new Call("setInheritable", s -> s.setInheritable(false)),
        new Call("duplicate", s -> s.duplicate().close()),
        new Call("fd", BsdSocket::fd));
  }

  /** Every call that a closed socket refuses. */
  static List<Call> all(SocketAddress address) {
    Stream<Call> rest =
        Stream.of(
            new Call("connect", s -> s.connect(address)),
            new Call("finishConnect", BsdSocket::finishConnect),
            new Call("accept", BsdSocket::accept),
            new Call("detach", BsdSocket::detach),
            new Call("configureBlocking", s -> s.configureBlocking(false)));
    return Stream.of(
            receiving(false), sending(ROOM), sendingTo(address, ROOM), immediate(address), rest)
        .flatMap(calls -> calls)
        .toList();
  }

  @Override
  public String toString() {
    return name;
  }
}
