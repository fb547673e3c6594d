package io.sockets4j.spi;

import io.sockets4j.os.Errno;
import io.sockets4j.os.Protocol;
import io.sockets4j.os.SocketType;
import io.sockets4j.os.SystemConstant;
import java.net.SocketAddress;
import java.net.SocketOption;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An address family: the first argument of socket(2), and everything that the core has to know
 * about it. A family is a constant of its class, published by a {@link FamilyProvider}.
 *
 * <pre>{@code
 * try (var socket = BsdSocket.open(VsockFamily.AF_VSOCK, SocketType.STREAM)) {
 *   socket.connect(VsockAddress.of(VsockAddress.CID_HOST, 1234));
 * }
 * }</pre>
 *
 * <p>An implementation has no state: all methods may be called from any thread at any time, on
 * platforms without the family too.
 *
 * @param <A> the class of the family's addresses
 */
public abstract class AddressFamily<A extends SocketAddress> {
  private final SystemConstant domain;
  private final Class<A> addressType;

  /**
   * Names the family.
   *
   * @param domain its constant, such as AF_UNIX, with the value on every platform that has it
   * @param addressType the class of its addresses
   */
  protected AddressFamily(SystemConstant domain, Class<A> addressType) {
    this.domain = Objects.requireNonNull(domain, "domain");
    this.addressType = Objects.requireNonNull(addressType, "addressType");
  }

  /**
   * The family's constant in the C headers.
   *
   * @return for instance AF_UNIX
   */
  public final SystemConstant constant() {
    return domain;
  }

  /**
   * The name of the family's constant.
   *
   * @return for instance {@code "AF_UNIX"}
   */
  public final String name() {
    return domain.name();
  }

  /**
   * The number of the family on this platform.
   *
   * @return the first argument of socket(2)
   * @throws UnsupportedOperationException if this platform does not have the family; the message
   *     names those that do
   */
  public final int domain() {
    return domain.value();
  }

  /**
   * The class of the family's addresses.
   *
   * @return the class
   */
  public final Class<A> addressType() {
    return addressType;
  }

  /**
   * Writes an address as the kernel takes it. One address is always written alike for sockets of
   * one type and protocol: the core keeps what was written.
   *
   * @param address any address
   * @param sockaddr zeroed memory of 128 bytes in native byte order; index 0 is the beginning of
   *     the C struct. Written by absolute index; the family (and the length that BSD systems put
   *     before it), in bytes 0 and 1, is the core's to write.
   * @param type the type of the socket
   * @param protocol the protocol of the socket
   * @return how many bytes of the struct count, those of the family included: 2 to 128
   * @throws UnsuitableAddressException if the address is not one of this family
   * @throws IllegalArgumentException if the address cannot be written; the message names the value
   */
  public abstract int encode(
      SocketAddress address, ByteBuffer sockaddr, SocketType type, Protocol protocol);

  /**
   * Reads an address that the kernel gave. The core has made sure that it is of this family.
   *
   * @param sockaddr the C struct from index 0 to the limit, in native byte order; at least the
   *     family
   * @param type the type of the socket
   * @param protocol the protocol of the socket
   * @return the address, or null if these bytes mean that there is none
   * @throws IllegalArgumentException if the bytes are no address of this family. The core turns it
   *     into an {@link java.io.IOException} that carries them.
   * @throws IndexOutOfBoundsException if they are too few, as reading beyond the limit does by
   *     itself; the core does the same with it
   */
  public abstract @Nullable A decode(ByteBuffer sockaddr, SocketType type, Protocol protocol);

  /**
   * The kinds of socket of this family.
   *
   * @return type and protocol, each with a way to try it
   */
  public abstract List<SocketKind> kinds();

  /**
   * How people write addresses of this family.
   *
   * @return one scheme for each kind of socket that the command line tools can use
   */
  public List<AddressScheme> schemes() {
    return List.of();
  }

  /**
   * The file that stands for an address. It is made by bind(2) and outlives the socket, and as long
   * as it is there nobody can bind to the address again.
   *
   * @param address an address of this family
   * @return the file, where the address is the name of one
   */
  public Optional<Path> file(SocketAddress address) {
    return Optional.empty();
  }

