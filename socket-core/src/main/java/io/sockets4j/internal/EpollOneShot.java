package io.sockets4j.internal;

import io.sockets4j.internal.libc.Libc;
import io.sockets4j.internal.libc.NativeBinding;
import io.sockets4j.os.Errno;
import java.nio.ByteBuffer;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/**
 * epoll(7) with EPOLLONESHOT: the kernel tells an event once, and then no more until it is asked
 * anew, unless it is asked for {@link #STANDING} too. Any thread asks.
 *
 * <p>A watch is found by the number of its descriptor, which stays the same as long as it is
 * watched. An event that was under way when that ended may meet the next watch with that number,
 * which does no harm: here an event means no more than "look again".
 */
final class EpollOneShot implements Readiness {
  private static final Libc LIBC = NativeBinding.libc();

  private static final int ADD = EpollAbi.EPOLL_CTL_ADD.value();
  private static final int MODIFY = EpollAbi.EPOLL_CTL_MOD.value();
  private static final int DELETE = EpollAbi.EPOLL_CTL_DEL.value();
  private static final int ONCE = EpollAbi.EPOLLONESHOT.value();

  /** Besides the bits of poll(2): the kernel tells them as long as they are there, not once. */
  static final int STANDING = 1 << 16; // which is none of them

  private static final int FIRST_LENGTH = 256;

  /** How many events one call gives at most; the next call gives the others. */
  private static final int EVENTS_AT_ONCE = 512;

  private final int epoll;
  private final StructArray events = new StructArray(EpollAbi.EVENT);

  /** By descriptor. Written, and replaced by a longer one, under this. */
  private volatile AtomicReferenceArray<@Nullable Watch> watches =
      new AtomicReferenceArray<>(FIRST_LENGTH);

  private EpollOneShot(int epoll) {
    this.epoll = epoll;
    events.grow(EVENTS_AT_ONCE);
  }

  static EpollOneShot open() throws FailedCall {
    int epoll = LIBC.epollCreate();
    if (epoll < 0) {
      throw new FailedCall("epoll_create1", "poller", epoll);
    }
    return new EpollOneShot(epoll);
  }

  /** Readable while there are events. */
  @Override
  public int fd() {
    return epoll;
  }

  @Override
  public void change(Watch watch, int before, int after) throws FailedCall {
    int fd = watch.fd();
    int result = before == 0 ? add(watch, after) : control(MODIFY, fd, after);
    if (result < 0) {
      throw new FailedCall("epoll_ctl", "fd " + fd, result);
    }
  }

  /** Into the table first: the event may come at once. */
  private int add(Watch watch, int events) {
    int fd = watch.fd();
    if (!put(fd, watch)) {
      return -Errno.EEXIST.value(); // somebody else has made a socket of the same number
    }
    int result = control(ADD, fd, events);
    if (result < 0) {
      remove(fd);
    }
    return result;
  }

  private synchronized boolean put(int fd, Watch watch) {
    AtomicReferenceArray<@Nullable Watch> array = watches;
    if (fd >= array.length()) {
      array = new AtomicReferenceArray<>(2 * fd);
      for (int i = 0; i < watches.length(); i++) {
        array.set(i, watches.get(i));
      }
      watches = array;
    }
    return array.compareAndSet(fd, null, watch);
  }

  private synchronized void remove(int fd) {
    watches.set(fd, null);
  }

  /** At once, since a duplicate of the descriptor would keep the entry alive after its close. */
  @Override
  public boolean forget(Watch watch, int before) {
    if (before != 0) {
      control(DELETE, watch.fd(), 0);
      remove(watch.fd());
    }
    return true;
  }

  private int control(int operation, int fd, int wanted) {
    int flags = (wanted & STANDING) != 0 ? wanted & ~STANDING : wanted | ONCE;
    try (Scratch scratch = Scratch.take()) {
      EpollAbi.EVENTS.putInt(scratch.memory, 0, flags);
      EpollAbi.DATA.putLong(scratch.memory, 0, fd);
      return LIBC.epollControl(epoll, operation, fd, scratch.base);
    }
  }

  @Override
  public void await(int millis, Receiver receiver) throws FailedCall {
    int ready = LIBC.epollWait(epoll, events.base(), events.length(), millis);
    if (ready < 0 && ready != -Abi.EINTR) {
      throw new FailedCall("epoll_wait", "poller", ready);
    }
    ByteBuffer memory = events.memory();
    for (int i = 0; i < ready; i++) {
      Watch watch = watches.get((int) EpollAbi.DATA.getLong(memory, events.at(i)));
      if (watch != null) {
        receiver.ready(watch, EpollAbi.EVENTS.getInt(memory, events.at(i)));
      }
    }
  }

  @Override
  public void close() {
    LIBC.close(epoll);
    events.free();
  }
}
