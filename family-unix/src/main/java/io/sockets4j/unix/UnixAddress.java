package io.sockets4j.unix;

import io.sockets4j.os.Platform;
import java.io.InvalidObjectException;
import java.io.Serial;
import java.net.SocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystems;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;

/**
 * An address of a UNIX socket: the path of a file, a name in Linux's abstract namespace, or none.
 * See <a href="https://man7.org/linux/man-pages/man7/unix.7.html">unix(7)</a>.
 *
 * <pre>{@code
 * server.bind(UnixAddress.of(Path.of("/run/example.sock")));
 * client.connect(UnixAddress.of("/run/example.sock"));
 * server.bind(UnixAddress.abstractName("example")); // @example in lists such as that of ss(8)
 * server.bind(UnixAddress.unnamed()); // Linux picks an abstract name
 * }</pre>
 *
 * <p>To the system a path is bytes. Text is turned into bytes in the encoding that the JDK takes
 * for paths ({@code sun.jnu.encoding}, on Windows UTF-8), and refused where that encoding cannot
 * hold it; {@link #of(byte[])} takes any path. A path is never longer than {@link
 * #maxPathLength()}, which is short.
 *
 * <p>Two addresses are equal if they are of the same sort and have the same bytes: {@code
 * /run/x.sock} and {@code /run/./x.sock} are not.
 */
public final class UnixAddress extends SocketAddress {
  private static final long serialVersionUID = 1L;

  private static final UnixAddress UNNAMED = new UnixAddress(Sort.UNNAMED, new byte[0]);

  /** What an address names. */
  private enum Sort {
    PATH,
    ABSTRACT,
    UNNAMED
  }

  /** What the bytes are. */
  private final Sort sort;

  /** The path or the name, without the zero that ends or begins it in the C struct. */
  private final byte[] bytes;

  private UnixAddress(Sort sort, byte[] bytes) {
    this.sort = sort;
    this.bytes = bytes;
  }

  /**
   * The longest path that an address holds: 108 bytes on Linux, 104 on macOS and FreeBSD, 107 on
   * Windows. Linux and the BSDs take a path that fills all of {@code sun_path}, without a zero at
   * its end; some programs (Python's) do not.
   *
   * @return bytes
   */
  public static int maxPathLength() {
    int field = UnixStructs.SUN_PATH.size();
    return Platform.current().isWindows() ? field - 1 : field;
  }

  /**
   * The address of a path.
   *
   * @param path the path of the socket's file, absolute or relative to the working directory
   * @return the address
   * @throws IllegalArgumentException if the path is empty, longer than {@link #maxPathLength()}
   *     bytes, has a zero byte, or cannot be written in the encoding of paths
   */
  public static UnixAddress of(String path) {
    return ofPath(UnixText.encode(path));
  }

  /**
   * The address of a path.
   *
   * @param path the path of the socket's file, of the default file system
   * @return the address
   * @throws IllegalArgumentException if the path is empty, longer than {@link #maxPathLength()}
   *     bytes, or of another file system, or if its bytes are no text in the encoding of paths:
   *     {@link #of(byte[])} takes those
   */
  public static UnixAddress of(Path path) {
    if (!path.getFileSystem().equals(FileSystems.getDefault())) {
      throw new IllegalArgumentException("'" + path + "' is not a path of the default file system");
    }
    String text = path.toString();
    if (!isTextOf(text, path)) {
      throw new IllegalArgumentException(
          "the bytes of '" + text + "' are no text: use UnixAddress.of(byte[])");
    }
    return of(text);
  }

  /** Whether the text leads back to the path, as it does not where it stands in for other bytes. */
  private static boolean isTextOf(String text, Path path) {
    try {
      return path.equals(Path.of(text));
    } catch (InvalidPathException e) {
      return false;
    }
  }

  /**
   * The address of a path given by its bytes, as the system sees it.
   *
   * @param path the path of the socket's file, without a zero at its end; copied
   * @return the address
   * @throws IllegalArgumentException if the path is empty, longer than {@link #maxPathLength()}
   *     bytes, or has a zero byte
   */
  public static UnixAddress of(byte[] path) {
    return ofPath(path.clone());
  }

