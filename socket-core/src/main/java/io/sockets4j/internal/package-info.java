/**
 * The engine: the life of a descriptor, waiting, and the memory that system calls read and write.
 * Not exported.
 */
@NullMarked
package io.sockets4j.internal;

import org.jspecify.annotations.NullMarked;
