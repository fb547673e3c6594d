package io.sockets4j.benchmarks;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/**
 * Lets contenders take turns, in a new order every round. The median round counts, so that what
 * else the machine does hits all alike.
 */
final class Comparison {
  private static final int ROUNDS = 41;
  private static final int WARM_UP_ROUNDS = 10;
  private static final int TIMES = 20_000;
  private static final long NANOS_PER_SECOND = 1_000_000_000;

  private Comparison() {}

  static void title(String what) {
    System.out.printf("%s, ns: median of %d rounds of %d%n", what, ROUNDS - WARM_UP_ROUNDS, TIMES);
  }

  static void run(String title, List<Contender> contenders) throws IOException {
    List<List<Long>> nanos = new ArrayList<>();
    contenders.forEach(c -> nanos.add(new ArrayList<>()));
    List<Integer> order = new ArrayList<>();
    for (int i = 0; i < contenders.size(); i++) {
      order.add(i);
    }
    Random random = new Random(1);
    for (int round = 0; round < ROUNDS; round++) {
      Collections.shuffle(order, random);
      for (int i : order) {
        long took = contenders.get(i).run(TIMES);
        if (round >= WARM_UP_ROUNDS) {
          nanos.get(i).add(took / TIMES);
        }
      }
    }
    System.out.printf("%n%s%n", title);
    long first = median(nanos.get(0));
    for (int i = 0; i < contenders.size(); i++) {
      long median = median(nanos.get(i));
      System.out.printf(
          "  %-32s %6d   %,10d a second   %.2f of the first%s%n",
          contenders.get(i).name(),
          median,
          NANOS_PER_SECOND / Math.max(median, 1),
          (double) median / first,
          allocation(contenders.get(i)));
      contenders.get(i).close();
    }
  }

  /** Of the last round: it hardly varies once the code is compiled. */
  private static String allocation(Contender contender) {
    return contender.allocated() == Contender.UNKNOWN
        ? ""
        : "   %.1f bytes allocated".formatted((double) contender.allocated() / TIMES);
  }

  private static long median(List<Long> values) {
    long[] sorted = values.stream().mapToLong(Long::longValue).toArray();
    Arrays.sort(sorted);
    return sorted[sorted.length / 2];
  }
}
