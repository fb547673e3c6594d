package io.sockets4j.unix;

import io.sockets4j.spi.AddressFamily;
import io.sockets4j.spi.FamilyProvider;
import java.util.List;

/** Contributes {@link UnixFamily#AF_UNIX}. */
public final class UnixProvider implements FamilyProvider {

  /** Made by {@link java.util.ServiceLoader}. */
  public UnixProvider() {}

  @Override
  public List<AddressFamily<?>> families() {
    return List.of(UnixFamily.AF_UNIX);
  }
}
