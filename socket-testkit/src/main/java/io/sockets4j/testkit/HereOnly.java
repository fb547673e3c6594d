package io.sockets4j.testkit;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.Tag;

/**
 * A test whose result would be the same in every {@link io.sockets4j.testkit.relay.Place}, so that
 * it is not run again there: what it looks at has nothing to do with the kernel.
 */
@Documented
@Inherited
@Target({ElementType.TYPE, ElementType.METHOD})
@Retention(RetentionPolicy.RUNTIME)
@Tag(HereOnly.TAG)
public @interface HereOnly {
  /** The tag of such tests. */
  String TAG = "here-only";
}
