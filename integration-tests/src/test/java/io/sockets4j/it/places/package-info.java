/** The containers that tests run in, and the kernel in one of them. */
@NullMarked
package io.sockets4j.it.places;

import org.jspecify.annotations.NullMarked;
