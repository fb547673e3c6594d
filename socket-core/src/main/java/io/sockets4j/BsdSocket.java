package io.sockets4j;

import io.sockets4j.internal.Connection;
import io.sockets4j.internal.Datagrams;
import io.sockets4j.internal.Descriptor;
import io.sockets4j.internal.FileFlags;
import io.sockets4j.internal.Ioctl;
import io.sockets4j.internal.NativeSocket;
import io.sockets4j.internal.Opening;
import io.sockets4j.internal.Transfer;
import io.sockets4j.internal.Vectors;
import io.sockets4j.os.Errno;
import io.sockets4j.os.MessageFlag;
import io.sockets4j.os.MessageFlags;
import io.sockets4j.os.Protocol;
import io.sockets4j.os.SocketConstants;
import io.sockets4j.os.SocketType;
import io.sockets4j.spi.AddressFamily;
import io.sockets4j.spi.IoctlRequest;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.SocketAddress;
import java.net.SocketOption;
import java.nio.ByteBuffer;
import java.nio.channels.AsynchronousCloseException;
import java.nio.channels.ByteChannel;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.FileChannel;
import java.nio.channels.GatheringByteChannel;
import java.nio.channels.IllegalBlockingModeException;
import java.nio.channels.NetworkChannel;
import java.nio.channels.ScatteringByteChannel;
import java.nio.channels.spi.AbstractSelectableChannel;
import java.nio.charset.Charset;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.NullUnmarked;
import org.jspecify.annotations.Nullable;

/**
 * A BSD socket of any address family.
 *
 * <pre>{@code
 * try (var socket = BsdSocket.open(InetFamily.AF_INET, SocketType.STREAM)) {
 *   socket.connect(new InetSocketAddress("localhost", 8080));
 *   socket.sendAll("Hello, world".getBytes(UTF_8));
 *   byte[] reply = socket.receive(1024);
 * }
 * }</pre>
 *
 * <p>A method is close to one system call, which its documentation names. The names and the meaning
 * of errors are those of the manual pages; buffers, closing, interrupts and selectors are those of
 * {@code java.nio}.
 *
 * <h2>Waiting</h2>
 *
 * A new socket is in blocking mode: a call waits until it can be done, or until the {@linkplain
 * #setTimeout timeout} has passed since the call began, which is a {@link
 * java.net.SocketTimeoutException}. In {@linkplain #configureBlocking non-blocking mode} a call
 * that would have to wait returns at once, with 0 or null, and a {@linkplain BsdSelectorProvider
 * selector} tells when to try again. The mode is this object's: O_NONBLOCK, which others may share,
 * is set only on sockets that listen, and for the moment of a connect.
 *
 * <h2>Threads</h2>
 *
 * All methods may be called by any thread at any time. Several threads may send, or receive, at
 * once. Closing is safe while others are inside: they leave with {@link
 * AsynchronousCloseException}, and the number of the descriptor is given back when the last of them
 * has left. Interrupting a thread that waits closes the socket, and the thread leaves with {@link
 * java.nio.channels.ClosedByInterruptException}.
 *
 * <p>A platform thread with no timeout may wait in the system call itself, which then has a direct
 * buffer of more than 8 KiB where it is ({@link #sendAll}, {@link #receive}). If that is memory of
 * a shared {@code java.lang.foreign.Arena}, the arena may not be closed meanwhile: {@link
 * IllegalStateException}.
 *
 * <p>A virtual thread that waits is parked and holds no carrier. It does hold one while a file is
 * read for {@link #sendFile}, and while closing lingers (SO_LINGER).
 *
 * <h2>Errors</h2>
 *
 * A failed system call is an {@link IOException} of {@code java.net} that is also a {@link
 * NativeError}, with the error number. A closed socket throws {@link ClosedChannelException}.
 *
 * @param <A> the class of the family's addresses
 */
