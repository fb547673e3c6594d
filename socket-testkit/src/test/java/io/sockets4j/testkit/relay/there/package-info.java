/** Tests that are only there to be relayed. */
@NullMarked
package io.sockets4j.testkit.relay.there;

import org.jspecify.annotations.NullMarked;
