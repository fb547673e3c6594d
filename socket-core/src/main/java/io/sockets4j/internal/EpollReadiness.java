package io.sockets4j.internal;

import io.sockets4j.internal.libc.Libc;
import io.sockets4j.internal.libc.NativeBinding;
import java.nio.ByteBuffer;

/** epoll(7), level-triggered: the kernel keeps what is watched, and any thread may change it. */
final class EpollReadiness implements Readiness {
  private static final Libc LIBC = NativeBinding.libc();

  private static final int ADD = EpollAbi.EPOLL_CTL_ADD.value();
  private static final int MODIFY = EpollAbi.EPOLL_CTL_MOD.value();
  private static final int DELETE = EpollAbi.EPOLL_CTL_DEL.value();

  /** What the alarm's events carry, in place of the number of a watch. */
  private static final long ALARM = 0;

  private final int epoll;

  /** By number: an event that was under way when a watch ended finds none. */
  private final WatchTable watches = new WatchTable();

  /** Where the kernel writes events: the one that waits uses it. */
  private final StructArray events = new StructArray(EpollAbi.EVENT);

  private EpollReadiness(int epoll) {
    this.epoll = epoll;
  }

  static EpollReadiness open(Alarm alarm) throws FailedCall {
    int epoll = LIBC.epollCreate();
    if (epoll < 0) {
      throw new FailedCall("epoll_create1", "selector", epoll);
    }
    EpollReadiness readiness = new EpollReadiness(epoll);
    int result = readiness.control(ADD, alarm.fd(), ALARM, Abi.POLLIN);
    if (result < 0) {
      readiness.close();
      throw new FailedCall("epoll_ctl", "alarm", result);
    }
    return readiness;
  }

  @Override
  public void change(Watch watch, int before, int after) throws FailedCall {
    int operation = before == 0 ? ADD : after == 0 ? DELETE : MODIFY;
    if (operation == ADD) {
      watches.add(watch);
    }
    int result = control(operation, watch.fd(), watch.number(), after);
    if (operation == DELETE || (operation == ADD && result < 0)) {
      watches.remove(watch);
    }
    if (result < 0) {
      throw new FailedCall("epoll_ctl", "fd " + watch.fd(), result);
    }
  }

  /** At once, since a duplicate of the descriptor would keep the entry alive after its close. */
  @Override
  public boolean forget(Watch watch, int before) {
    if (before != 0) {
      watches.remove(watch);
      control(DELETE, watch.fd(), 0, 0); // it fails only where there is no entry
    }
    return true;
  }

  private int control(int operation, int fd, long number, int events) {
    try (Scratch scratch = Scratch.take()) {
      EpollAbi.EVENTS.putInt(scratch.memory, 0, events);
      EpollAbi.DATA.putLong(scratch.memory, 0, number);
      return LIBC.epollControl(epoll, operation, fd, scratch.base);
    }
  }

  @Override
  public void await(int millis, Receiver receiver) throws FailedCall {
    events.grow(watches.mostAtOnce() + 1); // a selection leaves none out
    int ready = LIBC.epollWait(epoll, events.base(), events.length(), millis);
    if (ready < 0 && ready != -Abi.EINTR) {
      throw new FailedCall("epoll_wait", "selector", ready);
    }
    ByteBuffer memory = events.memory();
    for (int i = 0; i < ready; i++) {
      Watch watch = watches.get(EpollAbi.DATA.getLong(memory, events.at(i)));
      if (watch != null) { // neither the alarm nor one that has just ended
        receiver.ready(watch, EpollAbi.EVENTS.getInt(memory, events.at(i)));
      }
    }
  }

  @Override
  public int fd() {
    return epoll;
  }

  @Override
  public void close() {
    LIBC.close(epoll);
    events.free();
  }
}
