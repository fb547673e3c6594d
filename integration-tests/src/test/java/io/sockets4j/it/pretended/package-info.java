/** Tests that are only there to be counted. */
@NullMarked
package io.sockets4j.it.pretended;

import org.jspecify.annotations.NullMarked;
