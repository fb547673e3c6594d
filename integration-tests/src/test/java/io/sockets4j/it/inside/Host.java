package io.sockets4j.it.inside;

import com.sun.jna.NativeLibrary;
import io.sockets4j.BsdSocket;
import io.sockets4j.inet.InetFamily;
import io.sockets4j.os.Protocol;
import io.sockets4j.os.SocketType;
import io.sockets4j.testkit.Python;
import io.sockets4j.testkit.SocketScope;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * A host of its own: a network namespace with nothing in it but its loopback interface. A socket is
 * of the namespace that its thread was in when it was opened, and setns(2) moves a single thread;
 * so each host has one, which opens its sockets. They are used by any thread.
 */
final class Host implements AutoCloseable {
  private static final int CLONE_NEWNET = 0x40000000;
  private static final NativeLibrary LIBC = NativeLibrary.getInstance("c");

  private final String name;
  private final ExecutorService inhabitant;
  private final List<BsdSocket<?>> sockets = new ArrayList<>();

  private Host(String name) {
    this.name = name;
    this.inhabitant =
        Executors.newSingleThreadExecutor(
            work -> {
              Thread thread = new Thread(work, "in the namespace " + name);
              thread.setDaemon(true);
              return thread;
            });
  }

  /** Makes a host; where that is not allowed, the test is skipped. */
  static Host create(String name) throws Exception {
    Command.ip("netns add " + name);
    Host host = new Host(name);
    try {
      host.call(host::move);
      host.ip("link set lo up");
      return host;
    } catch (Exception | AssertionError e) {
      host.close();
      throw e;
    }
  }

  /** Moves this thread into the namespace, for good. */
  private int move() {
    int fd = LIBC.getFunction("open").invokeInt(new Object[] {"/run/netns/" + name, 0});
    int result = LIBC.getFunction("setns").invokeInt(new Object[] {fd, CLONE_NEWNET});
    LIBC.getFunction("close").invokeInt(new Object[] {fd});
    if (result != 0) {
      throw new IllegalStateException("cannot enter the network namespace " + name);
    }
    return result;
  }

  private <T> T call(Callable<T> work) throws Exception {
    try {
      return inhabitant.submit(work).get();
    } catch (ExecutionException e) {
      throw e.getCause() instanceof Exception cause ? cause : e;
    }
  }

  /** Opens a socket of this host, which has the timeout of all tests and is closed with it. */
  BsdSocket<InetSocketAddress> open(InetFamily family, SocketType type, Protocol protocol)
      throws Exception {
    return keep(call(() -> BsdSocket.open(family, type, protocol)));
  }

  /** The same with the usual protocol. */
  BsdSocket<InetSocketAddress> open(InetFamily family, SocketType type) throws Exception {
    return open(family, type, Protocol.DEFAULT);
  }

  /** Accepts a connection, which has the timeout of all tests and is closed with this host. */
  BsdSocket<InetSocketAddress> accept(BsdSocket<InetSocketAddress> listener) throws IOException {
    return keep(listener.accept());
  }

  private BsdSocket<InetSocketAddress> keep(BsdSocket<InetSocketAddress> socket) {
    sockets.add(socket);
    return socket.setTimeout(SocketScope.DEADLINE);
  }

  /** Runs {@code ip} in this host. */
  void ip(String line) throws Exception {
    Command.ip("-n " + name + ' ' + line);
  }

  /** Runs {@code tc} in this host. */
  void tc(String line) throws Exception {
    Command.tc("-n " + name + ' ' + line);
  }

  /** Starts a stranger in this host. */
  Python python(String program, String... arguments) {
    return Python.startBy(List.of("ip", "netns", "exec", name), program, arguments);
  }

  String name() {
    return name;
  }

  /** The number of an interface, which is the scope of link-local addresses. */
  int index(String device) throws Exception {
    String line = Command.run("ip", "-n", name, "-o", "link", "show", "dev", device);
    return Integer.parseInt(line.substring(0, line.indexOf(':')));
  }

  /** Takes the host away, with its interfaces and sockets. */
  @Override
  public void close() throws IOException {
    for (BsdSocket<?> socket : sockets) {
      socket.close();
    }
    inhabitant.shutdown(); // a namespace lives as long as a socket or a thread is in it
    try {
      Command.ip("netns del " + name);
    } catch (Exception e) {
      throw new IOException("cannot take the host " + name + " away", e);
    }
  }
}
