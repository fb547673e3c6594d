package io.sockets4j.testkit;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Runs a test where the kernel has an address family, which is found out by opening a socket and
 * binding it. Elsewhere the test is skipped, with the reason and the remedy.
 *
 * <pre>{@code
 * @Test
 * @RequiresFamily("AF_CAN")
 * void sendsAFrame() { ... }
 * }</pre>
 *
 * <p>With {@code -Dsockets4j.require.families=true} the test fails instead of being skipped; with
 * {@code -Dsockets4j.require.families=AF_CAN,AF_VSOCK} it does for these families.
 */
@Documented
@Target({ElementType.TYPE, ElementType.METHOD})
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(RequiresFamilyCondition.class)
public @interface RequiresFamily {
  /**
   * The name of the family's constant. Its module has to be on the class path.
   *
   * @return for instance {@code AF_CAN}
   */
  String value();

  /**
   * The {@linkplain io.sockets4j.spi.SocketKind#name name} of the kind of socket that the test
   * needs.
   *
   * @return by default the first kind of the family
   */
  String kind() default "";
}
