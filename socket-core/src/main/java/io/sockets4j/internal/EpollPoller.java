package io.sockets4j.internal;

/** With epoll(7): any thread asks the kernel itself, also while this waits. */
final class EpollPoller extends Poller {
  private final EpollOneShot epoll;

  private EpollPoller(EpollOneShot epoll) {
    super(epoll);
    this.epoll = epoll;
  }

  static EpollPoller open() throws FailedCall {
    return new EpollPoller(EpollOneShot.open());
  }

  @Override
  void ask(Watch watch, int events) throws FailedCall {
    watch.ask(events);
  }

  @Override
  void poll() throws FailedCall {
    epoll.await(-1, this);
  }

  @Override
  public void ready(Watch watch, int events) {
    boolean unused = watch.ready(events);
  }
}
