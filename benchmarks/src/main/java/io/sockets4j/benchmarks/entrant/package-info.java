/** A contender in a JVM, measured by JMH when it has the turn. */
@NullMarked
package io.sockets4j.benchmarks.entrant;

import org.jspecify.annotations.NullMarked;
