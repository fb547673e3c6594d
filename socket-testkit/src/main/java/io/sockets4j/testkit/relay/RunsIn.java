package io.sockets4j.testkit.relay;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Runs tests in another place and shows them here, each with its name, its time, its output and its
 * stack trace, as it comes.
 *
 * <pre>{@code
 * @RunsIn(KernelProcess.class)
 * class LlcKernelIT {}
 * }</pre>
 *
 * <p>The tests are those of the package of the annotated class and of the packages beneath, and
 * those of every folder and jar of the class path that publishes a {@link
 * io.sockets4j.testkit.FamilyFixture}, but for those that are {@link
 * io.sockets4j.testkit.HereOnly}. They run in one JVM there, with the class path and the Java
 * version of this one, the configuration parameters of JUnit, and the system properties that begin
 * with {@code sockets4j.}; besides, {@code sockets4j.inside} is the {@linkplain Place#name name} of
 * the place.
 *
 * <p>With {@code -Dsockets4j.relay.classes=REGEX} only the test classes with such names run.
 *
 * <p>Where the place {@linkplain Place#lacking lacks} something, the class is skipped with the
 * reason; with {@code -Dsockets4j.require.places=true} it fails. In a place that {@linkplain
 * Place#isComplete is complete}, a test that is skipped fails.
 */
@Documented
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
public @interface RunsIn {
  /**
   * Where the tests run.
   *
   * @return a class with a public constructor without parameters
   */
  Class<? extends Place> value();

  /**
   * When to give up, and to end everything there.
   *
   * @return minutes from the start
   */
  int minutes() default 15;
}
