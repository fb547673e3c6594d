package io.sockets4j;

import io.sockets4j.internal.FileFlags;
import io.sockets4j.internal.libc.NativeBinding;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The sockets that a service manager has opened for this process before it started it, so that they
 * can be bound by root, outlive restarts, and start the process with the first connection:
 * systemd's socket activation, <a
 * href="https://www.freedesktop.org/software/systemd/man/latest/sd_listen_fds.html">sd_listen_fds(3)</a>.
 *
 * <pre>{@code
 * List<BsdSocket<?>> sockets = SocketActivation.sockets();
 * BsdSocket<?> server = sockets.isEmpty() ? listenAtDefaultAddress() : sockets.get(0);
 * }</pre>
 *
 * <p>The manager tells of them in the environment: LISTEN_PID, the process that they are for, so
 * that its children do not take them for theirs; LISTEN_FDS, how many there are, from descriptor 3
 * on; LISTEN_FDNAMES, their names, separated by colons. They are made close-on-exec.
 *
 * <p>They are handed over once, by whichever method is called first, as they have an owner then:
 * later calls answer an empty list. Where an exception is thrown, nothing has been handed over.
 */
public final class SocketActivation {
  /** SD_LISTEN_FDS_START. */
  private static final int FIRST = 3;

  /** What systemd calls those that have no name. */
  private static final String UNKNOWN = "unknown";

  private static boolean taken; // guarded by the class

  private SocketActivation() {}

  /**
   * A descriptor that was passed, which its new owner closes.
   *
   * @param name its name: FileDescriptorName= of its unit, FDNAME= of what was stored, or {@code
   *     unknown}
   * @param descriptor the descriptor, of a socket or of whatever else was passed or stored
   */
  public record Passed(String name, OwnedDescriptor descriptor) {}

  /**
   * All descriptors that were passed, those that are no sockets among them: FIFOs, special files,
   * and what a former run of the service has stored (FDSTORE=1).
   *
   * @return the descriptors in the order of their numbers; none if there is no service manager, or
   *     if they are for another process
   * @throws IOException if the environment says what it cannot mean, or tells of a descriptor that
   *     is not open (EBADF); the message names the variable and its value
   */
  public static List<Passed> descriptors() throws IOException {
    return take(new DescriptorTaker());
  }

  /**
   * All sockets that were passed, of whatever family, type and protocol: the kernel tells.
   *
   * @return the sockets in the order of their numbers; none if there is no service manager, or if
   *     they are for another process
   * @throws IOException if the environment says what it cannot mean, or tells of a descriptor that
   *     is not open (EBADF) or no socket (ENOTSOCK); the message names what it is about
   */
  public static List<BsdSocket<?>> sockets() throws IOException {
    return take(new SocketTaker());
  }

  /** How descriptors are taken over: first all are checked, then all are taken. */
  private interface Taker<T> {
    int check(int fd) throws IOException;

    T take(String name, int fd) throws IOException;
  }

  private static final class DescriptorTaker implements Taker<Passed> {
    @Override
    public int check(int fd) throws IOException {
      int inheritable = FileFlags.inheritable(fd);
      if (inheritable < 0) {
        throw NativeErrors.ofFile("fcntl", fd, inheritable);
      }
      return inheritable;
    }

    @Override
    public Passed take(String name, int fd) throws IOException {
      return new Passed(name, OwnedDescriptor.adopt(fd));
    }
  }

  private static final class SocketTaker implements Taker<BsdSocket<?>> {
    @Override
    public int check(int fd) throws IOException {
      return Adoption.domain(fd);
    }

    @Override
    public BsdSocket<?> take(String name, int fd) throws IOException {
      return BsdSocket.adopt(fd);
    }
  }

  private static synchronized <T> List<T> take(Taker<T> taker) throws IOException {
    Announced announced = Announced.of(System.getenv(), ProcessHandle.current().pid());
    if (taken || announced.count() == 0) {
      return List.of();
    }
    NativeBinding.require();
    for (int i = 0; i < announced.count(); i++) {
      try {
        int unused = taker.check(FIRST + i);
      } catch (IOException e) {
        throw new IOException(
            "LISTEN_FDS=%d tells of descriptor %d, '%s': %s"
                .formatted(announced.count(), FIRST + i, announced.name(i), e.getMessage()),
            e);
      }
    }
    List<T> all = new ArrayList<>();
    for (int i = 0; i < announced.count(); i++) {
      int unused = FileFlags.setInheritable(FIRST + i, false);
      all.add(taker.take(announced.name(i), FIRST + i));
    }
    taken = true;
    return List.copyOf(all);
  }

  /** What the environment says. */
  record Announced(int count, @Nullable List<String> names) {
    private static final Announced NOTHING = new Announced(0, List.of());

    static Announced of(Map<String, String> environment, long pid) throws IOException {
      String process = environment.get("LISTEN_PID");
      String count = environment.get("LISTEN_FDS");
      if (process == null || number("LISTEN_PID", process, 1) != pid || count == null) {
        return NOTHING;
      }
      int descriptors = number("LISTEN_FDS", count, 1);
      String names = environment.get("LISTEN_FDNAMES");
      if (names == null) {
        return new Announced(descriptors, null);
      }
      List<String> split = List.of(names.split(":", -1));
      if (split.size() != descriptors) {
        throw new IOException(
            "LISTEN_FDNAMES=%s has %d names for the %d descriptors of LISTEN_FDS"
                .formatted(names, split.size(), descriptors));
      }
      return new Announced(descriptors, split);
    }

    private static int number(String variable, String text, int least) throws IOException {
      try {
        int value = Integer.parseInt(text);
        if (value >= least && value <= Integer.MAX_VALUE - FIRST) {
          return value;
        }
      } catch (NumberFormatException e) {
        // told of below
      }
      throw new IOException(
          "%s=%s is not a number from %d to %d"
              .formatted(variable, text, least, Integer.MAX_VALUE - FIRST));
    }

    String name(int index) {
      return names == null ? UNKNOWN : names.get(index);
    }
  }
}
