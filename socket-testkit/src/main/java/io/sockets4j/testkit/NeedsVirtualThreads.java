package io.sockets4j.testkit;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;

/**
 * A test that needs virtual threads, which came with JDK 21: on an older one it is skipped, also in
 * a place that {@linkplain io.sockets4j.testkit.relay.Place#isComplete is complete}, since that
 * lacks nothing which a test of the same place on another Java would not find.
 */
@Documented
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
@Tag(NeedsVirtualThreads.TAG)
@EnabledForJreRange(min = JRE.JAVA_21, disabledReason = "virtual threads came with JDK 21")
public @interface NeedsVirtualThreads {
  /** JUnit's tag of such tests. */
  String TAG = "needs-virtual-threads";
}
