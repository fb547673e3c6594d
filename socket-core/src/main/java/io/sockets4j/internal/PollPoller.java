package io.sockets4j.internal;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * With poll(2), where there is no epoll(7): which has to be called anew in order to learn what is
 * asked for, so that this does so, and is woken for it.
 */
final class PollPoller extends Poller {
  private final Alarm alarm;
  private final PollReadiness readiness;

  /** What has been asked for since poll was called. */
  private Map<Watch, Integer> asked = new LinkedHashMap<>(); // guarded by this

  /** What poll has told: of the thread that polls. */
  private final Map<Watch, Integer> told = new LinkedHashMap<>();

  private PollPoller(Alarm alarm, PollReadiness readiness) {
    super(readiness);
    this.alarm = alarm;
    this.readiness = readiness;
  }

  static PollPoller open() throws FailedCall {
    Alarm alarm = Alarm.open();
    return new PollPoller(alarm, new PollReadiness(alarm));
  }

  @Override
  boolean ask(Watch watch, int events, boolean standing) {
    synchronized (this) {
      asked.put(watch, events);
    }
    alarm.ring();
    return false;
  }

  private synchronized Map<Watch, Integer> takeAsked() {
    Map<Watch, Integer> taken = asked;
    asked = new LinkedHashMap<>();
    return taken;
  }

  @Override
  void poll() throws FailedCall {
    for (Map.Entry<Watch, Integer> entry : takeAsked().entrySet()) {
      entry.getKey().want(entry.getValue());
    }
    readiness.await(-1, this);
    alarm.silence();
    for (Map.Entry<Watch, Integer> entry : told.entrySet()) {
      entry.getKey().want(0);
      boolean unused = entry.getKey().ready(entry.getValue());
    }
    told.clear();
  }

  @Override
  public void ready(Watch watch, int events) {
    told.put(watch, events);
  }
}
