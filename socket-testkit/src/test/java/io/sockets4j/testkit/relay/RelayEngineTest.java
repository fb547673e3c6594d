package io.sockets4j.testkit.relay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;
import static org.junit.platform.testkit.engine.EventConditions.displayName;
import static org.junit.platform.testkit.engine.EventConditions.event;
import static org.junit.platform.testkit.engine.EventConditions.skippedWithReason;

import io.sockets4j.testkit.HereOnly;
import io.sockets4j.testkit.relay.there.Relayed;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.reporting.ReportEntry;
import org.junit.platform.engine.support.descriptor.MethodSource;
import org.junit.platform.testkit.engine.EngineExecutionResults;
import org.junit.platform.testkit.engine.EngineTestKit;
import org.junit.platform.testkit.engine.Event;
import org.opentest4j.AssertionFailedError;
import org.opentest4j.TestAbortedException;

/** What happens to tests in another JVM is what JUnit is told here. */
@HereOnly
class RelayEngineTest {

  private static EngineExecutionResults run(Class<?> annotated, String tests) {
    return EngineTestKit.engine(new RelayEngine())
        .selectors(selectClass(annotated))
        .configurationParameter("sockets4j.relay.classes", ".*\\." + tests)
        .execute();
  }

  private static Event finished(EngineExecutionResults results, String method) {
    return results
        .testEvents()
        .finished()
        .filter(event -> event.getTestDescriptor().getDisplayName().equals(method + "()"))
        .findFirst()
        .orElseThrow();
  }

  private static TestExecutionResult result(EngineExecutionResults results, String method) {
    return finished(results, method).getRequiredPayload(TestExecutionResult.class);
  }

  private static Throwable failure(EngineExecutionResults results, String method) {
    return result(results, method).getThrowable().orElseThrow();
  }

  private static Throwable failureOfAll(EngineExecutionResults results) {
    return results
        .containerEvents()
        .failed()
        .filter(event -> event.getTestDescriptor().getParent().orElseThrow().isRoot())
        .findFirst()
        .orElseThrow()
        .getRequiredPayload(TestExecutionResult.class)
        .getThrowable()
        .orElseThrow();
  }

  @Test
  void everyOutcomeArrives() {
    EngineExecutionResults results = run(Relayed.ToThisMachine.class, "Outcomes");
    results
        .testEvents()
        .assertStatistics(
            counts ->
                counts
                    .started(8)
                    .succeeded(4)
                    .failed(3)
                    .aborted(1)
                    .skipped(1)
                    .dynamicallyRegistered(9))
        .assertThatEvents()
        .haveExactly(1, event(displayName("isSkipped()"), skippedWithReason("never")));

    assertThat(failure(results, "failsAnAssertion"))
        .isInstanceOfSatisfying(
            AssertionFailedError.class,
            e -> {
              assertThat(e.getExpected().getStringRepresentation()).isEqualTo("what is expected");
              assertThat(e.getStackTrace())
                  .anyMatch(frame -> frame.getMethodName().equals("failsAnAssertion"));
            });
    assertThat(failure(results, "failsWithWhatCannotTravel"))
        .hasMessageContaining("Stuck: stuck")
        .hasRootCauseMessage("java.lang.IllegalStateException: the cause");
    assertThat(failure(results, "isAborted"))
        .isInstanceOf(TestAbortedException.class)
        .hasMessageContaining("not today");

    assertThat(finished(results, "passes").getTestDescriptor())
        .satisfies(
            passed -> {
              assertThat(passed.getTags()).extracting("name").containsExactly("good");
              assertThat(passed.getSource())
                  .hasValueSatisfying(
                      source ->
                          assertThat(((MethodSource) source).getMethodName()).isEqualTo("passes"));
            });
    assertThat(reports(results)).hasSize(2).last().asString().contains("inside=this machine");
  }

  private static List<ReportEntry> reports(EngineExecutionResults results) {
    return results
        .allEvents()
        .reportingEntryPublished()
        .map(event -> event.getRequiredPayload(ReportEntry.class))
        .toList();
  }

