/** {@code AF_UNIX}. */
@NullMarked
package io.sockets4j.unix;

import org.jspecify.annotations.NullMarked;
