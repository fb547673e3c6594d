/**
 * The C library: one small interface, and how it is called. Nothing outside this package knows JNA.
 */
@NullMarked
package io.sockets4j.internal.libc;

import org.jspecify.annotations.NullMarked;
