/** The work, and the ways of the JVM to a socket that do it. */
@NullMarked
package io.sockets4j.benchmarks.work;

import org.jspecify.annotations.NullMarked;
