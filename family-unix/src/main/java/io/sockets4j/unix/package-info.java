/**
 * {@code AF_UNIX}: sockets between the processes of one machine, named by paths.
 *
 * <p>{@link io.sockets4j.unix.UnixFamily} is the family, {@link io.sockets4j.unix.UnixAddress} its
 * address.
 */
@NullMarked
package io.sockets4j.unix;

import org.jspecify.annotations.NullMarked;
