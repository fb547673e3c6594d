package io.sockets4j.cli;

import io.sockets4j.os.Platform;
import io.sockets4j.spi.AddressFamily;
import io.sockets4j.spi.Families;
import java.util.Comparator;
import java.util.List;

/** The installed families in an order of their own, which is not that of the class path. */
final class Installed {
  private Installed() {}

  /** By number; those that this platform does not have come last, by name. */
  static List<AddressFamily<?>> families() {
    Platform here = Platform.current();
    return Families.installed().stream()
        .sorted(
            Comparator.comparingInt(
                    (AddressFamily<?> family) ->
                        family.constant().valueOn(here).orElse(Integer.MAX_VALUE))
                .thenComparing(AddressFamily::name))
        .toList();
  }
}