  @Test
  void theBindingIsToldBeforeAllElse() {
    EngineExecutionResults results = run(Relayed.ByJna.class, "Outcomes");

    assertThat(reports(results).get(0).getKeyValuePairs())
        .containsEntry("binding", "jna")
        .containsEntry("java", Runtime.version().toString());
    results.testEvents().assertStatistics(counts -> counts.succeeded(4));
  }

  @Test
  void noTestRunsByAnotherBindingThanTheForcedOne() {
    EngineExecutionResults results =
        with("sockets4j.jdk22", System.getProperty("java.home"), Relayed.ByAnother.class);

    results.testEvents().assertStatistics(counts -> counts.started(0).skipped(0));
    assertThat(failureOfAll(results))
        .hasMessageContainingAll("is to be ffm", "it is jna", "Java " + Runtime.version());
  }

  @Test
  void rootsAreToldByAFileThatTheyHave() {
    EngineExecutionResults results = run(Relayed.OfTheseRoots.class, "TaskTest");

    assertThat(results.testEvents().succeeded().count()).isPositive();
  }

  private static EngineExecutionResults with(String property, String value, Class<?> annotated) {
    String before = System.setProperty(property, value);
    try {
      return run(annotated, "Outcomes");
    } finally {
      if (before == null) {
        System.clearProperty(property);
      } else {
        System.setProperty(property, before);
      }
    }
  }

  @Test
  void groupsContainTheirTests() {
    EngineExecutionResults results = run(Relayed.ToThisMachine.class, "Outcomes");
    Set<String> parents =
        results
            .testEvents()
            .finished()
            .map(event -> event.getTestDescriptor().getParent().orElseThrow().getDisplayName())
            .collect(Collectors.toSet());
    assertThat(parents).containsExactlyInAnyOrder("Outcomes", "isRepeated(int)");
    assertThat(results.allEvents().started().count())
        .isEqualTo(results.allEvents().finished().count());
  }

  @Test
  void whatIsSkippedInACompletePlaceFails() {
    EngineExecutionResults results = run(Relayed.ToCompletePlace.class, "Outcomes");
    results.testEvents().assertStatistics(counts -> counts.failed(5).aborted(0).skipped(0));
    assertThat(failure(results, "isSkipped"))
        .hasMessageContainingAll("this machine", "has everything", "never");
    assertThat(failure(results, "isAborted")).hasMessageContaining("not today");
  }

  @Test
  void aCompletePlaceNeedNotHaveTheJavaOfATest() {
    EngineExecutionResults results = run(Relayed.ToCompletePlace.class, "UpToJava");
    results.testEvents().assertStatistics(counts -> counts.skipped(1).failed(0));
  }

  @Test
  void aJvmThatEndsFailsTheTestThatRan() {
    EngineExecutionResults results = run(Relayed.ToThisMachine.class, "Deadly");
    assertThat(failure(results, "dies")).hasMessageContaining("ended with status 3");
    assertThat(failureOfAll(results)).hasMessageContaining("ended with status 3");
  }

  @Test
  void timeThatIsUpEndsWhatRuns() {
    EngineExecutionResults results = run(Relayed.ForNoTime.class, "Endless");
    assertThat(failureOfAll(results)).hasMessageContaining("the 0 minutes were up");
  }

  @Test
  void noTestIsAMistake() {
    EngineExecutionResults results = run(Relayed.ToThisMachine.class, "Missing");
    assertThat(failureOfAll(results)).hasMessageContaining("no test was found");
  }

  private static EngineExecutionResults runRequiring(String places) {
    return with(REQUIRED, places, Relayed.ToNoPlace.class);
  }

  @Test
  void aPlaceThatIsLackingIsAReasonToSkip() {
    runRequiring("elsewhere")
        .containerEvents()
        .assertThatEvents()
        .haveExactly(
            1,
            event(
                displayName("ToNoPlace"), skippedWithReason("there is no such place: build one")));
  }

  @Test
  void aPlaceThatIsRequiredIsAFailure() {
    assertThat(failureOfAll(runRequiring("elsewhere, nowhere")))
        .hasMessageContainingAll("there is no such place", REQUIRED);
  }

  private static final String REQUIRED = "sockets4j.require.places";
}
