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
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The selector of {@link BsdSocket}s: the sets of keys, as {@link Selector} documents them.
 *
 * <p>Locks are taken in this order: the selector and the selected-key set, both for as long as a
 * selection takes; the locks of a channel, which hold while it registers; {@code changed}. Hence
 * registering a channel never waits for a selection, and a selection calls a channel while it holds
 * none but the first two.
 */
final class BsdSelector extends AbstractSelector {
  private final Multiplexer multiplexer;

  private final Set<SelectionKey> keys = ConcurrentHashMap.newKeySet();
  private final Set<SelectionKey> unmodifiableKeys = Collections.unmodifiableSet(keys);
  private final SelectedKeys selectedKeys = new SelectedKeys();

  /** The keys whose interest sets the next selection has to learn. */
  private final Set<BsdSelectionKey> changed = new LinkedHashSet<>(); // guarded by itself

  /** The keys whose ready sets the selection under way has changed. */
  private final Set<SelectionKey> updated = new HashSet<>(); // guarded by this

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
    return select(0, TimeUnit.NANOSECONDS);
  }

  @Override
  public int select() throws IOException {
    return select(NativeSocket.FOREVER, TimeUnit.NANOSECONDS);
  }

  @Override
  public int select(long timeout) throws IOException {
    if (timeout < 0) {
      throw new IllegalArgumentException("negative timeout: " + timeout);
    }
    return timeout == 0 ? select() : select(timeout, TimeUnit.MILLISECONDS);
  }

  private int select(long timeout, TimeUnit unit) throws IOException {
    synchronized (this) {
      requireOpen();
      synchronized (selectedKeys) {
        updated.clear();
        removeCancelled();
        try {
          learnInterests();
          await(unit.toNanos(timeout));
        } catch (FailedCall e) {
          throw ErrorReport.of(e);
        } finally {
          multiplexer.forgetWakeUp();
          removeCancelled();
        }
        return updated.size();
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

  private void learnInterests() throws FailedCall {
    List<BsdSelectionKey> batch;
    synchronized (changed) {
      batch = List.copyOf(changed);
      changed.clear();
    }
    int learnt = 0;
    try {
      for (BsdSelectionKey key : batch) {
        key.applyInterest();
        learnt++;
      }
    } finally {
      synchronized (changed) {
        changed.addAll(batch.subList(learnt, batch.size()));
      }
    }
  }

  /** Takes note that a key's channel is ready: called by the key, during a selection. */
  void selected(BsdSelectionKey key, int ops) {
    int before = selectedKeys.include(key) ? 0 : key.ready();
    int after = before | ops;
    key.setReady(after);
    if (after != before) {
      updated.add(key);
    }
  }

  /** Takes note that the next selection has to look at a key's interest set. */
  void interestChanged(BsdSelectionKey key) {
    synchronized (changed) {
      changed.add(key);
    }
  }

  private void removeCancelled() {
    List<SelectionKey> cancelled;
    Set<SelectionKey> cancelledKeys = cancelledKeys();
    synchronized (cancelledKeys) {
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
    updated.remove(key);
    synchronized (changed) {
      changed.remove(key);
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
