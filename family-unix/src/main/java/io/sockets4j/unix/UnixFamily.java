package io.sockets4j.unix;

import static io.sockets4j.unix.UnixStructs.SUN_PATH;

import io.sockets4j.os.CHeaders;
import io.sockets4j.os.Errno;
import io.sockets4j.os.Platform;
import io.sockets4j.os.Protocol;
import io.sockets4j.os.SocketType;
import io.sockets4j.os.SystemConstant;
import io.sockets4j.spi.AddressFamily;
import io.sockets4j.spi.AddressScheme;
import io.sockets4j.spi.ControlType;
import io.sockets4j.spi.NativeOption;
import io.sockets4j.spi.RoundTrip;
import io.sockets4j.spi.SocketKind;
import io.sockets4j.spi.UnsuitableAddressException;
import java.io.IOException;
import java.net.SocketAddress;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The family of sockets within one machine. See <a
 * href="https://man7.org/linux/man-pages/man7/unix.7.html">unix(7)</a>.
 *
 * <pre>{@code
 * try (var socket = BsdSocket.open(UnixFamily.AF_UNIX, SocketType.SEQPACKET)) {
 *   socket.connect(UnixAddress.of("/run/example.sock"));
 * }
 * }</pre>
 *
 * <p>It takes {@link UnixAddress}es and the JDK's {@link UnixDomainSocketAddress}es, of which the
 * empty one is {@link UnixAddress#unnamed()}; it gives {@link UnixAddress}es. Streams are on every
 * system, datagrams on all but Windows, sequenced packets on Linux and FreeBSD.
 */
@CHeaders({"sys/socket.h", "winsock2.h"})
public final class UnixFamily extends AddressFamily<UnixAddress> {

  /** The family. */
  public static final UnixFamily AF_UNIX = new UnixFamily();

  private static final boolean LINUX = Platform.current().isLinux();

  private static final List<SocketKind> KINDS =
      List.of(
          kind("stream", SocketType.STREAM, RoundTrip.Shape.CONNECTION),
          kind("datagram", SocketType.DGRAM, RoundTrip.Shape.DATAGRAM),
          kind("sequenced packet", SocketType.SEQPACKET, RoundTrip.Shape.CONNECTION));

  private static final List<AddressScheme> SCHEMES =
      List.of(
          scheme("unix", SocketType.STREAM),
          scheme("unix-dgram", SocketType.DGRAM),
          scheme("unix-seqpacket", SocketType.SEQPACKET));

  private UnixFamily() {
    super(SystemConstant.named("AF_UNIX").everywhere(1), UnixAddress.class);
  }

  private static SocketKind kind(String name, SocketType type, RoundTrip.Shape shape) {
    return new SocketKind(
        name, type, Protocol.DEFAULT, new RoundTrip(shape, UnixFamily::freeAddress));
  }

  /** Linux finds a free abstract name by itself; elsewhere a file in a folder of its own. */
  private static RoundTrip.Lease freeAddress() throws IOException {
    if (LINUX) {
      return RoundTrip.Lease.of(UnixAddress.unnamed());
    }
    Path folder = Files.createTempDirectory("sockets4j");
    Path file = folder.resolve("socket");
    RoundTrip.Cleanup cleanup =
        () -> {
          Files.deleteIfExists(file);
          Files.delete(folder);
        };
    try {
      return new RoundTrip.Lease(UnixAddress.of(file), cleanup);
    } catch (IllegalArgumentException e) {
      cleanup.run();
      throw new IOException("the folder for temporary files is no place for sockets", e);
    }
  }

  private static AddressScheme scheme(String name, SocketType type) {
    return new AddressScheme(
        name,
        name + ":PATH or " + name + ":@ABSTRACT",
        type,
        Protocol.DEFAULT,
        UnixFamily::parse,
        address -> format(unix(address)));
  }

  private static SocketAddress parse(String text, AddressScheme.Use use) {
    if (!text.isEmpty()) {
      return UnixText.parse(text);
    }
    if (use == AddressScheme.Use.BIND) {
      return UnixAddress.unnamed();
    }
    throw new IllegalArgumentException("the path is missing; expected PATH or @ABSTRACT");
  }

  private static String format(UnixAddress address) {
    return address.isUnnamed() ? "" : UnixText.format(address);
  }

  private static UnixAddress unix(SocketAddress address) {
    if (address instanceof UnixAddress unix) {
      return unix;
    }
    if (address instanceof UnixDomainSocketAddress jdk) {
      Path path = jdk.getPath();
      return path.toString().isEmpty() ? UnixAddress.unnamed() : UnixAddress.of(path);
    }
    throw new UnsuitableAddressException(
        AF_UNIX, address, "a UnixAddress or a java.net.UnixDomainSocketAddress");
  }

  @Override
  public int encode(
      SocketAddress address, ByteBuffer sockaddr, SocketType type, Protocol protocol) {
    UnixAddress unix = unix(address);
    int start = SUN_PATH.offset();
    if (unix.isUnnamed()) {
      return start;
    }
    byte[] bytes = unix.bytesShared();
    if (unix.isAbstract()) {
      if (!LINUX) {
        throw new UnsupportedOperationException(
            "abstract names of UNIX sockets exist on Linux, not on " + Platform.current());
      }
      sockaddr.put(start + 1, bytes);
      return start + 1 + bytes.length;
    }
    sockaddr.put(start, bytes);
    // With the zero at its end, where there is room for it, as in every C program.
    return start + Math.min(bytes.length + 1, SUN_PATH.size());
  }

  /**
   * {@inheritDoc}
   *
   * <p>A length of 2 is {@link UnixAddress#unnamed()}. A path ends with its first zero byte, or
   * without one where it fills all of {@code sun_path}. What begins with a zero byte is on Linux an
   * abstract name that goes as far as the length says, and elsewhere no name.
   */
  @Override
  public UnixAddress decode(ByteBuffer sockaddr, SocketType type, Protocol protocol) {
    int start = SUN_PATH.offset();
    if (sockaddr.limit() < start) {
      throw new IllegalArgumentException(sockaddr.limit() + " bytes are no struct sockaddr_un");
    }
    if (sockaddr.limit() == start) {
      return UnixAddress.unnamed();
    }
    if (sockaddr.get(start) == 0) {
      return LINUX ? UnixAddress.ofAbstract(bytes(sockaddr, start + 1)) : UnixAddress.unnamed();
    }
    return UnixAddress.ofPath(untilZero(bytes(sockaddr, start)));
  }

  private static byte[] bytes(ByteBuffer sockaddr, int start) {
    byte[] bytes = new byte[sockaddr.limit() - start];
    sockaddr.get(start, bytes);
    return bytes;
  }

  private static byte[] untilZero(byte[] bytes) {
    for (int i = 0; i < bytes.length; i++) {
      if (bytes[i] == 0) {
        return Arrays.copyOf(bytes, i);
      }
    }
    return bytes;
  }

  @Override
  public List<SocketKind> kinds() {
    return KINDS;
  }

  @Override
  public List<AddressScheme> schemes() {
    return SCHEMES;
  }

  @Override
  public Optional<Path> file(SocketAddress address) {
    return unix(address).path();
  }

  /**
   * {@inheritDoc}
   *
   * <p>On Linux the unnamed address makes bind(2) choose an abstract name.
   */
  @Override
  public Optional<SocketAddress> anyAddress(SocketType type, Protocol protocol) {
    return LINUX ? Optional.of(UnixAddress.unnamed()) : Optional.empty();
  }

  @Override
  public boolean connectsThroughSignals(SocketType type, Protocol protocol) {
    return !type.equals(SocketType.DGRAM);
  }

  @Override
  public boolean tellsTruncationAlone(SocketType type, Protocol protocol) {
    return type.equals(SocketType.DGRAM);
  }

  @Override
  public List<NativeOption<?>> options(SocketType type, Protocol protocol) {
    return UnixOptions.all();
  }

  @Override
  public List<ControlType<?>> controlTypes(SocketType type, Protocol protocol) {
    return UnixControlTypes.all();
  }

  @Override
  public @Nullable String remedy(String call, Errno errno, SocketType type, Protocol protocol) {
    return UnixRemedies.remedy(call, errno, type);
  }
}
