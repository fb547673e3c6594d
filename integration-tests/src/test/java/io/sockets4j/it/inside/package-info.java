/**
 * Tests that run in other places than this machine: in the kernel that has every family, and in a
 * container.
 */
@NullMarked
package io.sockets4j.it.inside;

import org.jspecify.annotations.NullMarked;
