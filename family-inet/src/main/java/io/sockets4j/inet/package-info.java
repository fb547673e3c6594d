/** {@code AF_INET} and {@code AF_INET6}. */
@NullMarked
package io.sockets4j.inet;

import org.jspecify.annotations.NullMarked;
