package io.sockets4j.it.places;

import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.testcontainers.DockerClientFactory;

/** The container engine, as Testcontainers finds it. */
final class Engine {
  private static final String REMEDY =
      "start Docker, or run ./check or integration-tests/with-engine, which start one for a while";

  private Engine() {}

  /** Why no container can be started, with the remedy; empty if one can. */
  static Optional<String> lacking() {
    try {
      DockerClientFactory.instance().client();
      return Optional.empty();
    } catch (RuntimeException e) { // of any kind; the log, which has more, goes nowhere
      return Optional.of("no container engine answers: %s; %s".formatted(REMEDY, reasons(e)));
    }
  }

  /** What went wrong, with all causes, as Testcontainers tells the last of them in its log only. */
  static String reasons(Throwable failure) {
    Set<String> reasons = new LinkedHashSet<>();
    for (@Nullable Throwable cause = failure; cause != null; cause = cause.getCause()) {
      reasons.add(String.valueOf(cause.getMessage()));
    }
    return String.join(": ", reasons);
  }
}
