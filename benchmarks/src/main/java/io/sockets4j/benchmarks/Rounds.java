package io.sockets4j.benchmarks;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;

/**
 * Lets contenders take turns, in a new order every round, so that what else the machine does hits
 * all alike.
 */
final class Rounds {
  private static final Random RANDOM = new Random(1);

  private final boolean quick;

  Rounds(boolean quick) {
    this.quick = quick;
  }

  /**
   * How a row is run.
   *
   * @param millis the length of a turn, in which at least one operation is done
   * @param warmups rounds that do not count
   * @param rounds those that do
   */
  private record Plan(int millis, int warmups, int rounds) {}

  private Plan plan(Row row) {
    if (row.pace() == Row.Pace.SLOW) {
      // A turn is one operation, of thousands of calls: after fewer a JVM is still compiling.
      return quick ? new Plan(10, 2, 3) : new Plan(50, 16, 21);
    }
    return quick ? new Plan(10, 5, 7) : new Plan(50, 20, 41);
  }

  Result run(Row row, List<Entrant> entrants) throws IOException {
    Plan plan = plan(row);
    String line =
        "row %s %d %d %d".formatted(row.task(quick).line(), plan.millis, plan.warmups, plan.rounds);
    Map<Entrant, String> reasons = new HashMap<>();
    List<Entrant> order = new ArrayList<>();
    for (Entrant entrant : entrants) {
      String reason = prepare(entrant, line);
      if (reason.isEmpty()) {
        order.add(entrant);
      } else {
        reasons.put(entrant, reason);
      }
    }
    for (int round = 0; round < plan.warmups + plan.rounds; round++) {
      Collections.shuffle(order, RANDOM);
      for (Entrant entrant : List.copyOf(order)) {
        try {
          entrant.turn();
        } catch (IOException e) {
          entrant.fail(e);
          order.remove(entrant);
          reasons.put(entrant, entrant.failure());
        }
      }
    }
    List<Outcome> outcomes = new ArrayList<>();
    for (Entrant entrant : entrants) {
      outcomes.add(
          reasons.containsKey(entrant)
              ? failed(entrant, Objects.requireNonNull(reasons.get(entrant)))
              : outcome(entrant));
    }
    return new Result(row, outcomes);
  }

  /** Why it cannot take part; empty if it can. */
  private static String prepare(Entrant entrant, String line) {
    try {
      entrant.say(line);
      String answer = entrant.hear();
      if (answer.startsWith("cannot ")) {
        return answer.substring("cannot ".length());
      }
      if (!answer.equals("ready")) {
        throw new IOException("it said " + answer);
      }
      return "";
    } catch (IOException e) {
      entrant.fail(e);
      return entrant.failure();
    }
  }

  private static Outcome failed(Entrant entrant, String reason) {
    return new Outcome(entrant.contender(), List.of(), -1, 0, reason);
  }

  private static Outcome outcome(Entrant entrant) {
    try {
      long resident = entrant.residentKib();
      String[] words = entrant.hear().split(" ", -1);
      if (!words[0].equals("scores")) {
        throw new IOException("it said " + words[0]);
      }
      List<Double> scores = new ArrayList<>();
      for (int i = 2; i < words.length; i++) {
        scores.add(Double.parseDouble(words[i]));
      }
      return new Outcome(entrant.contender(), scores, Double.parseDouble(words[1]), resident, "");
    } catch (IOException e) {
      entrant.fail(e);
      return failed(entrant, entrant.failure());
    }
  }
}
