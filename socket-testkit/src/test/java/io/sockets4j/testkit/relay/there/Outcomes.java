package io.sockets4j.testkit.relay.there;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** All that may become of a test. */
class Outcomes {
  @Test
  @Tag("good")
  void passes() {}

  @Test
  void failsAnAssertion() {
    assertEquals("what is expected", "what is there");
  }

  @Test
  void failsWithWhatCannotTravel() {
    throw new Stuck(new IllegalStateException("the cause"));
  }

  private static final class Stuck extends RuntimeException {
    private static final long serialVersionUID = 1;

    @SuppressWarnings({"serial", "UnusedVariable"}) // that is the point
    final Object stuck = new Object();

    Stuck(Throwable cause) {
      super("stuck", cause);
    }
  }

  @Test
  void isAborted() {
    assumeTrue(false, "not today");
  }

  @Test
  @ExtendWith(Never.class)
  void isSkipped() {}

  static final class Never implements ExecutionCondition {
    @Override
    public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
      return ConditionEvaluationResult.disabled("never");
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3})
  void isRepeated(int number) {
    assertEquals(2, number % 2 + 1);
  }

  @Test
  void reportsAndPrints(TestReporter reporter) {
    reporter.publishEntry("inside", System.getProperty("sockets4j.inside"));
    System.out.print("printed without an end of line");
  }
}
