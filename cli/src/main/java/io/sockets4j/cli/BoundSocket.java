package io.sockets4j.cli;

import io.sockets4j.BsdSocket;
import io.sockets4j.BsdSocketOptions;
import io.sockets4j.os.Errno;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;

/** A bound socket. When it is closed, or the process ends, the file that is its name goes too. */
final class BoundSocket implements AutoCloseable {
  /** How long to wait for a server that has the address to take notice of us. */
  private static final Duration PATIENCE = Duration.ofSeconds(1);

  // Of st_mode, see inode(7).
  private static final int S_IFMT = 0170000;
  private static final int S_IFSOCK = 0140000;

  private final Endpoint endpoint;
  private final BsdSocket<?> socket;
  private final Thread hook = new Thread(this::removeFileAtExit, "remove a socket's file");
  private final AtomicBoolean removed = new AtomicBoolean();

  private BoundSocket(Endpoint endpoint, BsdSocket<?> socket) {
    this.endpoint = endpoint;
    this.socket = socket;
  }

  /**
   * Opens a socket and binds it.
   *
   * @param endpoint where
   * @param replace whether to remove the file of a server that is no more
   * @throws IOException if the address cannot be had
   */
  static BoundSocket open(Endpoint endpoint, boolean replace) throws IOException {
    BsdSocket<?> socket = endpoint.open();
    try {
      if (endpoint.isConnection()) {
        // Or a server that is started again has to wait until its old connections are forgotten.
        socket.setOption(BsdSocketOptions.SO_REUSEADDR, true);
      }
      bind(endpoint, socket, replace);
      BoundSocket bound = new BoundSocket(endpoint, socket);
      Runtime.getRuntime().addShutdownHook(bound.hook);
      return bound;
    } catch (IOException | RuntimeException e) {
      try (socket) {
        throw e;
      }
    }
  }

  private static void bind(Endpoint endpoint, BsdSocket<?> socket, boolean replace)
      throws IOException {
    try {
      socket.bind(endpoint.address());
    } catch (IOException e) {
      Optional<Path> leftover =
          Failures.is(e, Errno.EADDRINUSE) ? leftover(endpoint) : Optional.empty();
      if (leftover.isEmpty()) {
        throw e;
      }
      if (!replace) {
        throw new IOException(
            "%s is what a server that is no more has left: remove it, or say --replace"
                .formatted(leftover.get()),
            e);
      }
      Files.deleteIfExists(leftover.get());
      socket.bind(endpoint.address());
    }
  }

  /** The file of a socket that nobody has open any more, if that is what bars the way. */
  private static Optional<Path> leftover(Endpoint endpoint) throws IOException {
    Optional<Path> file = endpoint.family().file(endpoint.address());
    if (file.isEmpty()) {
      return file;
    }
    try (BsdSocket<?> client = endpoint.open()) {
      client.setTimeout(PATIENCE).connect(endpoint.address());
      return Optional.empty();
    } catch (IOException e) {
      // A file that is no socket refuses as well, and must not be removed.
      return Failures.is(e, Errno.ECONNREFUSED) && isSocket(file.get()) ? file : Optional.empty();
    }
  }

  private static boolean isSocket(Path file) throws IOException {
    Object mode = Files.getAttribute(file, "unix:mode", LinkOption.NOFOLLOW_LINKS);
    return mode instanceof Integer bits && (bits & S_IFMT) == S_IFSOCK;
  }

  BsdSocket<?> socket() {
    return socket;
  }

  /** The address for people, with the port that the kernel chose. */
  String name() throws IOException {
    return endpoint.format(socket.getLocalAddress());
  }

  /** Accepts a connection, and is closed: later ones are refused instead of waiting in vain. */
  BsdSocket<?> acceptOne() throws IOException {
    BsdSocket<?> connection = socket.accept();
    try {
      close();
      return connection;
    } catch (IOException e) {
      try (connection) {
        throw e;
      }
    }
  }

  @Override
  public void close() throws IOException {
    try (socket) {
      removeFile();
    }
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException e) {
      // The process is ending: the hook finds that there is nothing left to do.
    }
  }

  private void removeFile() throws IOException {
    if (!removed.compareAndSet(false, true)) {
      return;
    }
    Optional<Path> file = endpoint.family().file(endpoint.address());
    if (file.isPresent()) {
      Files.deleteIfExists(file.get());
    }
  }

  private void removeFileAtExit() {
    try {
      removeFile();
    } catch (IOException e) {
      System.err.println("sockets4j: cannot remove a socket's file: " + Failures.describe(e));
    }
  }
}
