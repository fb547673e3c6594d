package io.sockets4j.it;

import io.sockets4j.testkit.FamilyFixture;
import io.sockets4j.testkit.RequiresFamily;
import io.sockets4j.testkit.relay.RunsIn;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.CodeSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collector;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.platform.commons.support.ReflectionSupport;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.TestSource;
import org.junit.platform.engine.UniqueId;
import org.junit.platform.engine.support.descriptor.ClassSource;
import org.junit.platform.engine.support.descriptor.MethodSource;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.TestPlan;

/**
 * Counts what passed, failed and was skipped of each family in each place, prints a line a family,
 * and writes the table {@code target/families.md}. JUnit finds it by itself.
 */
public final class FamilyTable implements TestExecutionListener {
  private static final String ALL = "all families";
  private static final Collector<CharSequence, ?, String> CELLS = Collectors.joining(" | ");

  private final Path file;

  /** The families that a folder or jar has fixtures of, by that folder or jar. */
  private final Map<CodeSource, String> families = new LinkedHashMap<>();

  private final Map<UniqueId, Column> columns = new LinkedHashMap<>();

  /** For JUnit. */
  public FamilyTable() {
    this(Project.ROOT.resolve("integration-tests/target/families.md"));
  }

  FamilyTable(Path file) {
    this.file = file;
  }

  /** What happened in a place. */
  private static final class Column {
    final String place;
    final Map<String, Counts> rows = new TreeMap<>();
    @Nullable String leftOut;

    Column(String place) {
      this.place = place;
    }

    /** In a sentence, for one family. */
    String of(String family) {
      return leftOut != null
          ? "left out (" + leftOut + ")"
          : rows.getOrDefault(family, new Counts()).toString();
    }
  }

  /** How the tests of a family went. */
  private static final class Counts {
    int passed;
    int failed;
    final Map<String, Integer> skipped = new TreeMap<>();

    int skips() {
      return skipped.values().stream().mapToInt(Integer::intValue).sum();
    }

    @Override
    public String toString() {
      if (passed + failed == 0 && !skipped.isEmpty()) {
        return "skipped, " + String.join("; ", skipped.keySet());
      }
      return "%,d passed, %s%,d skipped"
          .formatted(passed, failed == 0 ? "" : "%,d FAILED, ".formatted(failed), skips());
    }
  }

  @Override
  public void testPlanExecutionStarted(TestPlan plan) {
    Map<CodeSource, Set<String>> found = new LinkedHashMap<>();
    for (FamilyFixture fixture : ServiceLoader.load(FamilyFixture.class)) {
      found
          .computeIfAbsent(codeSource(fixture.getClass()), any -> new TreeSet<>())
          .add(fixture.family().name());
    }
    found.forEach((source, names) -> families.put(source, String.join(", ", names)));
  }

  private static CodeSource codeSource(Class<?> type) {
    return type.getProtectionDomain().getCodeSource();
  }

  @Override
  public void executionStarted(TestIdentifier test) {
    meet(test);
  }

  @Override
  public void executionSkipped(TestIdentifier test, String reason) {
    meet(test);
    column(test)
        .ifPresent(
            column -> {
              if (isPlace(test)) {
                column.leftOut = reason;
              } else {
                counts(column, test).skipped.merge(reason, 1, Integer::sum);
              }
            });
  }

  @Override
  public void executionFinished(TestIdentifier test, TestExecutionResult result) {
    Optional<Column> column = column(test);
    if (column.isEmpty() || isPlace(test)) {
      return;
    }
    switch (result.getStatus()) {
      case SUCCESSFUL -> {
        if (test.isTest()) {
          counts(column.get(), test).passed++;
        }
      }
      case FAILED -> counts(column.get(), test).failed++;
      case ABORTED -> {
        String reason = result.getThrowable().map(Throwable::getMessage).orElse("no reason given");
        counts(column.get(), test)
            .skipped
            .merge(reason.replaceFirst("^Assumption failed: ", ""), 1, Integer::sum);
      }
    }
  }

  /** Whether it is the class here that stands for all tests there. */
  private static boolean isPlace(TestIdentifier test) {
    return test.getUniqueIdObject().getSegments().size() == 2;
  }

  /** Notes a class that stands for all tests in a place. */
  private void meet(TestIdentifier test) {
    if (isPlace(test)) {
      test.getSource()
          .map(source -> testClass(source).getAnnotation(RunsIn.class))
          .map(runsIn -> ReflectionSupport.newInstance(runsIn.value()))
          .ifPresent(place -> columns.put(test.getUniqueIdObject(), new Column(place.name())));
    }
  }

  /** The place of a test; empty for a test that runs here. */
  private Optional<Column> column(TestIdentifier test) {
    UniqueId id = test.getUniqueIdObject();
    while (id.getSegments().size() > 2) {
      id = id.removeLastSegment();
    }
    return Optional.ofNullable(columns.get(id));
  }

  private Counts counts(Column column, TestIdentifier test) {
    String family = test.getSource().map(source -> family(testClass(source))).orElse(ALL);
    return column.rows.computeIfAbsent(family, any -> new Counts());
  }

  private static Class<?> testClass(TestSource source) {
    if (source instanceof MethodSource method) {
      return method.getJavaClass();
    }
    return ((ClassSource) source).getJavaClass();
  }

  /** The row of a test class: that of its module, or of the family that it requires. */
  private String family(Class<?> test) {
    RequiresFamily required = test.getAnnotation(RequiresFamily.class);
    if (required != null) {
      return families.values().stream()
          .filter(names -> List.of(names.split(", ")).contains(required.value()))
          .findFirst()
          .orElse(required.value());
    }
    return families.getOrDefault(codeSource(test), ALL);
  }

  @Override
  public void testPlanExecutionFinished(TestPlan plan) {
    if (columns.isEmpty()) {
      return;
    }
    Set<String> rows = new TreeSet<>(families.values());
    columns.values().forEach(column -> rows.addAll(column.rows.keySet()));
    for (String family : rows) {
      System.out.println(
          family
              + ": "
              + columns.values().stream()
                  .map(column -> column.place + ": " + column.of(family))
                  .collect(Collectors.joining("; ")));
    }
    try {
      Files.createDirectories(file.toAbsolutePath().getParent());
      Files.write(file, table(rows));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private List<String> table(Set<String> rows) {
    List<String> lines = new ArrayList<>();
    lines.add("| family | " + columns.values().stream().map(c -> c.place).collect(CELLS) + " |");
    lines.add("|---|" + "---|".repeat(columns.size()));
    for (String family : rows) {
      lines.add(
          "| %s | %s |"
              .formatted(family, columns.values().stream().map(c -> c.of(family)).collect(CELLS)));
    }
    for (Column column : columns.values()) {
      Map<String, Integer> reasons = new TreeMap<>();
      column.rows.values().stream()
          .flatMap(counts -> counts.skipped.entrySet().stream())
          .forEach(skip -> reasons.merge(skip.getKey(), skip.getValue(), Integer::sum));
      if (!reasons.isEmpty()) {
        lines.add("");
        lines.add("Skipped there (" + column.place + "):");
        lines.add("");
        reasons.forEach((reason, count) -> lines.add("- %,d: %s".formatted(count, reason)));
      }
    }
    return lines;
  }
}
