/** The program that {@code ModulePathIT} runs on the module path. */
@NullMarked
package io.sockets4j.it.modulepath;

import org.jspecify.annotations.NullMarked;
