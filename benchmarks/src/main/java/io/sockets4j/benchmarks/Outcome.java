package io.sockets4j.benchmarks;

import java.util.Arrays;
import java.util.List;

/**
 * What a contender did in a row.
 *
 * @param contender which
 * @param scores nanoseconds an operation, a number a round; empty if it could not do the work
 * @param allocated bytes an operation, -1 where unknown
 * @param residentKib its memory, in KiB
 * @param reason why it could not; empty if it could
 */
record Outcome(
    Contender contender, List<Double> scores, double allocated, long residentKib, String reason) {
  boolean did() {
    return reason.isEmpty();
  }

  double median() {
    return median(scores.stream().mapToDouble(Double::doubleValue).toArray());
  }

  /** How many times as long it took: the median of the ratios of each round. */
  double ratio(Outcome other) {
    double[] ratios = new double[Math.min(scores.size(), other.scores.size())];
    Arrays.setAll(ratios, i -> scores.get(i) / other.scores.get(i));
    return median(ratios);
  }

  private static double median(double[] values) {
    Arrays.sort(values);
    int middle = values.length / 2;
    return values.length % 2 == 1 ? values[middle] : (values[middle - 1] + values[middle]) / 2;
  }
}
