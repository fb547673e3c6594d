/**
 * Tests that run in another place, such as a kernel that has every family, and are shown here: a
 * {@link io.sockets4j.testkit.relay.Place} and a class with {@link
 * io.sockets4j.testkit.relay.RunsIn} are all that it takes.
 */
@NullMarked
package io.sockets4j.testkit.relay;

import org.jspecify.annotations.NullMarked;
