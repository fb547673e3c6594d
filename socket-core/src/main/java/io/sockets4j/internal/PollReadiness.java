package io.sockets4j.internal;

import io.sockets4j.internal.libc.Libc;
import io.sockets4j.internal.libc.NativeBinding;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * poll(2): the kernel is told anew each time what is watched, from an array that is kept up to
 * date. A descriptor that is given up while another thread polls it is released by that thread,
 * which the alarm wakes.
 */
final class PollReadiness implements Readiness {
  private static final Libc LIBC = NativeBinding.libc();

  private static final int ALARM = 0;
  private static final int FIRST = 1;

  private final Alarm alarm;

  /** What the kernel reads and writes: the alarm's entry, and those of what is watched. */
  private final StructArray entries = new StructArray(Abi.POLLFD); // guarded by this

  private final List<Watch> watched = new ArrayList<>(); // guarded by this: in that order
  private final List<Watch> givenUp = new ArrayList<>(); // guarded by this: while polling

  /** While it lasts, the thread that polls has the entries and what is watched for itself. */
  private boolean polling; // guarded by this

  PollReadiness(Alarm alarm) {
    this.alarm = alarm;
    putEntry(ALARM, alarm.fd(), Abi.POLLIN);
  }

  @Override
  public synchronized void change(Watch watch, int before, int after) {
    if (after == 0) {
      remove(watch);
      return;
    }
    if (before == 0) {
      watch.setNumber(watched.size());
      watched.add(watch);
      entries.grow(FIRST + watched.size());
    }
    putEntry(FIRST + (int) watch.number(), watch.fd(), after);
  }

  @Override
  public synchronized boolean forget(Watch watch, int before) {
    if (before == 0) {
      return true;
    }
    if (polling) {
      givenUp.add(watch);
      alarm.ring();
      return false;
    }
    remove(watch);
    return true;
  }

  /** The last one takes its place. */
  private void remove(Watch watch) {
    int place = (int) watch.number();
    Watch last = watched.remove(watched.size() - 1);
    if (last != watch) {
      watched.set(place, last);
      last.setNumber(place);
      int from = entries.at(FIRST + watched.size());
      entries.memory().put(entries.at(FIRST + place), entries.memory(), from, Abi.POLLFD.size());
    }
  }

  @Override
  public void await(int millis, Receiver receiver) throws FailedCall {
    synchronized (this) {
      polling = true;
    }
    int count = FIRST + watched.size();
    int ready;
    try {
      ready = LIBC.poll(entries.base(), count, millis);
      tell(ready, receiver);
    } finally {
      end();
    }
    if (ready < 0 && ready != -Abi.EINTR) {
      throw new FailedCall("poll", count - FIRST + " descriptors", ready);
    }
  }

  private void tell(int ready, Receiver receiver) {
    int left = ready;
    if (left > 0 && events(ALARM) != 0) {
      left--;
    }
    for (int i = 0; left > 0; i++) {
      int events = events(FIRST + i);
      if (events != 0) {
        left--;
        receiver.ready(watched.get(i), events);
      }
    }
  }

  private int events(int index) {
    return Abi.POLLFD_REVENTS.getShort(entries.memory(), entries.at(index));
  }

  private void end() {
    List<Watch> ended;
    synchronized (this) {
      polling = false;
      if (givenUp.isEmpty()) {
        return;
      }
      givenUp.forEach(this::remove);
      ended = List.copyOf(givenUp);
      givenUp.clear();
    }
    ended.forEach(Watch::release); // not under the lock: this may close them, which may linger
  }

  private void putEntry(int index, int fd, int events) {
    ByteBuffer memory = entries.memory();
    int at = entries.at(index);
    Abi.POLLFD_FD.putInt(memory, at, fd);
    Abi.POLLFD_EVENTS.putUnsigned(memory, at, events);
    Abi.POLLFD_REVENTS.putUnsigned(memory, at, 0);
  }

  @Override
  public void close() {
    entries.free();
  }
}
