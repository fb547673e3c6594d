package io.sockets4j.internal;

import io.sockets4j.internal.libc.Libc;
import io.sockets4j.internal.libc.NativeBinding;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * poll(2): the kernel is told anew each time what is watched. A descriptor that is given up while
 * another thread polls it is released by that thread, which the alarm wakes.
 */
final class PollReadiness implements Readiness {
  private static final Libc LIBC = NativeBinding.libc();

  private final Alarm alarm;
  private final Map<Watch, Integer> watched = new LinkedHashMap<>(); // guarded by this
  private final List<Watch> givenUp = new ArrayList<>(); // guarded by this: while polled
  private boolean polling; // guarded by this

  /** What the kernel reads and writes, the alarm's entry first: the one that waits uses it. */
  private final StructArray entries = new StructArray(Abi.POLLFD);

  PollReadiness(Alarm alarm) {
    this.alarm = alarm;
  }

  @Override
  public synchronized void change(Watch watch, int before, int after) {
    if (after == 0) {
      watched.remove(watch);
    } else {
      watched.put(watch, after);
    }
  }

  @Override
  public synchronized boolean forget(Watch watch, int before) {
    boolean polled = watched.remove(watch) != null && polling;
    if (polled) {
      givenUp.add(watch);
      alarm.ring();
    }
    return !polled;
  }

  @Override
  public void await(int millis, Receiver receiver) throws FailedCall {
    List<Watch> polled = begin();
    int ready = 0;
    try {
      ready = LIBC.poll(entries.base(), polled.size() + 1, millis);
    } finally {
      end();
    }
    if (ready < 0 && ready != -Abi.EINTR) {
      throw new FailedCall("poll", polled.size() + " descriptors", ready);
    }
    for (int i = 0; i < polled.size() && ready > 0; i++) {
      int events = Abi.POLLFD_REVENTS.getShort(entries.memory(), entries.at(i + 1));
      if (events != 0) {
        receiver.ready(polled.get(i), events);
      }
    }
  }

  private synchronized List<Watch> begin() {
    entries.grow(watched.size() + 1);
    putEntry(0, alarm.fd(), Abi.POLLIN);
    List<Watch> polled = new ArrayList<>(watched.size());
    watched.forEach(
        (watch, events) -> {
          polled.add(watch);
          putEntry(polled.size(), watch.fd(), events);
        });
    polling = true;
    return polled;
  }

  private void end() {
    List<Watch> left;
    synchronized (this) {
      polling = false;
      left = List.copyOf(givenUp);
      givenUp.clear();
    }
    left.forEach(Watch::release);
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
