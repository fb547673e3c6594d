package io.sockets4j.cli;

import io.sockets4j.BsdSocket;
import io.sockets4j.NativeError;
import io.sockets4j.Received;
import io.sockets4j.os.Errno;
import java.io.IOException;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Sends back what clients send: connections in a thread each, datagrams one after the other. */
final class EchoServer {
  private static final int BUFFER = 256 * 1024;

  /** A client that does not take its datagrams in this time loses one, and keeps nobody waiting. */
  private static final Duration PATIENCE = Duration.ofSeconds(1);

  /** Errors of accept(2) that pass, when connections end or memory is freed. */
  private static final Set<Errno> SHORTAGES =
      Set.of(Errno.EMFILE, Errno.ENFILE, Errno.ENOBUFS, Errno.ENOMEM);

  private static final Duration PAUSE = Duration.ofMillis(100);

  /** Of each thread that serves clients one after the other. */
  private final ThreadLocal<ByteBuffer> buffers =
      ThreadLocal.withInitial(() -> ByteBuffer.allocateDirect(BUFFER));

  private final ExecutorService threads =
      Executors.newCachedThreadPool(
          task -> {
            Thread thread = new Thread(task, "echo");
            thread.setDaemon(true);
            return thread;
          });

  private final Endpoint endpoint;
  private final Main main;

  EchoServer(Endpoint endpoint, Main main) {
    this.endpoint = endpoint;
    this.main = main;
  }

  /**
   * Accepts connections, and serves each.
   *
   * @param listening the socket of the server
   * @throws IOException when no more can be accepted
   */
  void serveConnections(BsdSocket<?> listening) throws IOException {
    while (true) {
      BsdSocket<?> client;
      try {
        client = listening.accept();
      } catch (IOException e) {
        if (!isPassing(e)) {
          throw e;
        }
        complain(e);
        pause();
        continue;
      }
      threads.execute(() -> serve(client));
    }
  }

  /** Whether accept(2) will work again: a client has gone, or something is short. */
  private static boolean isPassing(IOException e) {
    return e instanceof NativeError error
        && (SHORTAGES.contains(error.errno()) || error.errno().equals(Errno.ECONNABORTED));
  }

  private static void pause() throws IOException {
    try {
      Thread.sleep(PAUSE.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while serving", e);
    }
  }

  private void serve(BsdSocket<?> client) {
    try (client) {
      main.tell("connected: " + client);
      ByteBuffer buffer = buffers.get();
      while (receive(client, buffer.clear())) {
        client.sendAll(buffer.flip());
      }
      main.tell("ended: " + client);
    } catch (IOException | RuntimeException e) {
      complain(e);
    }
  }

  private boolean receive(BsdSocket<?> client, ByteBuffer buffer) throws IOException {
    if (endpoint.isStream()) {
      return client.receive(buffer) >= 0;
    }
    Received<?> message = client.receiveFrom(buffer);
    requireWhole(message);
    return message.length() >= 0;
  }

  /**
   * Answers datagrams.
   *
   * @param socket the socket of the server
   * @throws IOException when no more can be received
   */
  void serveDatagrams(BsdSocket<?> socket) throws IOException {
    try (BsdSocket<?> answering = socket.duplicate().setTimeout(PATIENCE)) {
      ByteBuffer buffer = buffers.get();
      while (true) {
        Received<?> message = socket.receiveFrom(buffer.clear());
        SocketAddress client = message.address();
        if (client == null) {
          main.tell("a datagram from a socket without an address cannot be answered");
          continue;
        }
        try {
          requireWhole(message);
          answering.sendTo(buffer.flip(), client);
        } catch (IOException e) {
          complain(e); // one client's trouble is no other's
        }
      }
    }
  }

  private static void requireWhole(Received<?> message) throws IOException {
    if (message.truncated()) {
      throw new IOException("a message was longer than " + BUFFER + " bytes: the rest is lost");
    }
  }

  private void complain(Exception e) {
    main.streams().err().println("sockets4j: " + Failures.describe(e));
  }
}
