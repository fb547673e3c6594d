package io.sockets4j;

import io.sockets4j.internal.InterfaceNames;
import io.sockets4j.internal.libc.NativeBinding;
import io.sockets4j.os.Errno;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * A network interface as socket addresses name it: its number and its name. Those without an IP
 * address (CAN, for instance), which {@link java.net.NetworkInterface} leaves out on some systems,
 * are among them.
 *
 * @param index the number, 1 or more
 * @param name the name, for instance {@code "lo"}
 */
public record NetInterface(int index, String name) {

  /**
   * Every interface: if_nameindex(3).
   *
   * @return the interfaces, in the kernel's order
   * @throws IOException if they cannot be read
   */
  public static List<NetInterface> all() throws IOException {
    NativeBinding.require();
    Map<Integer, String> names = InterfaceNames.all();
    List<NetInterface> all = new ArrayList<>(names.size());
    names.forEach((index, name) -> all.add(new NetInterface(index, name)));
    return List.copyOf(all);
  }

  /**
   * The interface with a name: if_nametoindex(3).
   *
   * @param name the name
   * @return the interface
   * @throws IOException if there is none; the message names those there are
   */
  public static NetInterface byName(String name) throws IOException {
    NativeBinding.require();
    OptionalInt index = InterfaceNames.index(name);
    if (index.isEmpty()) {
      throw none("if_nametoindex", "'" + name + "'");
    }
    return new NetInterface(index.getAsInt(), name);
  }

  /**
   * The interface with a number: if_indextoname(3).
   *
   * @param index the number
   * @return the interface
   * @throws IOException if there is none; the message names those there are
   */
  public static NetInterface byIndex(int index) throws IOException {
    NativeBinding.require();
    Optional<String> name = InterfaceNames.name(index);
    if (name.isEmpty()) {
      throw none("if_indextoname", Integer.toString(index));
    }
    return new NetInterface(index, name.get());
  }

  private static IOException none(String call, String argument) throws IOException {
    return NativeErrors.of(
        call,
        Errno.ENXIO,
        "%s(%s): no such interface; there are %s".formatted(call, argument, all()),
        false);
  }

  @Override
  public String toString() {
    return name + "(" + index + ")";
  }
}
