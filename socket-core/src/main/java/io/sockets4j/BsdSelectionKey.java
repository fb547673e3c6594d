package io.sockets4j;

import io.sockets4j.internal.FailedCall;
import io.sockets4j.internal.Multiplexer;
import io.sockets4j.internal.Watch;
import java.nio.channels.CancelledKeyException;
import java.nio.channels.SelectableChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.spi.AbstractSelectionKey;

/** A socket's registration with a selector, and what readiness of its descriptor means. */
final class BsdSelectionKey extends AbstractSelectionKey {
  private final BsdSelector selector;
  private final BsdSocket<?> socket;
  private final Watch watch;

  private volatile int interest;
  private volatile int ready;

  /** The interest set as of the moment that the selection began. */
  private int selecting; // guarded by the selector

  BsdSelectionKey(
      BsdSelector selector, BsdSocket<?> socket, int interest, Multiplexer multiplexer) {
    this.selector = selector;
    this.socket = socket;
    this.interest = interest;
    this.watch = multiplexer.watch(socket.nativeSocket().descriptor(), this::selected);
  }

  @Override
  public SelectableChannel channel() {
    return socket;
  }

  @Override
  public Selector selector() {
    return selector;
  }

  @Override
  public int interestOps() {
    requireValid();
    return interest;
  }

  @Override
  public SelectionKey interestOps(int ops) {
    requireValid();
    if ((ops & ~socket.validOps()) != 0) {
      throw new IllegalArgumentException(
          "0x%x holds operations that this socket does not have".formatted(ops));
    }
    interest = ops;
    selector.interestChanged(this);
    return this;
  }

  @Override
  public int readyOps() {
    requireValid();
    return ready;
  }

  /** Sets what is ready: for the selector. */
  void setReady(int ops) {
    ready = ops;
  }

  /** What is ready, whether this is valid or not: for the selector. */
  int ready() {
    return ready;
  }

  /** Makes the interest set that of the selection that begins: for the selector. */
  void applyInterest() throws FailedCall {
    selecting = interest;
    watch.want(ReadyOps.events(selecting));
  }

  /** Lets go of the descriptor: for the selector. */
  void letGo() {
    watch.letGo();
  }

  private boolean selected(int events) {
    if (!isValid()) {
      watch.letGo(); // cancelled meanwhile: the selection ends its registration when it ends
      return false;
    }
    int ops = ReadyOps.of(socket.connection(), events) & selecting;
    if (ops == 0) {
      return false;
    }
    selector.selected(this, ops);
    return true;
  }

  private void requireValid() {
    if (!isValid()) {
      throw new CancelledKeyException();
    }
  }

  /**
   * What is registered, for people.
   *
   * @return the socket and the two sets
   */
  @Override
  public String toString() {
    return "%s, interest 0x%x, ready 0x%x%s"
        .formatted(socket, interest, ready, isValid() ? "" : ", cancelled");
  }
}
