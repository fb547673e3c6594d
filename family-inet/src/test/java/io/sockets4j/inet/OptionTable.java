package io.sockets4j.inet;

import static org.assertj.core.api.Assertions.assertThat;

import io.sockets4j.NativeError;
import io.sockets4j.os.Errno;
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
import org.opentest4j.TestAbortedException;

/** A table of options, each of which is tried on a socket of its own. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(30)
abstract class OptionTable {
  private final List<Arguments> rows = new ArrayList<>();
  private final List<OptionCase<?>> cases = new ArrayList<>();

  /** Which options need a line. */
  abstract List<NativeOption<?>> options();

  /** Those of them that another test tries, as one socket alone does not show them. */
  abstract List<NativeOption<?>> triedApart();

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
    try (Subject.Opened opened = open(subject)) {
      line.run(opened.socket());
    }
  }

  /** Opens it, or skips the test where the kernel does not. */
  static Subject.Opened open(Subject subject) throws IOException {
    try {
      return subject.open();
    } catch (IOException e) {
      // Raw sockets need root, and MPTCP may be missing or switched off.
      Set<Errno> lacking = Set.of(Errno.EPERM, Errno.EPROTONOSUPPORT, Errno.ENOPROTOOPT);
      if (lacking.contains(((NativeError) e).errno())
          && !Boolean.getBoolean("sockets4j.require.options")) {
        throw new TestAbortedException(e.getMessage(), e);
      }
      throw e;
    }
  }

  @Test
  void everyOptionHasALine(TestReporter reporter) {
    Map<OptionCase.Access, Set<String>> byAccess = new EnumMap<>(OptionCase.Access.class);
    Set<String> names = new TreeSet<>();
    for (OptionCase<?> line : cases) {
      names.add(line.toString());
      byAccess.computeIfAbsent(line.access(), access -> new TreeSet<>()).add(line.toString());
    }
    byAccess.forEach(
        (access, those) -> reporter.publishEntry(access.name(), those.size() + " " + those));
    triedApart().forEach(option -> names.add(option.name()));
    assertThat(options()).extracting(NativeOption::name).isSubsetOf(names);
  }
}
