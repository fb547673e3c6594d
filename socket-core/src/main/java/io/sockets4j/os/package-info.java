/**
 * What operating systems call things and which numbers they give them: platforms, constants of the
 * C headers, error numbers, socket types, message flags and the layout of C structs.
 *
 * <p>The kernel is newer than this library, so everything here is an open value type around an
 * {@code int}: a number that nobody named yet is as good as one that has a name. A number that
 * differs from system to system is declared once, with all its values. Using it where it does not
 * exist throws {@link UnsupportedOperationException} and says which systems have it.
 *
 * <p>Nothing here calls the system; the package depends on nothing but the JDK.
 */
@NullMarked
package io.sockets4j.os;

import org.jspecify.annotations.NullMarked;
