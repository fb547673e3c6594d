package io.sockets4j;

import java.nio.channels.SelectionKey;
import java.util.AbstractSet;
import java.util.Collection;
import java.util.HashSet;
import java.util.Iterator;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A selector's selected-key set: its user may remove keys, and only the selector adds them. */
final class SelectedKeys extends AbstractSet<SelectionKey> {
  private final Set<SelectionKey> keys = new HashSet<>();

  /** Adds a key: for the selector. */
  boolean include(SelectionKey key) {
    return keys.add(key);
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
    return keys.iterator();
  }

  @Override
  public int size() {
    return keys.size();
  }

  @Override
  public boolean contains(@Nullable Object key) {
    return keys.contains(key);
  }

  @Override
  public boolean remove(@Nullable Object key) {
    return keys.remove(key);
  }

  @Override
  public void clear() {
    keys.clear();
  }
}
