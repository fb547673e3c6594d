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
 * io.sockets4j.testkit.FamilyFixture} (or has {@linkplain #rootsWith another file}), but for those
 * that are {@link io.sockets4j.testkit.HereOnly}. They run in one JVM there, with the class path of
 * this one, the Java of the {@linkplain #binding binding}, the configuration parameters of JUnit,
 * and the system properties that begin with {@code sockets4j.}; besides, {@code sockets4j.inside}
 * is the {@linkplain Place#name name} of the place.
 *
 * <p>With {@code -Dsockets4j.relay.classes=REGEX} only the test classes with such names run.
 *
 * <p>Where the place {@linkplain Place#lacking lacks} something, the class is skipped with the
 * reason; with {@code -Dsockets4j.require.places=true} it fails. So it does, with {@code
 * -Dsockets4j.require.jdks=true}, where no JDK has the binding. In a place that {@linkplain
 * Place#isComplete is complete}, a test that is skipped fails, unless its Java is too old for it
 * ({@link io.sockets4j.testkit.NeedsVirtualThreads}).
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
   * How the C library is called there. If it turns out to be called otherwise, no test runs, and
   * the class fails.
   *
   * @return by default, as is chosen there by itself
   */
  Binding binding() default Binding.ANY;

  /**
   * Which folders and jars of the class path have tests for there.
   *
   * @return a file that they have: by default, the one that publishes a {@code FamilyFixture}
   */
  String rootsWith() default "META-INF/services/io.sockets4j.testkit.FamilyFixture";

  /**
   * When to give up, and to end everything there.
   *
   * @return minutes from the start
   */
  int minutes() default 15;
}
