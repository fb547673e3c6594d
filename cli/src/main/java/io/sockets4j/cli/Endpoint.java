package io.sockets4j.cli;

import io.sockets4j.BsdSocket;
import io.sockets4j.os.SocketType;
import io.sockets4j.spi.AddressFamily;
import io.sockets4j.spi.AddressScheme;
import java.io.IOException;
import java.net.SocketAddress;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;

/**
 * An address from the command line, with what its spelling tells: of which family it is, and for
 * which kind of socket.
 */
record Endpoint(InstalledScheme spelling, SocketAddress address) {

  /** A spelling and the family that contributes it. */
  record InstalledScheme(AddressFamily<?> family, AddressScheme scheme) {
    /** Whether sockets of this kind carry packets or frames, with all that belongs to them. */
    boolean isRaw() {
      return scheme.type().equals(SocketType.RAW);
    }
  }

  /** All spellings of all installed families. */
  static Stream<InstalledScheme> schemes() {
    return Installed.families().stream()
        .flatMap(
            family -> family.schemes().stream().map(scheme -> new InstalledScheme(family, scheme)));
  }

  /** Those of sockets whose bytes can be piped. */
  static Stream<InstalledScheme> pipes() {
    return schemes().filter(spelling -> !spelling.isRaw());
  }

  /**
   * Reads an address of a socket whose bytes can be piped.
   *
   * @param text scheme, colon and the rest
   * @param use what it is for
   * @param command the command line that it stands in
   * @throws ParameterException if the text is malformed
   * @throws IOException if a name in it cannot be resolved
   */
  static Endpoint parse(String text, AddressScheme.Use use, CommandLine command)
      throws IOException {
    int colon = text.indexOf(':');
    if (colon < 0) {
      throw new ParameterException(
          command, "'%s' is no address: expected SCHEME:REST, %s".formatted(text, known()));
    }
    String name = text.substring(0, colon);
    InstalledScheme spelling =
        schemes()
            .filter(candidate -> candidate.scheme().name().equals(name))
            .findFirst()
            .orElseThrow(
                () ->
                    new ParameterException(
                        command, "'%s': no scheme '%s', %s".formatted(text, name, known())));
    if (spelling.isRaw()) {
      throw new ParameterException(
          command,
          ("'%s': %s carries packets or frames, headers and all, and no bytes that could be piped;"
                  + " 'sockets4j --help' lists the commands that know what is in them")
              .formatted(text, spelling.scheme().type()));
    }
    try {
      String rest = text.substring(colon + 1);
      return new Endpoint(spelling, spelling.scheme().parser().parse(rest, use));
    } catch (IllegalArgumentException e) {
      throw new ParameterException(
          command, "%s: %s".formatted(spelling.scheme().name(), e.getMessage()), e);
    }
  }

  private static String known() {
    String names = pipes().map(s -> s.scheme().name()).collect(Collectors.joining(", "));
    return names.isEmpty() ? "but no family is installed" : "where SCHEME is one of " + names;
  }

  AddressFamily<?> family() {
    return spelling.family();
  }

  /** Opens a socket of the right kind. */
  BsdSocket<?> open() throws IOException {
    return BsdSocket.open(family(), spelling.scheme().type(), spelling.scheme().protocol());
  }

  /** Whether sockets of this kind are connected before they speak. */
  boolean isConnection() {
    return isStream() || spelling.scheme().type().equals(SocketType.SEQPACKET);
  }

  /** Whether sockets of this kind carry bytes, and not messages. */
  boolean isStream() {
    return spelling.scheme().type().equals(SocketType.STREAM);
  }

  /** Writes an address of this kind for people. */
  String format(@Nullable SocketAddress other) {
    return other == null ? "a socket without an address" : spelling.scheme().format(other);
  }
}
