package io.sockets4j.unix;

import io.sockets4j.BsdSocket;
import io.sockets4j.Message;
import io.sockets4j.OwnedDescriptor;
import io.sockets4j.SocketPair;
import io.sockets4j.os.SocketType;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Where a service tells its manager how it is: ready, reloading, stopping, alive. systemd's
 * protocol of notification, <a
 * href="https://www.freedesktop.org/software/systemd/man/latest/sd_notify.html">sd_notify(3)</a>,
 * which other managers and containers' engines speak as well.
 *
 * <pre>{@code
 * Optional<NotifySocket> manager = NotifySocket.ofEnvironment();
 * if (manager.isPresent()) {
 *   manager.get().send("READY=1", "STATUS=Serving " + address);
 * }
 * }</pre>
 *
 * <p>Each message is a datagram of its own, sent from a socket that lives as long as that takes. It
 * waits where the manager's queue is full, no longer than {@link BsdSocket#setDefaultTimeout} says.
 * Immutable, and safe for any number of threads.
 */
public final class NotifySocket {
  private static final String VARIABLE = "NOTIFY_SOCKET";

  /** FDNAME_MAX of systemd. */
  private static final int LONGEST_NAME = 255;

  private final UnixAddress address;

  private NotifySocket(UnixAddress address) {
    this.address = address;
  }

  /**
   * The socket that the service manager has named in NOTIFY_SOCKET.
   *
   * @return the socket; empty if there is no service manager, or if it does not want to know
   * @throws IOException if the variable is neither an absolute path nor an abstract name ({@code
   *     @name}), or too long for either; the message tells its value. A virtual machine's manager
   *     may give an address of AF_VSOCK, which this class does not speak.
   */
  public static Optional<NotifySocket> ofEnvironment() throws IOException {
    return of(System.getenv(VARIABLE));
  }

  static Optional<NotifySocket> of(@Nullable String value) throws IOException {
    if (value == null) {
      return Optional.empty();
    }
    try {
      if (value.startsWith("/")) {
        return Optional.of(at(UnixAddress.of(value)));
      }
      if (value.startsWith("@")) {
        return Optional.of(at(UnixAddress.ofAbstract(UnixText.encode(value.substring(1)))));
      }
    } catch (IllegalArgumentException e) {
      throw new IOException(VARIABLE + "=" + value + ": " + e.getMessage(), e);
    }
    throw new IOException(
        VARIABLE
            + "="
            + value
            + (value.startsWith("vsock")
                ? " is an address of AF_VSOCK, to notify the host of a virtual machine: here it"
                    + " must be a UNIX socket's"
                : " is neither an absolute path nor an abstract name (@NAME)"));
  }

  /**
   * A socket at an address, for managers that tell it in another way.
   *
   * @param address where the manager receives datagrams
   * @return the socket
   */
  public static NotifySocket at(UnixAddress address) {
    return new NotifySocket(Objects.requireNonNull(address, "address"));
  }

  /**
   * Where the manager receives.
   *
   * @return the address
   */
  public UnixAddress address() {
    return address;
  }

  /**
   * Sends assignments, such as {@code READY=1}, {@code STATUS=Serving}, {@code STOPPING=1}, {@code
   * WATCHDOG=1}, {@code MAINPID=4711}.
   *
   * @param assignments one or more of the form NAME=VALUE, without line breaks
   * @throws IOException if the message cannot be sent: nobody receives at the address, say
   * @throws IllegalArgumentException if there is no assignment, or one is not of this form
   */
  public void send(String... assignments) throws IOException {
    send(message(assignments));
  }

  /**
   * Has the manager keep descriptors: those of clients, say, over a restart of the service, which
   * finds them by {@link io.sockets4j.SocketActivation#descriptors}. The manager has duplicates,
   * and drops those whose connection ends. It must allow it (FileDescriptorStoreMax=).
   *
   * @param name the name to find them by: 1 to 255 characters of ASCII, no control characters and
   *     no colon
   * @param descriptors the descriptors, which stay the caller's; 253 at the most
   * @throws IOException if the message cannot be sent
   * @throws IllegalArgumentException if the name is none, or if there are too many descriptors
   */
  public void store(String name, OwnedDescriptor... descriptors) throws IOException {
    Message message = message("FDSTORE=1", "FDNAME=" + requireName(name));
    for (OwnedDescriptor descriptor : descriptors) {
      message.addDescriptor(descriptor);
    }
    send(message);
  }

  /**
   * Has the manager keep the descriptors of sockets, as {@link #store(String, OwnedDescriptor...)}
   * does.
   *
   * @param name the name to find them by
   * @param sockets the sockets, which stay the caller's; 253 at the most
   * @throws IOException if the message cannot be sent
   * @throws IllegalArgumentException if the name is none, or if there are too many sockets
   */
  public void store(String name, BsdSocket<?>... sockets) throws IOException {
    Message message = message("FDSTORE=1", "FDNAME=" + requireName(name));
    for (BsdSocket<?> socket : sockets) {
      message.addDescriptor(socket);
    }
    send(message);
  }

  /**
   * Has the manager close all descriptors that it keeps under a name.
   *
   * @param name the name
   * @throws IOException if the message cannot be sent
   * @throws IllegalArgumentException if the name is none
   */
  public void removeStored(String name) throws IOException {
    send("FDSTOREREMOVE=1", "FDNAME=" + requireName(name));
  }

  /**
   * Waits until the manager has dealt with all that was sent before (BARRIER=1). A process that
   * ends at once may otherwise be gone before the manager looks up whose the message was.
   *
   * @param timeout how long to wait at the most, more than 0
   * @throws java.net.SocketTimeoutException if the manager has not got so far in time
   * @throws IOException if the message cannot be sent
   */
  public void barrier(Duration timeout) throws IOException {
    try (SocketPair<UnixAddress> pair = BsdSocket.pair(UnixFamily.AF_UNIX, SocketType.STREAM)) {
      pair.first().setTimeout(timeout);
      send(message("BARRIER=1").addDescriptor(pair.second()));
      pair.second().close(); // the manager has the last one, and closes it
      int end = pair.first().receive(ByteBuffer.allocate(1));
      if (end >= 0) {
        throw new IOException("the service manager at " + address + " answered a barrier");
      }
    }
  }

  private static Message message(String... assignments) {
    if (assignments.length == 0) {
      throw new IllegalArgumentException("nothing to tell the service manager");
    }
    for (String assignment : assignments) {
      if (assignment.indexOf('=') < 1 || assignment.indexOf('\n') >= 0) {
        throw new IllegalArgumentException("'" + assignment + "' is not of the form NAME=VALUE");
      }
    }
    String text = String.join("\n", assignments);
    return new Message(ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8)));
  }

  private static String requireName(String name) {
    boolean valid =
        name.chars().allMatch(c -> c >= ' ' && c < 0x7f && c != ':')
            && !name.isEmpty()
            && name.length() <= LONGEST_NAME;
    if (!valid) {
      throw new IllegalArgumentException(
          "'" + name + "' is no name for descriptors: 1 to 255 of ASCII without colon");
    }
    return name;
  }

  private void send(Message message) throws IOException {
    try (BsdSocket<UnixAddress> socket = BsdSocket.open(UnixFamily.AF_UNIX, SocketType.DGRAM)) {
      int unused = socket.sendMessage(message.setAddress(address));
    }
  }

  /**
   * For people.
   *
   * @return the address
   */
  @Override
  public String toString() {
    return address.toString();
  }
}
