package io.sockets4j.os;

import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * What a declaration says of each platform; the part that constants and layouts share. Immutable: a
 * change is a new table. A platform without an entry does not have the thing at all.
 *
 * @param <V> what is said of a platform
 */
final class PlatformTable<V> {
  private final Map<Platform, V> entries;

  private PlatformTable(Map<Platform, V> entries) {
    this.entries = entries;
  }

  static <V> PlatformTable<V> empty() {
    return new PlatformTable<>(Map.of());
  }

  /** This table, but with {@code value} on every platform that {@code where} accepts. */
  PlatformTable<V> with(Predicate<Platform> where, V value) {
    Map<Platform, V> changed = new EnumMap<>(Platform.class);
    changed.putAll(entries);
    for (Platform platform : Platform.values()) {
      if (where.test(platform)) {
        changed.put(platform, value);
      }
    }
    return new PlatformTable<>(changed);
  }

  /** This table without the platforms that {@code where} rejects. */
  PlatformTable<V> only(Predicate<Platform> where) {
    Map<Platform, V> changed = new EnumMap<>(Platform.class);
    changed.putAll(entries);
    changed.keySet().removeIf(where.negate());
    return new PlatformTable<>(changed);
  }

  @Nullable V get(Platform platform) {
    return entries.get(platform);
  }

  Set<Platform> platforms() {
    return entries.isEmpty()
        ? Set.of()
        : Collections.unmodifiableSet(EnumSet.copyOf(entries.keySet()));
  }

  /** The error of using {@code name} on a platform that this table does not have. */
  UnsupportedOperationException unsupported(String name, Platform platform) {
    if (entries.isEmpty()) {
      return new UnsupportedOperationException(
          name + " exists on no platform that sockets4j knows");
    }
    return new UnsupportedOperationException(
        name + " exists on " + describePlatforms() + ", not on " + platform);
  }

  /** The platforms for a sentence, a system with all its processors by its name alone. */
  private String describePlatforms() {
    List<String> names = new ArrayList<>();
    for (Platform platform : platforms()) {
      String name = hasAllOf(platform.system()) ? platform.system() : platform.toString();
      if (!names.contains(name)) {
        names.add(name);
      }
    }
    int last = names.size() - 1;
    return last == 0
        ? names.get(0)
        : String.join(", ", names.subList(0, last)) + " and " + names.get(last);
  }

  private boolean hasAllOf(String system) {
    for (Platform platform : Platform.values()) {
      if (platform.system().equals(system) && !entries.containsKey(platform)) {
        return false;
      }
    }
    return true;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof PlatformTable<?> that && entries.equals(that.entries);
  }

  @Override
  public int hashCode() {
    return entries.hashCode();
  }

  @Override
  public String toString() {
    return entries.toString();
  }
}
