package io.sockets4j.inet;

import static org.assertj.core.api.Assertions.assertThat;

import io.sockets4j.spi.NativeOption;
import io.sockets4j.testkit.OptionCase;
import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A table of options, each of which is tried on a socket of its own. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(30)
abstract class OptionTable {
  private final List<Arguments> rows = new ArrayList<>();
  private final List<OptionCase<?>> cases = new ArrayList<>();

  /** Which options need a line. */
  abstract List<NativeOption<?>> options();

  /** Adds lines. */
  final void on(Subject subject, OptionCase<?>... lines) {
    for (OptionCase<?> line : lines) {
      rows.add(Arguments.of(subject, line));
      cases.add(line);
    }
  }

  final List<Arguments> rows() {
    return rows;
  }

  @ParameterizedTest(name = "{1} on {0}")
  @MethodSource("rows")
  void theKernelAgrees(Subject subject, OptionCase<?> line) throws IOException {
    try (Subject.Opened opened = subject.open()) {
      line.run(opened.socket());
    }
  }

  @Test
  void everyOptionHasALine(TestReporter reporter) {
    Map<OptionCase.Access, Set<String>> names = new EnumMap<>(OptionCase.Access.class);
    for (OptionCase<?> line : cases) {
      names.computeIfAbsent(line.access(), access -> new TreeSet<>()).add(line.toString());
    }
    names.forEach(
        (access, those) -> reporter.publishEntry(access.name(), those.size() + " " + those));
    assertThat(cases.stream().map(OptionCase::toString))
        .containsAll(options().stream().map(NativeOption::name).toList());
  }
}
