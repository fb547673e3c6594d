package io.sockets4j.internal;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Watches by number. A number is the place in an array and, above it, how many numbers were given
 * before: one that has been taken back finds nothing, whoever has its place now.
 *
 * <p>One thread at a time adds and looks up; any thread may remove.
 */
final class WatchTable {
  private static final int FIRST_LENGTH = 64;

  /** Place 0 stays empty, so that 0 is the number of none. */
  private @Nullable Watch[] watches = new Watch[FIRST_LENGTH];

  private int[] free = new int[FIRST_LENGTH]; // guarded by this: places that were given back
  private int freeCount; // guarded by this
  private int nextPlace = 1; // of the thread that adds: none from here on was ever given
  private int given; // guarded by this

  /** Adds a watch and tells it its number. */
  synchronized void add(Watch watch) {
    int place = freeCount > 0 ? free[--freeCount] : nextPlace++;
    if (place == watches.length) {
      watches = Arrays.copyOf(watches, 2 * place);
      free = Arrays.copyOf(free, 2 * place);
    }
    given++;
    watch.setNumber((long) given << Integer.SIZE | place);
    watches[place] = watch;
  }

  /** Takes a watch out, if it is in here. */
  synchronized void remove(Watch watch) {
    int place = (int) watch.number();
    if (watches[place] == watch) {
      watches[place] = null;
      free[freeCount++] = place;
    }
  }

  /**
   * The watch with a number, or null. Without a lock: one that another thread is just taking out
   * may still be found, and says itself that it has ended.
   */
  @Nullable Watch get(long number) {
    Watch watch = watches[(int) number];
    return watch != null && watch.number() == number ? watch : null;
  }

  /** How many there have been at once, at most. */
  int mostAtOnce() {
    return nextPlace - 1;
  }
}