public final class BsdSocket<A extends SocketAddress> extends AbstractSelectableChannel
    implements NetworkChannel, ByteChannel, ScatteringByteChannel, GatheringByteChannel {

  private static volatile @Nullable Duration defaultTimeout;

  private final Class<A> addressType;
  private final NativeSocket socket;
  private final Connection connection;
  private final ErrorReport errors;
  private final Options options;
  private final FileCalls files;
  private final MessageCalls messageCalls;
  private final ReadyOps readyOps;
  private volatile @Nullable Duration timeout;
  private final AtomicReference<Ending> ending = new AtomicReference<>(Ending.NONE);

  /** What becomes of the descriptor when the channel is closed. */
  private enum Ending {
    NONE,
    CLOSE,
    DETACH
  }

  BsdSocket(AddressFamily<A> family, SocketType type, Protocol protocol, int fd) {
    super(BsdSelectorProvider.provider());
    addressType = family.addressType();
    socket =
        new NativeSocket(new Descriptor(fd), family, type, protocol, new ChannelInterruption());
    connection = new Connection(socket);
    errors = new ErrorReport(socket, connection);
    options = new Options(socket, errors);
    files = new FileCalls(socket, errors);
    messageCalls = new MessageCalls(socket, errors);
    readyOps = new ReadyOps(socket, connection, errors);
    setTimeout(defaultTimeout);
  }

  // ---------------------------------------------------------------------------- opening

  /**
   * Opens a socket with the family's usual protocol for a type: socket(2).
   *
   * @param <A> the class of the family's addresses
   * @param family the address family
   * @param type the type, such as {@link SocketType#STREAM}
   * @return the socket, close-on-exec
   * @throws IOException if the kernel refuses, or lacks the family
   * @throws UnsupportedOperationException if this platform does not have the family or the type
   */
  public static <A extends SocketAddress> BsdSocket<A> open(
      AddressFamily<A> family, SocketType type) throws IOException {
    return open(family, type, Protocol.DEFAULT);
  }

  /**
   * Opens a socket: socket(2).
   *
   * @param <A> the class of the family's addresses
   * @param family the address family
   * @param type the type
   * @param protocol the protocol
   * @return the socket, close-on-exec
   * @throws IOException if the kernel refuses, or lacks the family
   * @throws UnsupportedOperationException if this platform does not have the family, the type or
   *     the protocol
   */
  public static <A extends SocketAddress> BsdSocket<A> open(
      AddressFamily<A> family, SocketType type, Protocol protocol) throws IOException {
    return SocketFactory.open(family, type, protocol);
  }

  /**
   * Opens a socket by the numbers of the C headers: socket(2). Of a family that is not installed,
   * the addresses are {@link io.sockets4j.spi.UnknownSocketAddress}es.
   *
   * @param domain the number of the address family
   * @param type the number of the type. SOCK_CLOEXEC may be among it, which holds anyway, and
   *     SOCK_NONBLOCK, which is the {@linkplain #configureBlocking non-blocking mode}.
   * @param protocol the number of the protocol
   * @return the socket, close-on-exec
   * @throws IOException if the kernel refuses, or lacks the family
   */
  public static BsdSocket<?> open(int domain, int type, int protocol) throws IOException {
    return SocketFactory.open(domain, type, protocol);
  }

  /**
   * Opens two sockets that are connected to each other: socketpair(2).
   *
   * @param <A> the class of the family's addresses
   * @param family the address family; few but AF_UNIX can do it
   * @param type the type
   * @return the sockets, close-on-exec
   * @throws IOException if the kernel refuses
   * @throws UnsupportedOperationException if this platform does not have the family or the type
   */
  public static <A extends SocketAddress> SocketPair<A> pair(
      AddressFamily<A> family, SocketType type) throws IOException {
    return pair(family, type, Protocol.DEFAULT);
  }

  /**
   * Opens two sockets that are connected to each other: socketpair(2).
   *
   * @param <A> the class of the family's addresses
   * @param family the address family; few but AF_UNIX can do it
   * @param type the type
   * @param protocol the protocol
   * @return the sockets, close-on-exec
   * @throws IOException if the kernel refuses
   * @throws UnsupportedOperationException if this platform does not have the family, the type or
   *     the protocol
   */
  public static <A extends SocketAddress> SocketPair<A> pair(
      AddressFamily<A> family, SocketType type, Protocol protocol) throws IOException {
    return SocketFactory.pair(family, type, protocol);
  }

  /**
   * Takes over the descriptor of a socket that was opened elsewhere. What it is, is read from the
   * kernel. From now on it belongs to the returned object, which closes it; on an exception it is
   * left as it was. Its mode (O_NONBLOCK, close-on-exec) is left as it is.
   *
   * @param fd the number of the descriptor
   * @return the socket
   * @throws IOException if the number is not open (EBADF) or is no socket (ENOTSOCK)
   * @throws IllegalArgumentException if the number is negative
   */
  public static BsdSocket<?> adopt(int fd) throws IOException {
    return SocketFactory.adopt(fd);
  }

  /**
   * Takes over the descriptor of a socket of a known family, as {@link #adopt(int)} does.
   *
   * @param <A> the class of the family's addresses
   * @param family the address family that it must have
   * @param fd the number of the descriptor
   * @return the socket
   * @throws IOException if the number is not open (EBADF) or is no socket (ENOTSOCK)
   * @throws IllegalArgumentException if the number is negative, or the socket is of another family
   */
  public static <A extends SocketAddress> BsdSocket<A> adopt(AddressFamily<A> family, int fd)
      throws IOException {
    return SocketFactory.adopt(family, fd);
  }

  /**
   * Another socket object for the same open socket: fcntl(2) with F_DUPFD_CLOEXEC. Each is closed
   * for itself; the connection ends when the last is. The timeout is copied, the blocking mode is
   * not.
   *
   * @return the other
   * @throws IOException if there are no descriptors left, say
   */
  public BsdSocket<A> duplicate() throws IOException {
    socket.enter();
    int fd;
    try {
      fd = (int) errors.check("fcntl", "", FileFlags.duplicate(socket.descriptor().fd()));
    } finally {
      socket.leave();
    }
    BsdSocket<A> copy = SocketFactory.own(family(), type(), protocol(), fd);
    copy.socket.shareModeOf(socket);
    copy.setTimeout(timeout);
    if (connection.isListening()) {
      copy.connection.assumeListening();
    }
    return copy;
  }

  /**
   * Gives the descriptor away: this object is closed, the socket stays open, and its number is the
   * caller's. Threads that are inside a call leave it as if the socket were closed. O_NONBLOCK
   * stays set if the socket listens.
   *
   * @return the number of the descriptor
   * @throws IOException if this is closed
   */
  public int detach() throws IOException {
    if (!ending.compareAndSet(Ending.NONE, Ending.DETACH)) {
      throw new ClosedChannelException();
    }
    close();
    socket.descriptor().awaitUnused();
    return socket.descriptor().fd();
  }

  // ------------------------------------------------------------------------- connecting

  /**
   * Gives the socket a local address: bind(2).
   *
   * @param local the address; null for one that the kernel chooses
   * @return this
   * @throws io.sockets4j.spi.UnsuitableAddressException if the address is of another family
   * @throws java.net.BindException if the kernel refuses
   * @throws UnsupportedOperationException if the address is null and the kernel chooses none in
   *     this family
   * @throws java.nio.channels.UnresolvedAddressException if the address is a name
   */
  @Override
  public BsdSocket<A> bind(@Nullable SocketAddress local) throws IOException {
    SocketAddress address = local != null ? local : anyAddress();
    errors.check("bind", address, connection.bind(address));
    return this;
  }

  private SocketAddress anyAddress() {
    return family()
        .anyAddress(type(), protocol())
        .orElseThrow(
            () ->
                new UnsupportedOperationException(
                    "the kernel chooses no address for %s %s".formatted(family(), type())));
  }

  /**
   * Connects to a peer: connect(2). A socket of datagrams gets a default destination, and receives
   * from there alone.
   *
   * <p>If the timeout passes, or in non-blocking mode, the kernel goes on trying: {@link
   * #finishConnect} waits for it again, closing the socket ends it.
   *
   * @param remote the address of the peer
   * @return true if connected; false in non-blocking mode if the connection is being made, see
   *     {@link #finishConnect}
   * @throws io.sockets4j.spi.UnsuitableAddressException if the address is of another family
   * @throws java.net.ConnectException if the peer or the kernel refuses
   * @throws java.net.SocketTimeoutException if the timeout passed
   * @throws java.nio.channels.ConnectionPendingException if one is being made
   * @throws java.nio.channels.UnresolvedAddressException if the address is a name
   */
  public boolean connect(SocketAddress remote) throws IOException {
    Objects.requireNonNull(remote, "remote");
    return errors.checkAvailable("connect", remote, connection.connect(remote)) == 0;
  }

  /**
   * Completes what {@link #connect} has begun.
   *
   * @return true if connected; false in non-blocking mode if the connection is still being made
   * @throws java.net.ConnectException if the peer or the kernel refuses
   * @throws java.net.SocketTimeoutException if the timeout passed
   * @throws java.nio.channels.NoConnectionPendingException if none is being made
   */
  public boolean finishConnect() throws IOException {
    return errors.checkAvailable("connect", "", connection.finishConnect()) == 0;
  }

  /**
   * Accepts connections from now on: listen(2) with SOMAXCONN (4096 on Linux, where
   * net.core.somaxconn may lower it).
   *
   * @return this
   * @throws IOException if the kernel refuses
   */
  public BsdSocket<A> listen() throws IOException {
    return listen(SocketConstants.SOMAXCONN.value());
  }

  /**
   * Accepts connections from now on: listen(2).
   *
   * @param backlog how many connections may wait to be accepted; the kernel takes it as a hint and
   *     has a limit of its own
   * @return this
   * @throws IOException if the kernel refuses
   * @throws IllegalArgumentException if the backlog is negative
   */
  public BsdSocket<A> listen(int backlog) throws IOException {
    if (backlog < 0) {
      throw new IllegalArgumentException("negative backlog: " + backlog);
    }
    errors.check("listen", backlog, connection.listen(backlog));
    return this;
  }

  /**
   * Accepts a connection: accept4(2).
   *
   * @return the connection: a socket in blocking mode with the default timeout, close-on-exec; null
   *     in non-blocking mode if no connection waits
   * @throws java.net.SocketTimeoutException if the timeout passed
   * @throws IOException if this does not listen, or there are no descriptors left, say
   */
  @NullUnmarked
  public BsdSocket<A> accept() throws IOException {
    Connection.Accepted accepted = new Connection.Accepted();
    long result = connection.accept(accepted);
    if (result == NativeSocket.UNAVAILABLE) {
      return null;
    }
    errors.check("accept", "", result);
    return SocketFactory.own(family(), type(), protocol(), Opening.quiet(accepted.fd()));
  }

  /**
   * Ends a connection in one direction or both: shutdown(2). It ends for every descriptor of the
   * socket, whichever process has it.
   *
   * @param direction which
   * @throws IOException if the socket is not connected (ENOTCONN), say
   */
  public void shutdown(Shutdown direction) throws IOException {
    errors.check("shutdown", direction, connection.shutdown(direction.value()));
  }

  /**
   * The address of this socket: getsockname(2). Unlike the JDK's channels, a socket that is not
   * bound tells what the kernel says, such as a wildcard with port 0.
   *
   * @return the address; null if the family has none for this kind of socket
   * @throws io.sockets4j.spi.UndecodableAddressException if the address is none of this family
   * @throws IOException if the kernel refuses
   */
  @Override
  @NullUnmarked
  public A getLocalAddress() throws IOException {
    return name("getsockname", connection.localName());
  }

  /**
   * The address of the peer: getpeername(2).
   *
   * @return the address; null if the family has none for this kind of socket
   * @throws io.sockets4j.spi.UndecodableAddressException if the address is none of this family
   * @throws IOException if the socket is not connected (ENOTCONN), say
   */
  @NullUnmarked
  public A getRemoteAddress() throws IOException {
    return name("getpeername", connection.remoteName());
  }

  private @Nullable A name(String call, Connection.Name name) throws IOException {
    errors.check(call, "", name.result());
    SocketAddress address = name.address();
    return address == null ? null : addressType.cast(address);
  }

  // ---------------------------------------------------------------------------- sending

  /**
   * Sends to the peer: send(2). A message is sent whole; of a stream, this may send a part, as much
   * as fits at once.
   *
   * @param source what to send; its position moves on by as much as was sent
   * @return how many bytes were sent; 0 in non-blocking mode if there is no room
   * @throws java.net.SocketTimeoutException if the timeout passed before anything was sent
   * @throws IOException if the kernel refuses
   */
  public int send(ByteBuffer source) throws IOException {
    return send(source, MessageFlags.NONE);
  }

  /**
   * Sends to the peer, with flags, as {@link #send(ByteBuffer)} does.
   *
   * @param source what to send; its position moves on by as much as was sent
   * @param flags such as {@link MessageFlag#MORE}
   * @return how many bytes were sent; 0 in non-blocking mode, or with MSG_DONTWAIT, if there is no
   *     room
   * @throws java.net.SocketTimeoutException if the timeout passed before anything was sent
   * @throws IOException if the kernel refuses
   */
  public int send(ByteBuffer source, MessageFlags flags) throws IOException {
    requireKept(source, flags);
    int length = source.remaining();
    return sent("send", length, Transfer.send(socket, source, flags.bits()));
  }

  /**
   * Sends to the peer, as {@link #send(ByteBuffer)} does.
   *
   * @param data what to send
   * @return how many bytes were sent; 0 in non-blocking mode if there is no room
   * @throws java.net.SocketTimeoutException if the timeout passed before anything was sent
   * @throws IOException if the kernel refuses
   */
  public int send(byte[] data) throws IOException {
    return send(ByteBuffer.wrap(data));
  }

  /**
   * Sends everything to the peer, with as many send(2) as it takes, all within one timeout. What
   * other threads send by this method or by {@code write} comes before it or after it, never amid;
   * that holds for this object, not for {@linkplain #duplicate duplicates} of it.
   *
   * @param source what to send; its position moves on by as much as was sent, on failure too
   * @throws java.net.SocketTimeoutException if the timeout passed; its {@code bytesTransferred}
   *     tells how much was sent
   * @throws IOException if the kernel refuses; the message tells how much was sent
   * @throws IllegalBlockingModeException in non-blocking mode
   */
  public void sendAll(ByteBuffer source) throws IOException {
    sendAll(source, MessageFlags.NONE);
  }

  /**
   * Sends everything to the peer, with flags, as {@link #sendAll(ByteBuffer)} does.
   *
   * @param source what to send; its position moves on by as much as was sent, on failure too
   * @param flags such as {@link MessageFlag#MORE}, but not MSG_DONTWAIT
   * @throws java.net.SocketTimeoutException if the timeout passed; its {@code bytesTransferred}
   *     tells how much was sent
   * @throws IOException if the kernel refuses; the message tells how much was sent
   * @throws IllegalBlockingModeException in non-blocking mode
   */
  public void sendAll(ByteBuffer source, MessageFlags flags) throws IOException {
    requireAll(flags);
    requireKept(source, flags);
    int from = source.position();
    int length = source.remaining();
    long result = Transfer.sendAll(socket, source, flags.bits());
    if (result < 0) {
      throw errors.ofTransfer("send", length, source.position() - from, result);
    }
  }

  /**
   * Sends everything to the peer, as {@link #sendAll(ByteBuffer)} does.
   *
   * @param data what to send
   * @throws java.net.SocketTimeoutException if the timeout passed; its {@code bytesTransferred}
   *     tells how much was sent
   * @throws IOException if the kernel refuses; the message tells how much was sent
   * @throws IllegalBlockingModeException in non-blocking mode
   */
  public void sendAll(byte[] data) throws IOException {
    sendAll(ByteBuffer.wrap(data));
  }

  /**
   * Sends a message to an address: sendto(2).
   *
   * @param source what to send; its position moves on by as much as was sent
   * @param target where to
   * @return how many bytes were sent; 0 in non-blocking mode if there is no room
   * @throws io.sockets4j.spi.UnsuitableAddressException if the address is of another family
   * @throws java.net.SocketTimeoutException if the timeout passed
   * @throws IOException if the kernel refuses
   */
  public int sendTo(ByteBuffer source, SocketAddress target) throws IOException {
    return sendTo(source, target, MessageFlags.NONE);
  }

  /**
   * Sends a message to an address, with flags: sendto(2).
   *
   * @param source what to send; its position moves on by as much as was sent
   * @param target where to
   * @param flags such as {@link MessageFlag#CONFIRM}
   * @return how many bytes were sent; 0 in non-blocking mode, or with MSG_DONTWAIT, if there is no
   *     room
   * @throws io.sockets4j.spi.UnsuitableAddressException if the address is of another family
   * @throws java.net.SocketTimeoutException if the timeout passed
   * @throws IOException if the kernel refuses
   */
  public int sendTo(ByteBuffer source, SocketAddress target, MessageFlags flags)
      throws IOException {
    Objects.requireNonNull(target, "target");
    requireKept(source, flags);
    int length = source.remaining();
    long result = Datagrams.sendTo(socket, source, target, flags.bits());
    if (result < 0 && result != NativeSocket.UNAVAILABLE) {
      throw errors.of("sendto", length + " bytes to " + target, result);
    }
    return (int) Math.max(result, 0);
  }

  /**
   * Sends a message to an address: sendto(2).
   *
   * @param data what to send
   * @param target where to
   * @return how many bytes were sent; 0 in non-blocking mode if there is no room
   * @throws io.sockets4j.spi.UnsuitableAddressException if the address is of another family
   * @throws java.net.SocketTimeoutException if the timeout passed
   * @throws IOException if the kernel refuses
   */
  public int sendTo(byte[] data, SocketAddress target) throws IOException {
    return sendTo(ByteBuffer.wrap(data), target);
  }

  // -------------------------------------------------------------------------- receiving

  /**
   * Receives from the peer: recv(2). Of a message, what does not fit into the buffer is lost.
   *
   * @param target where to; its position moves on by as much as was received
   * @return how many bytes were received; -1 at the end of a stream; 0 for an empty message, and in
   *     non-blocking mode if there is nothing ({@link #receiveFrom} tells these apart)
   * @throws java.net.SocketTimeoutException if the timeout passed
   * @throws IOException if the kernel refuses
   * @throws IllegalArgumentException if the buffer is read-only
   */
  public int receive(ByteBuffer target) throws IOException {
    return receive(target, MessageFlags.NONE);
  }

  /**
   * Receives from the peer, with flags, as {@link #receive(ByteBuffer)} does.
   *
   * @param target where to; its position moves on by as much as was received
   * @param flags such as {@link MessageFlag#PEEK}. With MSG_WAITALL on a stream, this waits until
   *     the buffer is full or the end has come; what came before a timeout is returned. With
   *     MSG_TRUNC the length of the message is returned, even if more than fits.
   * @return how many bytes were received; -1 at the end of a stream; 0 for an empty message, and in
   *     non-blocking mode, or with MSG_DONTWAIT, if there is nothing
   * @throws java.net.SocketTimeoutException if the timeout passed
   * @throws IOException if the kernel refuses
   * @throws IllegalArgumentException if the buffer is read-only
   */
  public int receive(ByteBuffer target, MessageFlags flags) throws IOException {
    requireWritable(target);
    int length = target.remaining();
    return received("recv", length, Transfer.receive(socket, target, flags.bits()));
  }

  /**
   * Receives from the peer: recv(2).
   *
   * @param maxLength the most bytes to receive, 0 or more; of a longer message, the rest is lost
   * @return what was received; empty at the end of a stream, and for an empty message
   * @throws java.net.SocketTimeoutException if the timeout passed
   * @throws IOException if the kernel refuses
   * @throws IllegalArgumentException if the length is negative
   * @throws IllegalBlockingModeException in non-blocking mode
   */
  public byte[] receive(int maxLength) throws IOException {
    requireBlocking();
    if (maxLength < 0) {
      throw new IllegalArgumentException("negative length: " + maxLength);
    }
    byte[] data = new byte[maxLength];
    long result = Transfer.receive(socket, ByteBuffer.wrap(data), 0);
    if (result == NativeSocket.UNAVAILABLE) {
      throw new IllegalBlockingModeException(); // just now: no bytes would look like the end
    }
    int length = received("recv", maxLength, result);
    return length == maxLength ? data : Arrays.copyOf(data, Math.max(length, 0));
  }

  /**
   * Receives a message and who sent it: recvfrom(2) or recvmsg(2). What does not fit into the
   * buffer is lost, which {@link Received#truncated} tells.
   *
   * @param target where to; its position moves on by as much as was received
   * @return what is known of the message; null in non-blocking mode if there is none
   * @throws java.net.SocketTimeoutException if the timeout passed
   * @throws io.sockets4j.spi.UndecodableAddressException if the sender's address is none of this
   *     family; the message has been received
   * @throws IOException if the kernel refuses
   * @throws IllegalArgumentException if the buffer is read-only
   */
  @NullUnmarked
  public Received<A> receiveFrom(ByteBuffer target) throws IOException {
    return receiveFrom(target, MessageFlags.NONE);
  }

  /**
   * Receives a message and who sent it, with flags, as {@link #receiveFrom(ByteBuffer)} does.
   *
   * @param target where to; its position moves on by as much as was received
   * @param flags such as {@link MessageFlag#PEEK}
   * @return what is known of the message; null in non-blocking mode, or with MSG_DONTWAIT, if there
   *     is none
   * @throws java.net.SocketTimeoutException if the timeout passed
   * @throws io.sockets4j.spi.UndecodableAddressException if the sender's address is none of this
   *     family; the message has been received
   * @throws IOException if the kernel refuses
   * @throws IllegalArgumentException if the buffer is read-only
   */
  @NullUnmarked
  public Received<A> receiveFrom(ByteBuffer target, MessageFlags flags) throws IOException {
    requireWritable(target);
    int length = target.remaining();
    Datagrams.Incoming message = new Datagrams.Incoming(target);
    long result = Datagrams.receive(socket, message, flags.bits());
    if (result == NativeSocket.UNAVAILABLE) {
      return null;
    }
    int received = received("recvmsg", length, result);
    SocketAddress address = message.address();
    return new Received<>(
        received,
        address == null ? null : addressType.cast(address),
        MessageFlags.of(message.flags()));
  }

  // ------------------------------------------------------------------------------ files

  /**
   * Sends a file, as {@link #sendFile(Path, long, long)} does: all of it.
   *
   * @param file the file
   * @return how many bytes were sent
   * @throws java.net.SocketTimeoutException if the timeout passed
   * @throws IOException if the file cannot be read, or the kernel refuses
   */
  public long sendFile(Path file) throws IOException {
    return sendFile(file, 0, Long.MAX_VALUE);
  }

  /**
   * Sends a part of a file, all within one timeout: sendfile(2), which does not copy it into this
   * process. Where the family or the file cannot do that, it is read and sent. Other threads'
   * {@link #sendAll} come before it or after it, never amid.
   *
   * <p>The call takes no flag that keeps it from waiting: O_NONBLOCK, which others may share, is
   * set for moments of it, unless a platform thread with no timeout can wait in the call.
   *
   * @param file the file: one that can be read at any place, also a device, or one of /proc whose
   *     length is 0, but no pipe
   * @param offset where to begin, 0 or more
   * @param count the most bytes to send, 0 or more; Long.MAX_VALUE for all up to the end
   * @return how many bytes were sent: fewer than asked for if the file has ended, or was cut
   *     meanwhile
   * @throws java.nio.file.FileSystemException if the file cannot be opened or read; with what was
   *     sent before, as of those below, in {@link NativeError#bytesTransferred}
   * @throws java.net.SocketTimeoutException if the timeout passed
   * @throws IOException if the kernel refuses
   * @throws IllegalBlockingModeException in non-blocking mode
   * @throws IllegalArgumentException if the offset or the count is negative
   * @throws UnsupportedOperationException if this carries messages
   */
  public long sendFile(Path file, long offset, long count) throws IOException {
    requireStream();
    return files.send(file, offset, count);
  }

  /**
   * Sends a part of a file, as {@link #sendFile(Path, long, long)} does.
   *
   * @param file the file, whose own position neither counts nor changes
   * @param offset where to begin, 0 or more
   * @param count the most bytes to send, 0 or more; Long.MAX_VALUE for all up to the end
   * @return how many bytes were sent
   * @throws java.net.SocketTimeoutException if the timeout passed
   * @throws IOException if the file cannot be read, or the kernel refuses
   */
  public long sendFile(OwnedDescriptor file, long offset, long count) throws IOException {
    requireStream();
    return files.send(file, offset, count);
  }

  /**
   * Sends a part of a file, as {@link #sendFile(Path, long, long)} does, but by reading it: the
   * descriptor of such a channel is out of reach.
   *
   * @param file the file, whose own position neither counts nor changes
   * @param offset where to begin, 0 or more
   * @param count the most bytes to send, 0 or more; Long.MAX_VALUE for all up to the end
   * @return how many bytes were sent
   * @throws java.net.SocketTimeoutException if the timeout passed
   * @throws IOException if the file cannot be read, or the kernel refuses
   */
  public long sendFile(FileChannel file, long offset, long count) throws IOException {
    requireStream();
    return files.send(file, offset, count);
  }

  // --------------------------------------------------------------------------- messages

  /**
   * Sends a message with all that belongs to it, as {@link #sendMessage(Message, MessageFlags)}
   * does.
   *
   * @param message what to send
   * @return how many bytes were sent; 0 in non-blocking mode if there is no room
   * @throws IOException if the kernel refuses
   */
  public int sendMessage(Message message) throws IOException {
    return sendMessage(message, MessageFlags.NONE);
  }

  /**
   * Sends a message with all that belongs to it: sendmsg(2). A message is sent whole; of a stream,
   * this may send a part, as much as fits at once: then control messages and descriptors have gone
   * with the first byte, and the rest is to be sent without them ({@link #sendAll(Message,
   * MessageFlags)} does).
   *
   * @param message what to send, where to, and what with; the positions of its buffers move on by
   *     as much as was sent
   * @param flags such as {@link MessageFlag#MORE}
   * @return how many bytes were sent; 0 in non-blocking mode, or with MSG_DONTWAIT, if there is no
   *     room
   * @throws io.sockets4j.spi.UnsuitableAddressException if the address is of another family
   * @throws java.net.SocketTimeoutException if the timeout passed before anything was sent
   * @throws IOException if the kernel refuses: EINVAL for a control message that it does not take
   *     from senders, ENOBUFS for too many, ETOOMANYREFS for too many descriptors on their way
   * @throws IllegalArgumentException if there are control messages but no bytes to send with them
   *     on a stream, where they would be lost; or more than 1024 buffers for what is no stream
   */
  public int sendMessage(Message message, MessageFlags flags) throws IOException {
    return messageCalls.send(message, flags);
  }

  /**
   * Sends all of a message, as {@link #sendAll(ByteBuffer, MessageFlags)} does: with as many
   * sendmsg(2) as it takes, of which the first carries the control messages, the descriptors and
   * the address.
   *
   * @param message what to send; the positions of its buffers move on by as much as was sent, on
   *     failure too, and its {@linkplain Message#length length} is that
   * @param flags such as {@link MessageFlag#MORE}, but not MSG_DONTWAIT
   * @throws java.net.SocketTimeoutException if the timeout passed; its {@code bytesTransferred}
   *     tells how much was sent
   * @throws IOException if the kernel refuses; the message tells how much was sent
   * @throws IllegalArgumentException as {@link #sendMessage(Message, MessageFlags)}
   * @throws IllegalBlockingModeException in non-blocking mode
   */
  public void sendAll(Message message, MessageFlags flags) throws IOException {
    requireAll(flags);
    messageCalls.sendAll(message, flags);
  }

  /**
   * Sends several messages with as few calls as it takes: sendmmsg(2). In blocking mode this waits
   * until all of them have been sent, or the timeout has passed since the call began.
   *
   * @param messages what to send
   * @param offset the first of them
   * @param count how many of them
   * @param flags such as {@link MessageFlag#MORE}
   * @return how many were sent, the first ones. Fewer than all if one failed, if the timeout
   *     passed, if there was no more room in non-blocking mode or with MSG_DONTWAIT, or if one was
   *     sent in part, which is the last then. Why, the next call with the rest tells.
   * @throws java.net.SocketTimeoutException if the timeout passed before even one was sent
   * @throws IOException if the kernel refuses the first
   * @throws IllegalArgumentException as {@link #sendMessage(Message, MessageFlags)}, of any of them
   * @throws IllegalStateException if a message is in use, or there twice
   */
  public int sendMessages(Message[] messages, int offset, int count, MessageFlags flags)
      throws IOException {
    return messageCalls.sendMany(messages, offset, count, flags);
  }

  /**
   * Receives a message with all that belongs to it, as {@link #receiveMessage(Message,
   * MessageFlags)} does.
   *
   * @param message takes what comes
   * @return how many bytes were received; -1 at the end of a stream
   * @throws IOException if the kernel refuses
   */
  public int receiveMessage(Message message) throws IOException {
    return receiveMessage(message, MessageFlags.NONE);
  }

  /**
   * Receives a message with all that belongs to it: recvmsg(2). What does not fit into its buffers,
   * or into the room that it has for control messages and descriptors, is lost, which its flags
   * tell; a descriptor is never left open unseen.
   *
   * <p>With MSG_WAITALL on a stream, this waits until the buffers are full, the end has come, or
   * control messages or descriptors have: these belong to the bytes before them.
   *
   * <p>With MSG_ERRQUEUE, recvmsg(2) itself never waits. This does as all else does: in blocking
   * mode it waits until the error queue has something, which poll(2) reports as POLLERR. A
   * connection that is broken (POLLHUP) looks alike to poll(2), and is asked again every 10 ms.
   *
   * @param message takes what comes, in place of what it held; the positions of its buffers move on
   * @param flags such as {@link MessageFlag#PEEK} or {@link MessageFlag#ERRQUEUE}. With MSG_TRUNC
   *     the length of the message is returned, even if more than fits. Peeked descriptors are
   *     descriptors of their own.
   * @return how many bytes were received; -1 at the end of a stream; 0 for an empty message, and in
   *     non-blocking mode, or with MSG_DONTWAIT, if there is nothing ({@link Message#arrived} tells
   *     these apart)
   * @throws java.net.SocketTimeoutException if the timeout passed
   * @throws IOException if the kernel refuses
   * @throws IllegalArgumentException if a buffer is read-only, or if a message would need more than
   *     1024 of them
   */
  public int receiveMessage(Message message, MessageFlags flags) throws IOException {
    return messageCalls.receive(message, flags);
  }

  /**
   * Receives several messages with one call: recvmmsg(2). In blocking mode this waits for the first
   * message only, as with MSG_WAITFORONE, and then takes those that are there; the timeout is this
   * socket's.
   *
   * @param messages take what comes, as {@link #receiveMessage(Message, MessageFlags)} describes
   * @param offset the first of them
   * @param count how many of them
   * @param flags such as {@link MessageFlag#PEEK}, but on a stream not {@link MessageFlag#WAITALL}
   * @return how many came, into the first ones; -1 at the end of data; 0 in non-blocking mode, or
   *     with MSG_DONTWAIT, if there is nothing. There may be more, since what goes to heap buffers
   *     goes through memory for 80 KiB in all; direct buffers have no such limit.
   * @throws java.net.SocketTimeoutException if the timeout passed
   * @throws IOException if the kernel refuses
   * @throws IllegalArgumentException as {@link #receiveMessage(Message, MessageFlags)}
   * @throws IllegalStateException if a message is in use, or there twice
   */
  public int receiveMessages(Message[] messages, int offset, int count, MessageFlags flags)
      throws IOException {
    return messageCalls.receiveMany(messages, offset, count, flags);
  }

  // ------------------------------------------------------------------- as java.nio has it

  /**
   * Receives from the peer, as {@link #receive(ByteBuffer)} does.
   *
   * @param target where to
   * @return how many bytes were received, possibly 0; -1 at the end of a stream
   * @throws IOException as {@link #receive(ByteBuffer)}
   */
  @Override
  public int read(ByteBuffer target) throws IOException {
    return receive(target);
  }

  /**
   * Receives from the peer into several buffers: recvmsg(2).
   *
   * @param targets where to, one after the other
   * @return how many bytes were received, possibly 0; -1 at the end of a stream
   * @throws IOException as {@link #receive(ByteBuffer)}
   */
  @Override
  public long read(ByteBuffer[] targets) throws IOException {
    return read(targets, 0, targets.length);
  }

  /**
   * Receives from the peer into several buffers: recvmsg(2). A stream uses the first 1024 at the
   * most.
   *
   * @param targets where to, one after the other
   * @param offset the first of them
   * @param length how many of them
   * @return how many bytes were received, possibly 0; -1 at the end of a stream
   * @throws IOException as {@link #receive(ByteBuffer)}
   * @throws IllegalArgumentException if a buffer is read-only, or if a message would need more than
   *     1024
   */
  @Override
  public long read(ByteBuffer[] targets, int offset, int length) throws IOException {
    Objects.checkFromIndexSize(offset, length, targets.length);
    for (int i = offset; i < offset + length; i++) {
      requireWritable(targets[i]);
    }
    long result = Vectors.receive(socket, targets, offset, length, 0);
    if (result == NativeSocket.END) {
      return -1;
    }
    return result == NativeSocket.UNAVAILABLE ? 0 : errors.check("recvmsg", "", result);
  }

  /**
   * Sends to the peer: everything in blocking mode, as {@link #sendAll(ByteBuffer)} does; in
   * non-blocking mode what fits, as {@link #send(ByteBuffer)} does.
   *
   * @param source what to send
   * @return how many bytes were sent
   * @throws IOException as {@link #sendAll(ByteBuffer)}
   */
  @Override
  public int write(ByteBuffer source) throws IOException {
    if (!isBlocking()) {
      return send(source);
    }
    int length = source.remaining();
    sendAll(source);
    return length;
  }

  /**
   * Sends to the peer from several buffers, as {@link #write(ByteBuffer)} does: sendmsg(2).
   *
   * @param sources what to send, one after the other
   * @return how many bytes were sent
   * @throws IOException as {@link #sendAll(ByteBuffer)}
   */
  @Override
  public long write(ByteBuffer[] sources) throws IOException {
    return write(sources, 0, sources.length);
  }

  /**
   * Sends to the peer from several buffers, as {@link #write(ByteBuffer)} does: sendmsg(2).
   *
   * @param sources what to send, one after the other
   * @param offset the first of them
   * @param length how many of them
   * @return how many bytes were sent
   * @throws IOException as {@link #sendAll(ByteBuffer)}
   * @throws IllegalArgumentException if a message would be sent from more than 1024 buffers
   */
  @Override
  public long write(ByteBuffer[] sources, int offset, int length) throws IOException {
    Objects.checkFromIndexSize(offset, length, sources.length);
    if (length == 0) {
      return socket.nothing();
    }
    long before = remaining(sources, offset, length);
    long result =
        isBlocking()
            ? Transfer.sendAll(socket, sources, offset, length)
            : Vectors.send(socket, sources, offset, length, 0);
    long sent = before - remaining(sources, offset, length);
    if (result < 0 && result != NativeSocket.UNAVAILABLE) {
      throw errors.ofTransfer("sendmsg", before, sent, result);
    }
    return sent;
  }

  private static long remaining(ByteBuffer[] buffers, int offset, int length) {
    long sum = 0;
    for (int i = offset; i < offset + length; i++) {
      sum += buffers[i].remaining();
    }
    return sum;
  }

  // ---------------------------------------------------------------------------- streams

  /**
   * What is received, as a stream of bytes, without a buffer of its own. Each call gives a new one;
   * what one has read, another does not see.
   *
   * <p>Closing it closes the socket, as java.net.Socket and java.nio.channels.Channels have it:
   * unlike Python's {@code makefile}, whose socket stays open until all is closed. To end one
   * direction alone, {@link #shutdown}.
   *
   * <p>Each read may last as long as the timeout says, and loses nothing then: also {@code
   * readAllBytes} can be called again. One thread may read while another writes. In non-blocking
   * mode all fail with {@link IllegalBlockingModeException}. {@code available} is 0 where the
   * family does not tell.
   *
   * @return the stream
   * @throws UnsupportedOperationException if this carries messages, whose boundaries a stream would
   *     lose
   */
  public InputStream inputStream() {
    requireStream();
    return new SocketInputStream(this);
  }

  /**
   * What is sent, as a stream of bytes, without a buffer: each write is one {@link #sendAll}, and
   * fails as that does. Closing it closes the socket, as with {@link #inputStream}.
   *
   * @return the stream
   * @throws UnsupportedOperationException if this carries messages, whose boundaries a stream would
   *     lose
   */
  public OutputStream outputStream() {
    requireStream();
    return new SocketOutputStream(this);
  }

  /**
   * What is received, as text with {@linkplain Newline#UNIVERSAL universal newlines}.
   *
   * @param charset how text is encoded
   * @return the reader, which is buffered; closing it closes the socket
   * @throws UnsupportedOperationException if this carries messages
   */
  public SocketReader reader(Charset charset) {
    return reader(charset, Newline.UNIVERSAL);
  }

  /**
   * What is received, as text.
   *
   * @param charset how text is encoded
   * @param newline where lines end
   * @return the reader, which is buffered; closing it closes the socket
   * @throws UnsupportedOperationException if this carries messages
   */
  public SocketReader reader(Charset charset, Newline newline) {
    requireStream();
    return new SocketReader(this, charset, newline);
  }

  /**
   * What is sent, as text, with {@code \n} as it is.
   *
   * @param charset how text is encoded
   * @return the writer, which is buffered: see {@link SocketWriter#flush}. Closing it closes the
   *     socket.
   * @throws UnsupportedOperationException if this carries messages, or nothing can be written in
   *     the charset
   */
  public SocketWriter writer(Charset charset) {
    return writer(charset, Newline.KEEP);
  }

  /**
   * What is sent, as text.
   *
   * @param charset how text is encoded
   * @param newline what {@code \n} becomes
   * @return the writer, which is buffered: see {@link SocketWriter#flush}. Closing it closes the
   *     socket.
   * @throws UnsupportedOperationException if this carries messages, or nothing can be written in
   *     the charset
   */
  public SocketWriter writer(Charset charset, Newline newline) {
    requireStream();
    return new SocketWriter(this, charset, newline);
  }

  /** Refuses what only bytes without boundaries make sense for. */
  void requireStream() {
    if (!type().equals(SocketType.STREAM)) {
      throw new UnsupportedOperationException(
          "%s %s carries messages, not a stream of bytes: use send and receive"
              .formatted(family(), type()));
    }
  }

  // ---------------------------------------------------------------------------- waiting

  /**
   * How long calls may wait from now on, each as a whole.
   *
   * @param timeout more than zero; null to wait for ever. To not wait at all, {@link
   *     #configureBlocking configureBlocking(false)}.
   * @return this
   * @throws IllegalArgumentException if the timeout is zero or negative
   */
  public BsdSocket<A> setTimeout(@Nullable Duration timeout) {
    socket.setTimeout(Timeouts.nanos(timeout));
    this.timeout = timeout;
    return this;
  }

  /**
   * How long calls may wait.
   *
   * @return the timeout, if there is one
   */
  public Optional<Duration> getTimeout() {
    return Optional.ofNullable(timeout);
  }

  /**
   * The timeout of sockets that are opened, adopted or accepted from now on.
   *
   * @param timeout more than zero; null to wait for ever
   * @throws IllegalArgumentException if the timeout is zero or negative
   */
  public static void setDefaultTimeout(@Nullable Duration timeout) {
    long unused = Timeouts.nanos(timeout);
    defaultTimeout = timeout;
  }

  /**
   * The timeout of new sockets.
   *
   * @return the timeout, if there is one
   */
  public static Optional<Duration> getDefaultTimeout() {
    return Optional.ofNullable(defaultTimeout);
  }

  /**
   * Waits until something can be done without waiting: poll(2). It moves nothing, so that another
   * thread may be faster.
   *
   * @param ops one or more of OP_READ, OP_WRITE, OP_CONNECT and OP_ACCEPT of {@link
   *     java.nio.channels.SelectionKey}, with the meaning that a selector gives them: a socket that
   *     listens is acceptable rather than readable, one that is being connected is connectable
   *     rather than writable
   * @return those of them that can be done: all, where there is an error to be told of or the peer
   *     has hung up. In non-blocking mode it returns at once, with 0 if nothing can be done.
   * @throws java.net.SocketTimeoutException if the timeout passed
   * @throws IllegalArgumentException if there are none, or others
   */
  public int poll(int ops) throws IOException {
    return readyOps.poll(ops);
  }

  /**
   * As {@link #poll(int)}, but for a time of its own, in blocking and in non-blocking mode.
   *
   * @param ops one or more of the four operations
   * @param timeout how long to wait; zero to look only
   * @return those of them that can be done; 0 if none could be until the time had passed
   * @throws IllegalArgumentException if there are none or others, or the time is negative
   */
  public int poll(int ops, Duration timeout) throws IOException {
    return readyOps.poll(ops, timeout);
  }

  // ---------------------------------------------------------------------------- options

  /**
   * Sets an option: setsockopt(2).
   *
   * @param option one of {@link BsdSocketOptions}, of the family's options, or of {@link
   *     java.net.StandardSocketOptions}
   * @param value its value
   * @return this
   * @throws UnsupportedOperationException if this platform or this kind of socket does not have the
   *     option
   * @throws IllegalArgumentException if the value is out of range
   * @throws IOException if the kernel refuses
   */
  @Override
  public <T> BsdSocket<A> setOption(SocketOption<T> option, T value) throws IOException {
    options.set(option, value);
    return this;
  }

  /**
   * Reads an option: getsockopt(2).
   *
   * @param option one of {@link BsdSocketOptions}, of the family's options, or of {@link
   *     java.net.StandardSocketOptions}
   * @return its value; null where the option has none, as IP_MULTICAST_IF where the system chooses
   * @throws UnsupportedOperationException if this platform or this kind of socket does not have the
   *     option
   * @throws IOException if the kernel refuses
   */
  @Override
  @NullUnmarked
  public <T> T getOption(SocketOption<T> option) throws IOException {
    return options.get(option);
  }

  /**
   * The options that this socket is known to have. Others can be given to {@link #setOption} and
   * {@link #getOption} all the same: the kernel decides.
   *
   * @return those of {@link BsdSocketOptions}, of the family and of {@link
   *     java.net.StandardSocketOptions}
   */
  @Override
  public Set<SocketOption<?>> supportedOptions() {
    return options.supported();
  }

  /**
   * Reads an option by number: getsockopt(2).
   *
   * @param level the level, such as SOL_SOCKET
   * @param name the name
   * @param maxLength the most bytes to read, 0 to 16 MiB
   * @return the value as the kernel gives it
   * @throws IOException if the kernel refuses
   * @throws IllegalArgumentException if the length is negative or above 16 MiB
   */
  public byte[] getOption(int level, int name, int maxLength) throws IOException {
    return options.get(level, name, maxLength);
  }

  /**
   * Sets an option by number to a C int: setsockopt(2).
   *
   * @param level the level
   * @param name the name
   * @param value the value
   * @return this
   * @throws IOException if the kernel refuses
   */
  public BsdSocket<A> setOption(int level, int name, int value) throws IOException {
    options.set(level, name, value);
    return this;
  }

  /**
   * Sets an option by number to bytes: setsockopt(2).
   *
   * @param level the level
   * @param name the name
   * @param value the value as the kernel takes it
   * @return this
   * @throws IOException if the kernel refuses
   */
  public BsdSocket<A> setOption(int level, int name, byte[] value) throws IOException {
    options.set(level, name, value);
    return this;
  }

  /**
   * Sets an option by number to no value of a length: setsockopt(2) with a null pointer, which a
   * few options of AF_ALG take.
   *
   * @param level the level
   * @param name the name
   * @param value null
   * @param length the length, 0 or more
   * @return this
   * @throws IOException if the kernel refuses
   * @throws IllegalArgumentException if the length is negative, or if there is a value
   */
  public BsdSocket<A> setOption(int level, int name, @Nullable Void value, int length)
      throws IOException {
    options.setNull(level, name, length);
    return this;
  }

  // ------------------------------------------------------------------------------ ioctl

  /**
   * Makes a request: ioctl(2).
   *
   * @param <T> the class of the answer
   * @param request one of {@link IoctlRequests}, or of the family's
   * @return the answer
   * @throws UnsupportedOperationException if this platform does not have the request
   * @throws IOException if the kernel refuses, or the family does not know the request (ENOTTY,
   *     EINVAL or EOPNOTSUPP)
   */
  public <T> T ioctl(IoctlRequest<T> request) throws IOException {
    ByteBuffer argument = request.argument();
    int number = request.constant().value();
    errors.check("ioctl", request, Ioctl.call(socket, number, argument));
    return request.answer(argument);
  }

  /**
   * Makes a request by number, with a number as its argument: ioctl(2).
   *
   * @param request the request, such as {@link io.sockets4j.os.IoctlConstants#FIOASYNC}
   * @param argument the argument itself. Where the request takes an address instead, the kernel
   *     reads or writes there: use {@link #ioctl(int, ByteBuffer)}.
   * @return what the call returned, 0 or more
   * @throws IOException if the kernel refuses
   */
  public int ioctl(int request, int argument) throws IOException {
    return checkIoctl(request, Ioctl.call(socket, request, argument));
  }

  /**
   * Makes a request by number, with memory as its argument: ioctl(2).
   *
   * @param request the request, such as {@link io.sockets4j.os.IoctlConstants#SIOCGIFMTU}
   * @param argument what the kernel reads, from position to limit, and where it answers; at least
   *     as long as the request says, 64 KiB at the most. Position and limit stay as they are.
   * @return what the call returned, 0 or more
   * @throws IOException if the kernel refuses
   * @throws IllegalArgumentException if the buffer is read-only or too long
   */
  public int ioctl(int request, ByteBuffer argument) throws IOException {
    requireWritable(argument);
    if (argument.remaining() > Ioctl.LARGEST_ARGUMENT) {
      throw new IllegalArgumentException(
          "%d bytes for ioctl: the most is %d"
              .formatted(argument.remaining(), Ioctl.LARGEST_ARGUMENT));
    }
    return checkIoctl(request, Ioctl.call(socket, request, argument));
  }

  private int checkIoctl(int request, int result) throws IOException {
    if (result < 0) {
      throw errors.of("ioctl", "0x" + Integer.toHexString(request), result);
    }
    return result;
  }

  /**
   * Whether all bytes before the out-of-band mark have been received, so that the next one is that
   * sent with {@link MessageFlag#OOB} or, if that was received by itself, the one after it:
   * sockatmark(3).
   *
   * @return true at the mark
   * @throws IOException if the family does not have out-of-band data, say
   */
  public boolean isAtMark() throws IOException {
    return ioctl(IoctlRequests.SIOCATMARK);
  }

  // ------------------------------------------------------------------------------- what

  /**
   * The address family.
   *
   * @return the family
   */
  @SuppressWarnings("unchecked") // the constructor took no other
  public AddressFamily<A> family() {
    return (AddressFamily<A>) socket.family();
  }

  /**
   * The type.
   *
   * @return for instance {@link SocketType#STREAM}
   */
  public SocketType type() {
    return socket.type();
  }

  /**
   * The protocol.
   *
   * @return the protocol that was given when the socket was opened; of an adopted one, what the
   *     kernel tells
   */
  public Protocol protocol() {
    return socket.protocol();
  }

  /**
   * The number of the descriptor, for calls of other libraries. It is this object's: do not close
   * it ({@link #detach} gives it away), and do not use it once this may be closed.
   *
   * @return the number
   * @throws ClosedChannelException if this is closed
   */
  public int fd() throws ClosedChannelException {
    if (!isOpen()) {
      throw new ClosedChannelException();
    }
    return socket.descriptor().fd();
  }

  /**
   * Whether programs that this process starts inherit the descriptor (no FD_CLOEXEC).
   *
   * @return false for a new socket
   * @throws IOException if this is closed
   */
  public boolean isInheritable() throws IOException {
    socket.enter();
    try {
      return errors.check("fcntl", "", FileFlags.inheritable(socket.descriptor().fd())) == 1;
    } finally {
      socket.leave();
    }
  }

  /**
   * Makes programs that this process starts inherit the descriptor, or not: fcntl(2) with F_SETFD.
   *
   * <p>{@link ProcessBuilder} closes every descriptor above 2 in the programs that it starts, so
   * that this has no effect on them; it does on programs that native code starts, by posix_spawn(3)
   * for instance.
   *
   * @param inheritable whether they do
   * @return this
   * @throws IOException if this is closed
   */
  public BsdSocket<A> setInheritable(boolean inheritable) throws IOException {
    socket.enter();
    try {
      errors.check("fcntl", "", FileFlags.setInheritable(socket.descriptor().fd(), inheritable));
      return this;
    } finally {
      socket.leave();
    }
  }

  /**
   * What a selector can tell of a socket: all of the JDK's operations. A socket that listens is
   * acceptable, one that is being connected is connectable, any other is readable or writable.
   *
   * @return all four operations
   */
  @Override
  public int validOps() {
    return ReadyOps.ALL;
  }

  @Override
  protected void implConfigureBlocking(boolean block) {
    socket.setBlocking(block);
  }

  /** Called once, when the channel is closed by whichever way. */
  @Override
  protected void implCloseSelectableChannel() throws IOException {
    if (!ending.compareAndSet(Ending.NONE, Ending.CLOSE)) {
      socket.descriptor().giveAway();
      return;
    }
    int result = socket.descriptor().close();
    // The descriptor is gone whatever close(2) says; that the peer has gone too is no failure.
    if (result < 0 && !Errno.ECONNRESET.is(-result) && !Errno.EINTR.is(-result)) {
      throw errors.ofClose(result);
    }
  }

  /** For the selector: what it watches. */
  NativeSocket nativeSocket() {
    return socket;
  }

  ErrorReport errors() {
    return errors;
  }

  /** For the selector: which operation readiness means. */
  Connection connection() {
    return connection;
  }

  /**
   * What this is, and between whom, for people.
   *
   * @return for instance {@code AF_INET SOCK_STREAM fd 7, /127.0.0.1:41234 to /127.0.0.1:80}
   */
  @Override
  public String toString() {
    return errors.describe();
  }

  // ---------------------------------------------------------------------------- helpers

  /** Gives the channel's protocol of interruption to those who wait. */
  private final class ChannelInterruption implements NativeSocket.Interruption {
    @Override
    public void begin() {
      BsdSocket.this.begin();
    }

    @Override
    public void end(boolean completed) throws AsynchronousCloseException {
      BsdSocket.this.end(completed);
    }
  }

  private int sent(String call, int length, long result) throws IOException {
    if (result < 0 && result != NativeSocket.UNAVAILABLE) {
      throw errors.of(call, length + " bytes", result);
    }
    return (int) Math.max(result, 0);
  }

  private int received(String call, int length, long result) throws IOException {
    if (result >= 0) {
      return (int) result;
    }
    if (result == NativeSocket.END) {
      return -1;
    }
    if (result == NativeSocket.UNAVAILABLE) {
      return 0;
    }
    throw errors.of(call, length + " bytes", result);
  }

  private void requireBlocking() {
    if (!isBlocking()) {
      throw new IllegalBlockingModeException();
    }
  }

  private void requireAll(MessageFlags flags) {
    requireBlocking();
    if (flags.contains(MessageFlag.DONTWAIT)) {
      throw new IllegalArgumentException("sending all waits: not with " + flags);
    }
  }

  /** With MSG_ZEROCOPY the kernel reads the memory after the call: it must be the caller's own. */
  private static void requireKept(ByteBuffer source, MessageFlags flags) {
    if (!source.isDirect() && flags.contains(MessageFlag.ZEROCOPY)) {
      throw new IllegalArgumentException("MSG_ZEROCOPY takes a direct buffer");
    }
  }

  private static void requireWritable(ByteBuffer target) {
    if (target.isReadOnly()) {
      throw new IllegalArgumentException("cannot receive into a read-only buffer");
    }
  }
}
