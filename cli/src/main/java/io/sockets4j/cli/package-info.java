/** The command {@code sockets4j}. */
@NullMarked
package io.sockets4j.cli;

import org.jspecify.annotations.NullMarked;
