package io.sockets4j.spi;

import io.sockets4j.os.Protocol;
import io.sockets4j.os.SocketType;
import java.io.IOException;
import java.net.SocketAddress;
import java.util.Objects;
import java.util.function.Function;

/**
 * How people write addresses of one kind of socket, as in {@code tcp:localhost:8080}: the spelling
 * that a family contributes to the command line tools.
 *
 * @param name what stands before the first colon: lower case letters, digits and hyphens
 * @param syntax the whole form for help texts, for instance {@code tcp:HOST:PORT}
 * @param type the type of socket that such an address is for
 * @param protocol its protocol
 * @param parser turns what stands after the first colon into an address
 * @param formatter the inverse: what stands after the first colon, from an address
 */
public record AddressScheme(
    String name,
    String syntax,
    SocketType type,
    Protocol protocol,
    Parser parser,
    Function<SocketAddress, String> formatter) {

  /** Reads an address. */
  @FunctionalInterface
  public interface Parser {
    /**
     * Reads an address.
     *
     * @param text what stands after the first colon of the whole
     * @param use what the address is for
     * @return the address
     * @throws IllegalArgumentException if the text is malformed; the message names the text and
     *     what was expected
     * @throws IOException if a name in it cannot be resolved
     */
    SocketAddress parse(String text, Use use) throws IOException;
  }

  /** What an address is for: the same text may mean different addresses. */
  public enum Use {
    /** To listen on or to receive at: an empty host is every local address. */
    BIND,
    /** To connect or send to. */
    CONNECT
  }

  /** Refuses null, and a name that could not stand before a colon. */
  public AddressScheme {
    if (!name.matches("[a-z0-9][a-z0-9-]*")) {
      throw new IllegalArgumentException("not a scheme name: '" + name + "'");
    }
    Objects.requireNonNull(syntax, "syntax");
    Objects.requireNonNull(type, "type");
    Objects.requireNonNull(protocol, "protocol");
    Objects.requireNonNull(parser, "parser");
    Objects.requireNonNull(formatter, "formatter");
  }

  /**
   * Writes an address as {@link #parser} reads it, with the scheme.
   *
   * @param address an address of this kind
   * @return for instance {@code tcp:127.0.0.1:8080}
   */
  public String format(SocketAddress address) {
    return name + ':' + formatter.apply(address);
  }
}
