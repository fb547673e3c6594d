package io.sockets4j;

import io.sockets4j.internal.FailedCall;
import io.sockets4j.internal.Multiplexer;
import io.sockets4j.internal.NativeSocket;
import java.io.IOException;
import java.nio.channels.ClosedSelectorException;
import java.nio.channels.IllegalSelectorException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.spi.AbstractSelectableChannel;
import java.nio.channels.spi.AbstractSelector;
import java.nio.channels.spi.SelectorProvider;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The selector of {@link BsdSocket}s: the sets of keys, as {@link Selector} documents them.
 *
 * <p>Locks are taken in this order: the selector and the selected-key set, both for as long as a
 * selection takes; the locks of a channel, which hold while it registers; {@code changed}. Hence
 * registering a channel never waits for a selection, and a selection calls a channel while it holds
 * none but the first two.
 *
 * <p>What a selection needs is kept from one to the next, so that it allocates nothing.
 */
final class BsdSelector extends AbstractSelector {
  private final Multiplexer multiplexer;

  private final Set<SelectionKey> keys = ConcurrentHashMap.newKeySet();
  private final Set<SelectionKey> unmodifiableKeys = Collections.unmodifiableSet(keys);
  private final SelectedKeys selectedKeys = new SelectedKeys();

  private final ChangedKeys changed = new ChangedKeys();

  /** The number of the selection under way, or of the last one. */
  private long selection; // guarded by this

  /** How many keys' ready sets that one has changed. */
  private int updated; // guarded by this

  /** Whether the keys that were selected are being given to an action. */
  private boolean acting; // guarded by this

  BsdSelector(SelectorProvider provider, Multiplexer multiplexer) {
    super(provider);
    this.multiplexer = multiplexer;
  }

  @Override
  public Set<SelectionKey> keys() {
    requireOpen();
    return unmodifiableKeys;
  }

  @Override
  public Set<SelectionKey> selectedKeys() {
    requireOpen();
    return selectedKeys;
  }

  @Override
  public int selectNow() throws IOException {
    return selectFor(0);
  }

  @Override
  public int select() throws IOException {
    return selectFor(NativeSocket.FOREVER);
  }

  @Override
  public int select(long timeout) throws IOException {
    return selectFor(nanos(timeout));
  }

  @Override
  public int selectNow(Consumer<SelectionKey> action) throws IOException {
    return selectFor(0, action);
  }

  @Override
  public int select(Consumer<SelectionKey> action) throws IOException {
    return selectFor(NativeSocket.FOREVER, action);
  }

  @Override
  public int select(Consumer<SelectionKey> action, long timeout) throws IOException {
    return selectFor(nanos(timeout), action);
  }

  private static long nanos(long timeout) {
    if (timeout < 0) {
      throw new IllegalArgumentException("negative timeout: " + timeout);
    }
    return timeout == 0 ? NativeSocket.FOREVER : TimeUnit.MILLISECONDS.toNanos(timeout);
  }

  private int selectFor(long nanos) throws IOException {
    synchronized (this) {
      requireOpen();
      if (acting) {
        throw new IllegalStateException("an action on selected keys cannot select");
      }
      synchronized (selectedKeys) {
        selection++;
        updated = 0;
        removeCancelled();
        try {
          learnInterests();
          await(nanos);
        } catch (FailedCall e) {
          throw ErrorReport.of(e);
        } finally {
          multiplexer.forgetWakeUp();
          removeCancelled();
        }
        return updated;
      }
    }
  }

  private int selectFor(long nanos, Consumer<SelectionKey> action) throws IOException {
    Objects.requireNonNull(action, "action");
    synchronized (this) {
      requireOpen();
      synchronized (selectedKeys) {
        if (!acting) {
          selectedKeys.clear();
        }
        int count = selectFor(nanos);
        acting = true;
        try {
          for (var key = selectedKeys.poll(); key != null; key = selectedKeys.poll()) {
            action.accept(key);
            requireOpen();
          }
        } finally {
          acting = false;
          selectedKeys.clear(); // what an action that fails has not come to is selected again
          removeCancelled();
        }
        return count;
      }
    }
  }

  private void await(long nanos) throws FailedCall {
    if (nanos == 0) {
      multiplexer.await(nanos);
      return;
    }
    begin();
    try {
      multiplexer.await(nanos);
    } finally {
      end();
    }
  }

  /** Of those that have changed until now: others go on changing theirs meanwhile. */
  private void learnInterests() throws FailedCall {
    for (int left = changed.size(); left > 0; left--) {
      BsdSelectionKey key = changed.remove();
      boolean learnt = false;
      try {
        key.applyInterest();
        learnt = true;
      } finally {
        if (!learnt) {
          changed.add(key);
        }
      }
    }
  }

  /** Takes note that a key's channel is ready: called by the key, during a selection. */
  void selected(BsdSelectionKey key, int ops) {
    int before = selectedKeys.include(key) ? 0 : key.ready();
    int after = before | ops;
    key.setReady(after);
    if (after != before && key.markUpdated(selection)) {
      updated++;
    }
  }

  /** Takes note that the next selection has to look at a key's interest set. */
  void interestChanged(BsdSelectionKey key) {
    changed.add(key);
  }

  private void removeCancelled() {
    List<SelectionKey> cancelled;
    Set<SelectionKey> cancelledKeys = cancelledKeys();
    synchronized (cancelledKeys) {
      if (cancelledKeys.isEmpty()) {
        return;
      }
      cancelled = List.copyOf(cancelledKeys);
      cancelledKeys.clear();
    }
    cancelled.forEach(this::remove);
  }

  /** The descriptor first: once the channel is deregistered, it may register again. */
  private void remove(SelectionKey cancelled) {
    BsdSelectionKey key = (BsdSelectionKey) cancelled;
    key.letGo();
    keys.remove(key);
    selectedKeys.remove(key);
    if (key.isUpdatedBy(selection)) {
      updated--;
    }
    deregister(key);
  }

  @Override
  protected SelectionKey register(
      AbstractSelectableChannel channel, int ops, @Nullable Object attachment) {
    if (!(channel instanceof BsdSocket<?> socket)) {
      throw new IllegalSelectorException();
    }
    BsdSelectionKey key = new BsdSelectionKey(this, socket, ops, multiplexer);
    key.attach(attachment);
    boolean added;
    synchronized (changed) {
      added = isOpen(); // close takes this lock: it finds the key, or we find that it closes
      if (added) {
        keys.add(key);
        changed.add(key);
      }
    }
    if (!added) {
      key.letGo();
      throw new ClosedSelectorException();
    }
    return key;
  }

  @Override
  public Selector wakeup() {
    multiplexer.wakeUp();
    return this;
  }

  @Override
  protected void implCloseSelector() {
    multiplexer.wakeUp();
    synchronized (this) {
      synchronized (selectedKeys) {
        List<SelectionKey> registered;
        synchronized (changed) {
          registered = List.copyOf(keys);
        }
        registered.forEach(this::remove);
        multiplexer.close();
      }
    }
  }

  private void requireOpen() {
    if (!isOpen()) {
      throw new ClosedSelectorException();
    }
  }

  /**
   * What this is, for people.
   *
   * @return the number of keys, and whether this is closed
   */
  @Override
  public String toString() {
    return "BsdSelector of %d keys%s".formatted(keys.size(), isOpen() ? "" : ", closed");
  }
}
