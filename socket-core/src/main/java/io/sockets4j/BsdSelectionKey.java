package io.sockets4j;

import io.sockets4j.internal.FailedCall;
import io.sockets4j.internal.Multiplexer;
import io.sockets4j.internal.Watch;
import java.nio.channels.CancelledKeyException;
import java.nio.channels.SelectableChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.spi.AbstractSelectionKey;
import org.jspecify.annotations.Nullable;

/** A socket's registration with a selector, and what readiness of its descriptor means. */
final class BsdSelectionKey extends AbstractSelectionKey implements Watch.Listener {
  private final BsdSelector selector;
  private final BsdSocket<?> socket;
  private final Watch watch;

  private volatile int interest;
  private volatile int ready;

  /** The interest set as of the moment that the selection began. */
  private int selecting; // guarded by the selector

  /** The selection that has last changed the ready set. */
  private long updatedBy; // guarded by the selector

  /** Where this stands in the selected-key set, if it is in there: that set's business. */
  private int place;

  private @Nullable BsdSelectionKey next; // guarded by the selector's changed keys
  private boolean queued; // guarded by the selector's changed keys

  BsdSelectionKey(
      BsdSelector selector, BsdSocket<?> socket, int interest, Multiplexer multiplexer) {
    this.selector = selector;
    this.socket = socket;
    this.interest = interest;
    this.watch = multiplexer.watch(socket.nativeSocket().descriptor(), this);
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

  /** Takes note that a selection has changed the ready set; whether it had not done so before. */
  boolean markUpdated(long selection) {
    boolean first = updatedBy != selection;
    updatedBy = selection;
    return first;
  }

  boolean isUpdatedBy(long selection) {
    return updatedBy == selection;
  }

  int place() {
    return place;
  }

  void setPlace(int place) {
    this.place = place;
  }

  boolean isQueued() {
    return queued;
  }

  void setQueued(boolean queued) {
    this.queued = queued;
  }

  void linkTo(BsdSelectionKey behind) {
    next = behind;
  }

  /** What came behind this, and no longer does. */
  @Nullable BsdSelectionKey unlink() {
    BsdSelectionKey behind = next;
    next = null;
    return behind;
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

  /** Tells the selector what can be done, of what was of interest when the selection began. */
  @Override
  public boolean ready(int events) {
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
