package io.sockets4j.inet;

import io.sockets4j.spi.AddressFamily;
import io.sockets4j.spi.FamilyProvider;
import java.util.List;

/** Contributes {@link InetFamily#AF_INET} and {@link InetFamily#AF_INET6}. */
public final class InetProvider implements FamilyProvider {

  /** Made by {@link java.util.ServiceLoader}. */
  public InetProvider() {}

  @Override
  public List<AddressFamily<?>> families() {
    return List.of(InetFamily.AF_INET, InetFamily.AF_INET6);
  }
}
