package io.sockets4j.os;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Names the C headers that define what the static fields of a class declare.
 *
 * <p>The header check compiles the values and layouts of every field of type {@link
 * SystemConstant}, {@link SocketType}, {@link Protocol}, {@link MessageFlag}, {@link Errno} and
 * {@link StructLayout} of such a class against these headers:
 *
 * <pre>{@code
 * @CHeaders({"sys/socket.h", "linux/can.h"})
 * final class CanConstants {
 *   static final SystemConstant CAN_MTU = SystemConstant.named("CAN_MTU").linux(16);
 * }
 * }</pre>
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface CHeaders {
  /**
   * The headers as they stand between angle brackets, in the order in which they are to be
   * included. One that a system does not have is left out there.
   *
   * @return the headers' names, such as {@code sys/socket.h}
   */
  String[] value();
}