  static UnixAddress ofPath(byte[] bytes) {
    if (bytes.length == 0) {
      throw new IllegalArgumentException(
          "an empty path: the address without a name is UnixAddress.unnamed()");
    }
    requireLength("path", bytes, maxPathLength());
    for (byte b : bytes) {
      if (b == 0) {
        throw new IllegalArgumentException(
            "the path '" + UnixText.ofPath(bytes) + "' has a zero byte");
      }
    }
    return new UnixAddress(Sort.PATH, bytes);
  }

  /**
   * The address of a name in the abstract namespace, which Linux alone has: it is no file, and it
   * is gone with its last socket.
   *
   * @param name the name without the zero (or {@code @}) before it, to be written in UTF-8
   * @return the address
   * @throws IllegalArgumentException if the name is longer than 107 bytes
   */
  public static UnixAddress abstractName(String name) {
    return ofAbstract(name.getBytes(StandardCharsets.UTF_8));
  }

  /**
   * The address of a name in the abstract namespace, given by its bytes.
   *
   * @param name the name without the zero before it: any bytes, zeros as well, and even none, which
   *     is a name like any other; copied
   * @return the address
   * @throws IllegalArgumentException if the name is longer than 107 bytes
   */
  public static UnixAddress abstractName(byte[] name) {
    return ofAbstract(name.clone());
  }

  static UnixAddress ofAbstract(byte[] bytes) {
    requireLength("abstract name", bytes, UnixStructs.SUN_PATH.size() - 1);
    return new UnixAddress(Sort.ABSTRACT, bytes);
  }

  private static void requireLength(String what, byte[] bytes, int max) {
    if (bytes.length > max) {
      throw new IllegalArgumentException(
          "the %s '%s' has %d bytes, but the address of a UNIX socket holds at most %d"
              .formatted(what, UnixText.ofPath(bytes), bytes.length, max));
    }
  }

  /**
   * The address without a name: that of a socket that was not bound. To bind to it is on Linux to
   * be given a free abstract name; it cannot be connected or sent to.
   *
   * @return the address
   */
  public static UnixAddress unnamed() {
    return UNNAMED;
  }

  /**
   * Whether this is the path of a file.
   *
   * @return true if {@link #path()} is present
   */
  public boolean isPath() {
    return sort == Sort.PATH;
  }

  /**
   * Whether this is a name in the abstract namespace.
   *
   * @return true if so
   */
  public boolean isAbstract() {
    return sort == Sort.ABSTRACT;
  }

  /**
   * Whether this is the address without a name.
   *
   * @return true if so
   */
  public boolean isUnnamed() {
    return sort == Sort.UNNAMED;
  }

  /**
   * The path.
   *
   * @return the path, or empty if this is no path
   * @throws InvalidPathException if the bytes are no text in the encoding of paths, so that the JDK
   *     cannot name the file
   */
  public Optional<Path> path() {
    return isPath() ? Optional.of(Path.of(UnixText.decode(bytes))) : Optional.empty();
  }

  /**
   * The bytes of the path, or of the abstract name without the zero before it.
   *
   * @return a copy; empty if this is the address without a name
   */
  public byte[] bytes() {
    return bytes.clone();
  }

  /** The bytes themselves, for the codec. */
  byte[] bytesShared() {
    return bytes;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof UnixAddress that
        && sort == that.sort
        && Arrays.equals(bytes, that.bytes);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(bytes);
  }

  /**
   * The address as a person writes it: {@code /run/x.sock}, {@code @name} for an abstract name,
   * {@code (unnamed)}. What is no printable text stands as {@code \xNN}, a backslash as {@code \\},
   * and a path that begins with {@code @} as {@code ./@}.
   */
  @Override
  public String toString() {
    return isUnnamed() ? "(unnamed)" : UnixText.format(this);
  }

  /**
   * Through the factories again: a stream from outside may hold anything.
   *
   * @return the address as the factories make it
   * @throws InvalidObjectException if they refuse what came
   */
  @Serial
  private Object readResolve() throws InvalidObjectException {
    try {
      return switch (sort) {
        case PATH -> of(bytes);
        case ABSTRACT -> abstractName(bytes);
        case UNNAMED -> UNNAMED;
      };
    } catch (IllegalArgumentException e) {
      throw (InvalidObjectException) new InvalidObjectException(e.getMessage()).initCause(e);
    }
  }
}
