package io.sockets4j.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectMethod;
import static org.junit.platform.testkit.engine.EventConditions.finishedWithFailure;
import static org.junit.platform.testkit.engine.EventConditions.skippedWithReason;
import static org.junit.platform.testkit.engine.TestExecutionResultConditions.message;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.platform.testkit.engine.EngineTestKit;
import org.junit.platform.testkit.engine.Events;

class RequiresFamilyTest {
  private static final String PROPERTY = "sockets4j.require.families";

  /** Run by the tests here alone: its name is not that of a test. */
  @TestInstance(TestInstance.Lifecycle.PER_CLASS)
  static class Examples {
    @Test
    @RequiresFamily("AF_HERE")
    void here() {}

    @Test
    @RequiresFamily(value = "AF_HERE", kind = "datagram")
    void kindHere() {}

    @Test
    @RequiresFamily(value = "AF_HERE", kind = "no such protocol")
    void kindNowhere() {}

    @Test
    @RequiresFamily("AF_NOWHERE")
    void nowhere() {}

    @Test
    @RequiresFamily("AF_UNHEARD_OF")
    void unheardOf() {}

    @Test
    @RequiresFamily(value = "AF_HERE", kind = "unheard of")
    void kindUnheardOf() {}
  }

  private static Events run(String method) {
    return EngineTestKit.engine("junit-jupiter")
        .selectors(selectMethod(Examples.class, method))
        .execute()
        .testEvents();
  }

  private static Events runRequiring(String what, String method) {
    String before = System.getProperty(PROPERTY);
    System.setProperty(PROPERTY, what);
    try {
      return run(method);
    } finally {
      if (before == null) {
        System.clearProperty(PROPERTY);
      } else {
        System.setProperty(PROPERTY, before);
      }
    }
  }

  @Test
  void runsWhereTheFamilyIs() {
    run("here").assertStatistics(events -> events.succeeded(1));
    run("kindHere").assertStatistics(events -> events.succeeded(1));
    runRequiring("true", "here").assertStatistics(events -> events.succeeded(1));
  }

  @Test
  void isSkippedElsewhereWithReasonAndRemedy() {
    Events events = runRequiring("", "nowhere");
    events.assertStatistics(statistics -> statistics.skipped(1));
    events.assertThatEvents().haveExactly(1, skippedWithReason(RequiresFamilyTest::explains));
    runRequiring("AF_HERE, AF_CAN", "nowhere").assertStatistics(events2 -> events2.skipped(1));
    runRequiring("", "kindNowhere").assertStatistics(events2 -> events2.skipped(1));
  }

  private static boolean explains(String reason) {
    assertThat(reason)
        .contains("socket(AF_NOWHERE, SOCK_DGRAM", "EAFNOSUPPORT", "try another universe");
    return true;
  }

  @Test
  void failsWhereTheFamilyIsRequired() {
    for (String value : new String[] {"true", "AF_NOWHERE", "AF_CAN, AF_NOWHERE"}) {
      runRequiring(value, "nowhere")
          .assertThatEvents()
          .haveExactly(
              1,
              finishedWithFailure(
                  message(text -> text.contains("AF_NOWHERE") && text.contains(PROPERTY))));
    }
  }

  @Test
  void aFamilyOrKindThatNoModuleKnowsIsAMistake() {
    for (String method : new String[] {"unheardOf", "kindUnheardOf"}) {
      runRequiring("", method)
          .assertThatEvents()
          .haveExactly(1, finishedWithFailure(message(text -> text.contains("only"))));
    }
  }
}
