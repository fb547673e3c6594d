/** What calls cost, beside what a user would take instead. */
@NullMarked
package io.sockets4j.benchmarks;

import org.jspecify.annotations.NullMarked;
