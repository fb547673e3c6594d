/** The socket, its options, messages and errors. */
@NullMarked
package io.sockets4j;

import org.jspecify.annotations.NullMarked;
