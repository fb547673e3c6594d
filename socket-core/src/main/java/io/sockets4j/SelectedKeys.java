package io.sockets4j;

import java.nio.channels.SelectionKey;
import java.util.AbstractSet;
import java.util.Arrays;
import java.util.Collection;
import java.util.ConcurrentModificationException;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A selector's selected-key set: its user may remove keys, and only the selector adds them. Each
 * key knows its place in an array, so that nothing is hashed and nothing allocated.
 */
final class SelectedKeys extends AbstractSet<SelectionKey> {
  private static final int FIRST_LENGTH = 16;

  private @Nullable BsdSelectionKey[] keys = new BsdSelectionKey[FIRST_LENGTH];
  private int size;

  /** How often keys came or went, so that iterators fail fast. */
  private int changes;

  /** Adds a key, of the selector whose set this is: for the selector. */
  boolean include(BsdSelectionKey key) {
    if (contains(key)) {
      return false;
    }
    if (size == keys.length) {
      keys = Arrays.copyOf(keys, 2 * size);
    }
    keys[size] = key;
    key.setPlace(size);
    size++;
    changes++;
    return true;
  }

  /** Removes a key, any one: for the selector; null if there is none. */
  @Nullable BsdSelectionKey poll() {
    return size == 0 ? null : removeAt(size - 1);
  }

  @Override
  public boolean add(SelectionKey key) {
    throw new UnsupportedOperationException("a selector adds the keys that it selects");
  }

  @Override
  public boolean addAll(Collection<? extends SelectionKey> more) {
    throw new UnsupportedOperationException("a selector adds the keys that it selects");
  }

  @Override
  public Iterator<SelectionKey> iterator() {
    return new KeyIterator();
  }

  @Override
  public int size() {
    return size;
  }

  /** Nothing but what the array says, since a key may be of another selector or out of its set. */
  @Override
  public boolean contains(@Nullable Object key) {
    return key instanceof BsdSelectionKey candidate
        && candidate.place() < size
        && keys[candidate.place()] == candidate;
  }

  @Override
  public boolean remove(@Nullable Object key) {
    if (!contains(key)) {
      return false;
    }
    removeAt(((BsdSelectionKey) Objects.requireNonNull(key)).place());
    return true;
  }

  /** The last one moves to its place: behind what an iterator has given, which goes upwards. */
  private BsdSelectionKey removeAt(int place) {
    size--;
    BsdSelectionKey removed = Objects.requireNonNull(keys[place]);
    BsdSelectionKey last = Objects.requireNonNull(keys[size]);
    keys[place] = last;
    last.setPlace(place);
    keys[size] = null;
    changes++;
    return removed;
  }

  @Override
  public void clear() {
    Arrays.fill(keys, 0, size, null);
    size = 0;
    changes++;
  }

  private final class KeyIterator implements Iterator<SelectionKey> {
    private int next;
    private boolean removable;
    private int expected = changes;

    @Override
    public boolean hasNext() {
      return next < size;
    }

    @Override
    public SelectionKey next() {
      requireUnchanged();
      if (next >= size) {
        throw new NoSuchElementException();
      }
      removable = true;
      return Objects.requireNonNull(keys[next++]);
    }

    @Override
    public void remove() {
      if (!removable) {
        throw new IllegalStateException("next() has given no key that is still there");
      }
      requireUnchanged();
      removable = false;
      next--;
      removeAt(next);
      expected = changes;
    }

    private void requireUnchanged() {
      if (changes != expected) {
        throw new ConcurrentModificationException();
      }
    }
  }
}
