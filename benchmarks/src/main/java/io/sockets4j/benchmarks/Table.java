package io.sockets4j.benchmarks;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The results as text. */
final class Table {
  private static final String FORMAT = "  %-26s %12s %16s %6s %6s %8s %9s %8s%n";

  private final boolean quick;

  Table(boolean quick) {
    this.quick = quick;
  }

  String head() {
    return FORMAT.formatted("", "ns", "a second", "/C", "/JDK", "/Python", "allocated", "RSS MiB");
  }

  /** The rows of one piece of work. */
  String block(Result result) {
    StringBuilder text =
        new StringBuilder("%s   [%s]%n".formatted(result.row().title(quick), result.row().id()));
    List<String> reasons = new ArrayList<>();
    for (Outcome outcome : result.outcomes()) {
      if (outcome.did()) {
        text.append(line(result, outcome));
      } else {
        reasons.add("%s: %s".formatted(outcome.contender().title(), outcome.reason()));
      }
    }
    reasons.forEach(reason -> text.append("  - ").append(reason).append(System.lineSeparator()));
    return text.toString();
  }

  private String line(Result result, Outcome outcome) {
    return FORMAT.formatted(
        outcome.contender().title(),
        nanos(outcome.median()),
        rate(result.row(), outcome.median()),
        ratio(result, outcome, "c"),
        ratio(result, outcome, outcome.contender().channels()),
        ratio(result, outcome, "python"),
        outcome.allocated() < 0 ? "" : "%.1f".formatted(outcome.allocated()),
        outcome.residentKib() >> 10);
  }

  private static String nanos(double nanos) {
    return nanos < 100 ? "%.1f".formatted(nanos) : "%,.0f".formatted(nanos);
  }

  private String rate(Row row, double nanos) {
    Task task = row.task(quick);
    boolean bulk = task.work().equals("bulk") || task.work().equals("file");
    return bulk
        ? "%.2f GB/s".formatted(((double) task.count() * (1 << 20)) / nanos)
        : "%,.0f".formatted(1e9 / nanos);
  }

  private static String ratio(Result result, Outcome outcome, String other) {
    return result.of(other).map(o -> "%.2f".formatted(outcome.ratio(o))).orElse("");
  }

  /** Which bars are passed and which are missed. */
  static String bars(List<Result> results) {
    List<Bar.Verdict> verdicts = new ArrayList<>();
    Bar.all().forEach(bar -> bar.verdict(results).ifPresent(verdicts::add));
    for (String role : List.of("ffm", "jna")) {
      Optional<Bar.Verdict> garbage = Bar.garbage(results, role);
      garbage.ifPresent(verdicts::add);
    }
    StringBuilder text = new StringBuilder("Bars, as ratios of times%n".formatted());
    for (Bar.Verdict verdict : verdicts) {
      text.append(
          "  %s  %-48s %s%n"
              .formatted(verdict.pass() ? "pass" : "MISS", verdict.title(), verdict.text()));
    }
    return text.toString();
  }
}