  /**
   * The address that makes bind(2) choose one: a wildcard. A client of datagrams binds to it where
   * the kernel gives no address to a socket that sends without one, so that it can be answered.
   *
   * @param type the type of the socket
   * @param protocol the protocol of the socket
   * @return the address, or empty where the kernel chooses none
   */
  public Optional<SocketAddress> anyAddress(SocketType type, Protocol protocol) {
    return Optional.empty();
  }

  /**
   * The options of a kind of socket, beyond those of SOL_SOCKET.
   *
   * @param type the type of the socket
   * @param protocol the protocol of the socket
   * @return the options
   */
  public List<NativeOption<?>> options(SocketType type, Protocol protocol) {
    return List.of();
  }

  /**
   * Which of this family's options mean what options of the JDK ({@link
   * java.net.StandardSocketOptions}) do, beyond those of SOL_SOCKET. Each pair has the same {@link
   * SocketOption#type}.
   *
   * @param type the type of the socket
   * @param protocol the protocol of the socket
   * @return from the JDK's option to ours
   */
  public Map<SocketOption<?>, NativeOption<?>> standardOptions(SocketType type, Protocol protocol) {
    return Map.of();
  }

  /**
   * The control messages of a kind of socket, beyond those of SOL_SOCKET.
   *
   * @param type the type of the socket
   * @param protocol the protocol of the socket
   * @return their types
   */
  public List<ControlType<?>> controlTypes(SocketType type, Protocol protocol) {
    return List.of();
  }

  /** Tells which options a socket has, and so what it is. */
  @FunctionalInterface
  public interface OptionTest {
    /**
     * Asks for an option: getsockopt(2).
     *
     * @param level the level
     * @param name the number within the level
     * @param length how many bytes it may have, 0 or more
     * @return true if the kernel answers
     */
    boolean has(int level, int name, int length);
  }

  /**
   * The protocol of a socket that was opened elsewhere.
   *
   * @param type the type of the socket
   * @param told what the kernel says (SO_PROTOCOL); the default one where it does not
   * @param options the options of the socket, where what the kernel says is not enough
   * @return by default what the kernel says
   */
  public Protocol protocol(SocketType type, Protocol told, OptionTest options) {
    return told;
  }

  /**
   * Whether zero received bytes mean that nothing more will come. True for streams and sequenced
   * packets unless a family says otherwise.
   *
   * @param type the type of the socket
   * @param protocol the protocol of the socket
   * @return false where an empty message is a message
   */
  public boolean endsWithZero(SocketType type, Protocol protocol) {
    return type.equals(SocketType.STREAM) || type.equals(SocketType.SEQPACKET);
  }

  /**
   * Whether calls to send or receive may sleep in spite of MSG_DONTWAIT: during such a call garbage
   * must stay free to be collected.
   *
   * @param type the type of the socket
   * @param protocol the protocol of the socket
   * @return false unless a family says otherwise
   */
  public boolean sleeps(SocketType type, Protocol protocol) {
    return false;
  }

  /**
   * Whether a connect(2) that a signal has interrupted may be made again, on Linux, to wait for the
   * end of what goes on or begins anew. A thread with no timeout then waits in the first connect(2)
   * of a new socket itself, which spares other calls.
   *
   * @param type the type of the socket
   * @param protocol the protocol of the socket
   * @return false unless a family says otherwise
   */
  public boolean connectsThroughSignals(SocketType type, Protocol protocol) {
    return false;
  }

  /**
   * Whether all that the kernel can say of a message that came, when it is received without room
   * for control messages, is that it was cut (MSG_TRUNC). It is then received by a quicker call.
   *
   * @param type the type of the socket
   * @param protocol the protocol of the socket
   * @return false unless a family says otherwise
   */
  public boolean tellsTruncationAlone(SocketType type, Protocol protocol) {
    return false;
  }

  /**
   * What a person can do about an error.
   *
   * @param call the system call that failed, for instance {@code "socket"}
   * @param errno why
   * @param type the type of the socket
   * @param protocol the protocol of the socket
   * @return one clause without a full stop, such as "the kernel has no CAN support: try 'modprobe
   *     can-raw'", or null where nothing is known
   */
  public @Nullable String remedy(String call, Errno errno, SocketType type, Protocol protocol) {
    return null;
  }

  @Override
  public final String toString() {
    return name();
  }
}
