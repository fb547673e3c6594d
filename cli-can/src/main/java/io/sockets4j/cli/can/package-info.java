/** The commands for CAN, and the formats of can-utils. */
@NullMarked
package io.sockets4j.cli.can;

import org.jspecify.annotations.NullMarked;
