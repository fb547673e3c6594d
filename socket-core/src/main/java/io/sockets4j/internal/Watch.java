package io.sockets4j.internal;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A selector's hold on a descriptor, or the poller's, and what it is watched for. While it lasts,
 * the number of the descriptor cannot be given back; it ends when the descriptor is closed or the
 * selector lets go, whichever is first, and then nothing ever watches the descriptor for it again.
 *
 * <p>Its lock is the descriptor's, and a {@link Readiness} is changed under it: so nobody asks for
 * the lock of a descriptor who has that of a readiness.
 */
public abstract class Watch implements Descriptor.Registration {
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

  private static final class Listened extends Watch {
    private final Listener listener;

    Listened(Descriptor descriptor, Listener listener) {
      super(descriptor);
      this.listener = listener;
    }

    @Override
    boolean arrived(int events) {
      return listener.ready(events);
    }
  }

  final Descriptor descriptor;
  private @Nullable Readiness readiness; // set once, before this holds the descriptor

  private int wanted; // of the thread that selects
  private int watched; // guarded by the descriptor: the events that the system has been told
  private volatile boolean held; // written under the descriptor's lock
  private long number;

  Watch(Descriptor descriptor) {
    this.descriptor = descriptor;
  }

  /** One that tells a listener; of a descriptor that is closed, the hold has ended. */
  static Watch on(Descriptor descriptor, Readiness readiness, Listener listener) {
    Watch watch = new Listened(descriptor, listener);
    watch.hold(readiness);
    return watch;
  }

  /** As {@link Listener#ready}. */
  abstract boolean arrived(int events);

  /** Takes hold of the descriptor; of one that is closed, the hold has ended from the start. */
  final void hold(Readiness with) {
    readiness = with;
    if (descriptor.acquire()) {
      synchronized (descriptor) {
        held = true;
      }
      if (!descriptor.addRegistration(this)) {
        letGo();
      }
    }
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
  final void ask(int events) throws FailedCall {
    synchronized (descriptor) {
      if (held) {
        change(events);
      }
    }
  }

  private void watch(int events) throws FailedCall {
    synchronized (descriptor) {
      if (held && events != watched) {
        change(events);
      }
    }
  }

  private void change(int events) throws FailedCall {
    mechanism().change(this, watched, events);
    watched = events;
  }

  private Readiness mechanism() {
    return Objects.requireNonNull(readiness, "held");
  }

  /** Tells the listener, unless this has ended. */
  final boolean ready(int events) {
    return held && arrived(events);
  }

  @Override
  public void letGo() {
    descriptor.removeRegistration(this);
    boolean unused;
    synchronized (descriptor) {
      if (!held) {
        return;
      }
      held = false;
      unused = mechanism().forget(this, watched);
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
