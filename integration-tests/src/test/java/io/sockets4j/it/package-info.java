/** What holds for all modules together. */
@NullMarked
package io.sockets4j.it;

import org.jspecify.annotations.NullMarked;
