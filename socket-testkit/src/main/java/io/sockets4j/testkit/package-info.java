/** The contract that every family passes, and the check of declarations against C headers. */
@NullMarked
package io.sockets4j.testkit;

import org.jspecify.annotations.NullMarked;
