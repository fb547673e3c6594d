/**
 * {@code AF_INET} and {@code AF_INET6}: the Internet protocols, version 4 and 6.
 *
 * <p>Addresses are {@link java.net.InetSocketAddress}es, as everywhere in Java. What that class
 * cannot hold is in {@link io.sockets4j.inet.FlowInetSocketAddress}.
 */
@NullMarked
package io.sockets4j.inet;

import org.jspecify.annotations.NullMarked;
