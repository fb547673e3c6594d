/**
 * What an address family implements.
 *
 * <p>A family is one {@link io.sockets4j.spi.AddressFamily}, published by a {@link
 * io.sockets4j.spi.FamilyProvider} that {@link java.util.ServiceLoader} finds. Everything here is
 * data and codecs: descriptors, waiting and errors are the core's business.
 */
@NullMarked
package io.sockets4j.spi;

import org.jspecify.annotations.NullMarked;
