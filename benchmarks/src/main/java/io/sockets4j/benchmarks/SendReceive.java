package io.sockets4j.benchmarks;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/**
 * Sends a message of 64 bytes and receives it, in one thread, over a pair of sockets: ours, the
 * JDK's and Python's. They take turns, in a new order every round, and the median round counts, so
 * that what else the machine does hits all alike.
 */
public final class SendReceive {
  private static final int ROUNDS = 41;
  private static final int WARM_UP_ROUNDS = 10;
  private static final int TIMES = 20_000;

  private SendReceive() {}

  /**
   * Prints the table.
   *
   * @param arguments the path of the Python program beside this one
   */
  public static void main(String[] arguments) throws IOException {
    Path python = Path.of(arguments[0]);
    System.out.printf(
        "send + receive of 64 bytes, ns: median of %d rounds of %d%n",
        ROUNDS - WARM_UP_ROUNDS, TIMES);
    compare(
        "UNIX stream",
        List.of(
            Contenders.ours("sockets4j, heap buffer", Contenders.unixStream(), false),
            Contenders.ours("sockets4j, direct buffer", Contenders.unixStream(), true),
            Contenders.jdkUnixStream("SocketChannel, heap buffer", false),
            Contenders.jdkUnixStream("SocketChannel, direct buffer", true),
            new PythonContender(python, "unix")));
    compare(
        "UDP loopback, connected",
        List.of(
            Contenders.ours("sockets4j, heap buffer", Contenders.udp(), false),
            Contenders.ours("sockets4j, direct buffer", Contenders.udp(), true),
            Contenders.jdkUdp("DatagramChannel, heap buffer", false),
            Contenders.jdkUdp("DatagramChannel, direct buffer", true),
            new PythonContender(python, "udp")));
  }

  private static void compare(String title, List<Contender> contenders) throws IOException {
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
          "  %-32s %6d   %.2f of the first%n",
          contenders.get(i).name(), median, (double) median / first);
      contenders.get(i).close();
    }
  }

  private static long median(List<Long> values) {
    long[] sorted = values.stream().mapToLong(Long::longValue).toArray();
    Arrays.sort(sorted);
    return sorted[sorted.length / 2];
  }
}
