/**
 * {@code AF_CAN}: the Controller Area Network, as <a
 * href="https://docs.kernel.org/networking/can.html">SocketCAN</a> of Linux has it.
 *
 * <p>{@link io.sockets4j.can.CanFamily} is the family, {@link io.sockets4j.can.CanAddress} its
 * address, and {@link io.sockets4j.can.CanInterface} what it names.
 */
@NullMarked
package io.sockets4j.can;

import org.jspecify.annotations.NullMarked;
