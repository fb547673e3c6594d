package io.sockets4j.testkit;

import io.sockets4j.BsdSocket;
import io.sockets4j.os.Errno;
import io.sockets4j.os.Protocol;
import io.sockets4j.os.SocketType;
import io.sockets4j.spi.AddressFamily;
import io.sockets4j.spi.RoundTrip;
import io.sockets4j.spi.SocketKind;
import io.sockets4j.spi.UnknownSocketAddress;
import java.io.IOException;
import java.net.SocketAddress;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;

/**
 * One kind of socket, for the contract that it has to fulfil: what a family publishes in its test
 * jar, one class a kind, named in {@code META-INF/services/io.sockets4j.testkit.FamilyFixture}.
 *
 * <pre>{@code
 * public final class UnixStreamFixture extends FamilyFixture {
 *   public UnixStreamFixture() {
 *     super(UnixFamily.AF_UNIX, "stream");
 *   }
 *
 *   @Override
 *   public Set<Trait> traits() {
 *     return Set.of(Trait.SOCKETPAIR);
 *   }
 * }
 * }</pre>
 *
 * <p>The contracts find the fixtures that are published beside them, so that the family's own tests
 * need one empty subclass a contract:
 *
 * <pre>{@code
 * class UnixStreamTest extends StreamContract {}
 * }</pre>
 */
public abstract class FamilyFixture {
  private static final int AF_UNIX = 1;
  private static final int AF_INET = 2;
  private static final int LONG_MESSAGE = 4096;

  private final AddressFamily<?> family;
  private final SocketKind kind;

  /**
   * Describes a kind of socket.
   *
   * @param family the family
   * @param kind the {@link SocketKind#name() name} of one of its kinds
   * @throws IllegalArgumentException if the family has no such kind
   */
  protected FamilyFixture(AddressFamily<?> family, String kind) {
    this.family = family;
    this.kind =
        family.kinds().stream()
            .filter(candidate -> candidate.name().equals(kind))
            .findAny()
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        "%s has no kind '%s', only %s".formatted(family, kind, family.kinds())));
  }

  /**
   * The family.
   *
   * @return the family
   */
  public final AddressFamily<?> family() {
    return family;
  }

  /**
   * The type of such sockets.
   *
   * @return the second argument of socket(2)
   */
  public final SocketType type() {
    return kind.type();
  }

  /**
   * The protocol of such sockets.
   *
   * @return the third argument of socket(2)
   */
  public final Protocol protocol() {
    return kind.protocol();
  }

  /**
   * The contract that such sockets have to fulfil.
   *
   * @return by default the one that goes with the type and the {@linkplain RoundTrip.Shape shape}
   */
  public Class<? extends SocketContract> contract() {
    if (kind.roundTrip().shape() == RoundTrip.Shape.DATAGRAM) {
      return DatagramContract.class;
    }
    if (kind.roundTrip().shape() == RoundTrip.Shape.OWN) {
      return MessageContract.class;
    }
    return type().equals(SocketType.SEQPACKET) ? SeqpacketContract.class : StreamContract.class;
  }

  /**
   * In what such sockets differ from others of their contract.
   *
   * @return by default, in nothing
   */
  public Set<Trait> traits() {
    return Set.of();
  }

  /**
   * Makes an address that is free to bind.
   *
   * @return by default, one as {@code probe} uses it
   * @throws IOException if what the address needs cannot be made
   */
  public RoundTrip.Lease freeAddress() throws IOException {
    return kind.roundTrip().address().lease();
  }

  /**
   * Addresses that these sockets have to refuse.
   *
   * @return by default one of another family
   */
  public List<SocketAddress> unsuitableAddresses() {
    int other = family.domain() == AF_UNIX ? AF_INET : AF_UNIX;
    return List.of(new UnknownSocketAddress(other, new byte[14]));
  }

  /**
   * Sets a socket up that a test has opened, before it is bound: its options.
   *
   * @param socket the socket
   * @throws IOException if the kernel refuses
   */
  public void prepare(BsdSocket<?> socket) throws IOException {
    // nothing, for most
  }

  /**
   * The message with some content: what is sent for it, and received by the other end.
   *
   * @param content bytes, one or more
   * @return by default the content itself; with {@link Trait#FRAMED}, as many other bytes before it
   *     whatever its length
   */
  public byte[] message(byte[] content) {
    return content;
  }

  /**
   * Why a socket without a peer has no remote address: what getpeername(2) says.
   *
   * @return by default ENOTCONN
   */
  public Errno withoutPeer() {
    return Errno.ENOTCONN;
  }

  /**
   * Opens two sockets that are connected to each other.
   *
   * @param sockets opens them, and closes them after the test
   * @return by default for connections, one that has connected to a listening one, and what that
   *     one accepted; for datagrams, two that are bound and, unless they have {@link
   *     Trait#NO_CONNECT}, connected to each other; with {@link Trait#PEERS_BY_BINDING}, two that
   *     are bound to one address
   * @throws IOException if the kernel refuses
   */
  public Peers connect(SocketScope sockets) throws IOException {
    if (traits().contains(Trait.PEERS_BY_BINDING)) {
      SocketAddress shared = sockets.freeAddress();
      return new Peers(sockets.open().bind(shared), sockets.open().bind(shared));
    }
    if (kind.roundTrip().shape() == RoundTrip.Shape.DATAGRAM) {
      Peers peers = new Peers(sockets.bound(), sockets.bound());
      if (!traits().contains(Trait.NO_CONNECT)) {
        peers.near().connect(peers.far().getLocalAddress());
        peers.far().connect(peers.near().getLocalAddress());
      }
      return peers;
    }
    try (var listener = sockets.listening()) {
      var client = sockets.open();
      client.connect(listener.getLocalAddress());
      return new Peers(client, sockets.accept(listener));
    }
  }

  /**
   * The length of the content of a message that goes through whole: the longest, where the family
   * has a limit.
   *
   * @return bytes, at least 1024; by default 4096, or one less than {@link #tooLongMessage}
   */
  public int longMessage() {
    return tooLongMessage().orElse(LONG_MESSAGE + 1) - 1;
  }

  /**
   * The length of a message that is refused with EMSGSIZE.
   *
   * @return bytes; by default there is no such limit
   */
  public OptionalInt tooLongMessage() {
    return OptionalInt.empty();
  }

  /**
   * What the family declares of the C headers, and where these are known to say less.
   *
   * @return by default the declarations of all classes beside that of the family that have {@link
   *     io.sockets4j.os.CHeaders}
   */
  public HeaderDeclarations headers() {
    return HeaderDeclarations.ofAllBeside(family.getClass());
  }

  /**
   * The family and the kind.
   *
   * @return for instance {@code AF_UNIX datagram}
   */
  @Override
  public final String toString() {
    return family + " " + kind.name();
  }
}
