package io.sockets4j.it;

import io.sockets4j.testkit.FamilyFixture;
import io.sockets4j.testkit.RequiresFamily;
import io.sockets4j.testkit.relay.RunsIn;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.security.CodeSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.TreeSet;
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
 * Counts what passed, failed and was skipped of each family in each place, for the {@link
 * FamilyTable}: a file a place, as places are tested in several JVMs. JUnit finds it by itself.
 */
public final class FamilyCounter implements TestExecutionListener {
  private static final String ALL = "all families";

  private final Path folder;

  /** The families that a folder or jar has fixtures of, by that folder or jar. */
  private final Map<CodeSource, String> families = new LinkedHashMap<>();

  private final Map<UniqueId, PlaceCounts> places = new LinkedHashMap<>();

  /** For JUnit. */
  public FamilyCounter() {
    this(FamilyTable.COUNTS);
  }

  FamilyCounter(Path folder) {
    this.folder = folder;
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
    place(test)
        .ifPresent(
            place -> {
              if (isPlace(test)) {
                place.leftOut = reason;
              } else {
                counts(place, test).skipped.merge(reason, 1, Integer::sum);
              }
            });
  }

  @Override
  public void executionFinished(TestIdentifier test, TestExecutionResult result) {
    Optional<PlaceCounts> place = place(test);
    if (place.isEmpty() || isPlace(test)) {
      return;
    }
    switch (result.getStatus()) {
      case SUCCESSFUL -> {
        if (test.isTest()) {
          counts(place.get(), test).passed++;
        }
      }
      case FAILED -> counts(place.get(), test).failed++;
      case ABORTED -> {
        String reason = result.getThrowable().map(Throwable::getMessage).orElse("no reason given");
        counts(place.get(), test)
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
          .map(runsIn -> runsIn.binding().in(ReflectionSupport.newInstance(runsIn.value())))
          .ifPresent(
              name -> {
                PlaceCounts place = new PlaceCounts(name);
                families.values().forEach(place::row); // even if no test of theirs runs
                places.put(test.getUniqueIdObject(), place);
              });
    }
  }

  /** The place of a test; empty for a test that runs here. */
  private Optional<PlaceCounts> place(TestIdentifier test) {
    UniqueId id = test.getUniqueIdObject();
    while (id.getSegments().size() > 2) {
      id = id.removeLastSegment();
    }
    return Optional.ofNullable(places.get(id));
  }

  private PlaceCounts.Counts counts(PlaceCounts place, TestIdentifier test) {
    String family = test.getSource().map(source -> family(testClass(source))).orElse(ALL);
    return place.row(family);
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
    for (Map.Entry<UniqueId, PlaceCounts> entry : places.entrySet()) {
      List<UniqueId.Segment> id = entry.getKey().getSegments();
      try {
        entry.getValue().write(folder.resolve(id.get(id.size() - 1).getValue()));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    places.clear();
  }
}
