package io.sockets4j.can;

import io.sockets4j.spi.AddressFamily;
import io.sockets4j.spi.FamilyProvider;
import java.util.List;

/** Contributes {@link CanFamily#AF_CAN}. */
public final class CanProvider implements FamilyProvider {

  /** Made by {@link java.util.ServiceLoader}. */
  public CanProvider() {}

  @Override
  public List<AddressFamily<?>> families() {
    return List.of(CanFamily.AF_CAN);
  }
}
