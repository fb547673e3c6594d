package org.example.phonet;

import io.sockets4j.spi.AddressFamily;
import io.sockets4j.spi.FamilyProvider;
import java.util.List;

/** Contributes {@link PhonetFamily#AF_PHONET}. */
public final class PhonetProvider implements FamilyProvider {
  @Override
  public List<AddressFamily<?>> families() {
    return List.of(PhonetFamily.AF_PHONET);
  }
}
