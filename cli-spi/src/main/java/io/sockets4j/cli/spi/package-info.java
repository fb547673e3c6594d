/** What a module implements that adds commands to the command {@code sockets4j}. */
@NullMarked
package io.sockets4j.cli.spi;

import org.jspecify.annotations.NullMarked;
