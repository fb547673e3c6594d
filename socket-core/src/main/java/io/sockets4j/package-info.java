/**
 * The socket, its options, messages and errors.
 *
 * <p>{@link io.sockets4j.BsdSocket} is one class for every address family. Families come from
 * modules of their own ({@code family-inet}, {@code family-unix}, ...): take the core and those
 * that you need.
 */
@NullMarked
package io.sockets4j;

import org.jspecify.annotations.NullMarked;
