package io.sockets4j.benchmarks;

import java.util.List;
import java.util.Optional;

/**
 * A row that has been run.
 *
 * @param row which
 * @param outcomes those of all who took part
 */
record Result(Row row, List<Outcome> outcomes) {
  /** Who took part as this and could do it. */
  Optional<Outcome> of(String role) {
    return outcomes.stream().filter(o -> o.did() && o.contender().role().equals(role)).findFirst();
  }

  /** How many times as long one took as another, if both could do it. */
  Optional<Double> ratio(String role, String other) {
    return of(role).flatMap(a -> of(other).map(a::ratio));
  }
}
