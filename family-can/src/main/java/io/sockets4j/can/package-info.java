/**
 * {@code AF_CAN}: the Controller Area Network, as <a
 * href="https://docs.kernel.org/networking/can.html">SocketCAN</a> of Linux has it.
 *
 * <p>{@link io.sockets4j.can.CanFamily} is the family, {@link io.sockets4j.can.CanAddress} its
 * address.
 */
@NullMarked
package io.sockets4j.can;

import org.jspecify.annotations.NullMarked;
