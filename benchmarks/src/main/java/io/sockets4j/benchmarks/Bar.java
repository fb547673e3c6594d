package io.sockets4j.benchmarks;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * How many times as long as another we may take.
 *
 * @param title what a person calls it
 * @param rows where it counts
 * @param role who of ours
 * @param other with whom it is compared
 * @param most the bar, as a ratio of times
 */
record Bar(String title, Predicate<Row> rows, String role, String other, double most) {
  /** Bytes an operation that count as none: what the counting itself may leave. */
  private static final double NONE = 0.1;

  /** What is printed of a bar. */
  record Verdict(String title, boolean pass, String text) {}

  /** All of them; where there is but one JDK, it is the newest too. */
  static List<Bar> all() {
    List<Bar> bars = new ArrayList<>();
    Predicate<Row> small = row -> is(row, "send-receive") && row.task().size() <= 1024;
    Predicate<Row> large = row -> is(row, "send-receive") && row.task().size() == 65536;
    Predicate<Row> tcpTrip =
        row -> is(row, "request-response") && row.task().transport().equals("tcp");
    both(bars, "send+receive up to 1 KiB, against C", small, "c", 1.15, "c", 1.55);
    both(bars, "the same, against the JDK's channel", small, "jdk-newest", 0.92, "jdk", 1.08);
    both(bars, "the same, against Python", small, "python", 0.80, "python", 1.05);
    both(bars, "64 KiB direct, against C", large.and(Bar::direct), "c", 1.05, "c", 1.10);
    both(
        bars,
        "64 KiB heap, against the JDK's heap",
        large.and(Bar::heap),
        "jdk-newest",
        0.70,
        "jdk",
        1.05);
    both(
        bars,
        "sendTo+receiveFrom, against DatagramChannel",
        row -> is(row, "send-to"),
        "jdk-newest",
        0.95,
        "jdk",
        1.20);
    both(
        bars,
        "request-response TCP, against java.net.Socket",
        tcpTrip,
        "socket-newest",
        0.97,
        "socket",
        1.08);
    both(
        bars,
        "request-response TCP, against SocketChannel",
        tcpTrip,
        "jdk-newest",
        0.97,
        "jdk",
        1.08);
    both(
        bars,
        "batched by 32, against C",
        row -> is(row, "datagrams") && row.task().variant().equals("batched"),
        "c",
        1.12,
        "c",
        1.12);
    Predicate<Row> virtual = row -> is(row, "virtual-threads");
    String rate = "virtual threads, against java.net.Socket on them";
    bars.add(new Bar(rate, virtual, "ffm", "socket-newest", 1 / 1.05));
    bars.add(new Bar(rate, virtual, "jna-newest", "socket-newest", 1));
    Predicate<Row> every = row -> true;
    both(bars, "ahead of junixsocket", every, "junixsocket", 1, "junixsocket", 1);
    both(bars, "ahead of Python", every, "python", 1, "python", 1);
    bars.add(new Bar("ahead of Netty", every, "ffm", "netty", 1));
    return bars;
  }

  private static boolean is(Row row, String work) {
    return row.task().work().equals(work);
  }

  private static boolean direct(Row row) {
    return row.task().direct();
  }

  private static boolean heap(Row row) {
    return !row.task().direct();
  }

  private static void both(
      List<Bar> bars,
      String title,
      Predicate<Row> rows,
      String ffmOther,
      double ffm,
      String jnaOther,
      double jna) {
    bars.add(new Bar(title, rows, "ffm", ffmOther, ffm));
    bars.add(new Bar(title, rows, "jna", jnaOther, jna));
  }

  /** Empty where none of the rows has both. */
  Optional<Verdict> verdict(List<Result> results) {
    List<Result> compared =
        results.stream()
            .filter(r -> rows.test(r.row()) && r.ratio(role, other).isPresent())
            .sorted(Comparator.comparingDouble((Result r) -> ratio(r)).reversed())
            .toList();
    if (compared.isEmpty()) {
      return Optional.empty();
    }
    long passed = compared.stream().filter(r -> ratio(r) <= most).count();
    Result worst = compared.get(0);
    return Optional.of(
        new Verdict(
            title,
            passed == compared.size(),
            "%-10s at most %.2f: %d of %d, worst %.2f (%s)"
                .formatted(role, most, passed, compared.size(), ratio(worst), worst.row().id())));
  }

  private double ratio(Result result) {
    return result.ratio(role, other).orElseThrow();
  }

  /** That of garbage, which is compared with nobody. */
  static Optional<Verdict> garbage(List<Result> results, String role) {
    List<Result> counted =
        results.stream()
            .filter(r -> is(r.row(), "send-receive") && r.of(role).isPresent())
            .sorted(Comparator.comparingDouble((Result r) -> allocated(r, role)).reversed())
            .toList();
    if (counted.isEmpty()) {
      return Optional.empty();
    }
    long passed = counted.stream().filter(r -> allocated(r, role) <= NONE).count();
    Result worst = counted.get(0);
    return Optional.of(
        new Verdict(
            "garbage of send+receive",
            passed == counted.size(),
            "%-10s none: %d of %d, worst %.1f bytes (%s)"
                .formatted(
                    role, passed, counted.size(), allocated(worst, role), worst.row().id())));
  }

  private static double allocated(Result result, String role) {
    return result.of(role).orElseThrow().allocated();
  }
}
