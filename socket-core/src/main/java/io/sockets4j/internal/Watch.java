package io.sockets4j.internal;

/**
 * A selector's hold on a descriptor, and what it is watched for. While it lasts, the number of the
 * descriptor cannot be given back; it ends when the descriptor is closed or the selector lets go,
 * whichever is first, and then nothing ever watches the descriptor for it again.
 */
public final class Watch implements Descriptor.Registration {
  /** Who knows what readiness means. */
  public interface Listener {
    /**
     * Tells that the descriptor is ready.
     *
     * @param events the bits of poll(2)
     * @return whether that means anything
     */
    boolean ready(int events);
  }

  private final Descriptor descriptor;
  private final Readiness readiness;
  private final Listener listener;

  private int wanted; // of the thread that selects
  private int watched; // guarded by this: the events that the system has been told
  private volatile boolean held; // written under this
  private long number;

  private Watch(Descriptor descriptor, Readiness readiness, Listener listener) {
    this.descriptor = descriptor;
    this.readiness = readiness;
    this.listener = listener;
  }

  /** Takes hold of a descriptor; of one that is closed, the hold has ended from the start. */
  static Watch on(Descriptor descriptor, Readiness readiness, Listener listener) {
    Watch watch = new Watch(descriptor, readiness, listener);
    if (descriptor.acquire()) {
      synchronized (watch) {
        watch.held = true;
      }
      if (!descriptor.addRegistration(watch)) {
        watch.letGo();
      }
    }
    return watch;
  }

  /** What the readiness knows this by, while it watches: that one's business. */
  long number() {
    return number;
  }

  void setNumber(long number) {
    this.number = number;
  }

  /** The descriptor's number: only while this holds it. */
  int fd() {
    return descriptor.fd();
  }

  /** Watches for these events from now on. For the thread that selects. */
  public void want(int events) throws FailedCall {
    wanted = events;
    watch(events);
  }

  /** Watches for nothing until {@link #resume}. */
  void pause() throws FailedCall {
    watch(0);
  }

  void resume() throws FailedCall {
    watch(wanted);
  }

  /** Watches for these events, and tells the system so even if it has been told before. */
  synchronized void ask(int events) throws FailedCall {
    if (held) {
      readiness.change(this, watched, events);
      watched = events;
    }
  }

  private synchronized void watch(int events) throws FailedCall {
    if (held && events != watched) {
      readiness.change(this, watched, events);
      watched = events;
    }
  }

  /** Tells the listener, unless this has ended. */
  boolean ready(int events) {
    return held && listener.ready(events);
  }

  @Override
  public void letGo() {
    descriptor.removeRegistration(this);
    boolean unused;
    synchronized (this) {
      if (!held) {
        return;
      }
      held = false;
      unused = readiness.forget(this, watched);
    }
    if (unused) {
      release(); // not under the lock: this may close the descriptor, which may linger
    }
  }

  /** Gives the descriptor back, once no system call uses it for this any more. */
  void release() {
    descriptor.release();
  }
}
