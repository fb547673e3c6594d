package io.sockets4j.spi;

import java.util.List;

/**
 * The service through which a module contributes its address families.
 *
 * <p>Named in {@code META-INF/services/io.sockets4j.spi.FamilyProvider} and in the {@code provides}
 * clause of the module, so that it is found on the class path and on the module path alike.
 *
 * <p>It is called while {@link Families} is being initialized: neither a provider nor the static
 * initializers of its families may use that class, or open sockets.
 */
public interface FamilyProvider {

  /**
   * The families of this module, each a constant: the same objects at every call.
   *
   * @return the families, in the order in which tools should list them
   */
  List<AddressFamily<?>> families();
}
