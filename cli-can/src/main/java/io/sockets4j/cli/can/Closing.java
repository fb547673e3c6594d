package io.sockets4j.cli.can;

import java.io.Closeable;
import java.io.IOException;
import java.util.Collection;
import org.jspecify.annotations.Nullable;

/** Closes several things, each whatever happens to the others. */
final class Closing {
  private Closing() {}

  static void all(Collection<? extends Closeable> things) throws IOException {
    @Nullable IOException failure = null;
    for (Closeable each : things) {
      try {
        each.close();
      } catch (IOException e) {
        if (failure == null) {
          failure = e;
        } else {
          failure.addSuppressed(e);
        }
      }
    }
    if (failure != null) {
      throw failure;
    }
  }
}
