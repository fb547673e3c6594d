/** Small programs that show the library. */
@NullMarked
package io.sockets4j.examples;

import org.jspecify.annotations.NullMarked;
