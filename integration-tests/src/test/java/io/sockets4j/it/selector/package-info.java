/**
 * What the documentation of {@code java.nio.channels.Selector} promises, tried on the JDK's
 * selector, which shows that the tests are right, and on ours.
 */
@NullMarked
package io.sockets4j.it.selector;

import org.jspecify.annotations.NullMarked;
