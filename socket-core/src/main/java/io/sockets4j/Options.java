package io.sockets4j;

import io.sockets4j.internal.NativeSocket;
import io.sockets4j.spi.NativeOption;
import java.net.SocketOption;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/** Which options a socket has, and what the JDK's mean. */
final class Options {
  private Options() {}

  /** What to ask the kernel for an option of ours or of the JDK. */
  static <T> NativeOption<T> resolve(NativeSocket socket, SocketOption<T> option) {
    if (option instanceof NativeOption<T> known) {
      return known;
    }
    NativeOption<?> known = BsdSocketOptions.standard().get(option);
    if (known == null) {
      known = ofFamily(socket).get(option);
    }
    if (known == null || !known.type().equals(option.type())) {
      throw new UnsupportedOperationException(
          "%s %s does not have the option %s (%s)"
              .formatted(
                  socket.family(), socket.type(), option.name(), option.getClass().getName()));
    }
    @SuppressWarnings("unchecked") // the types are the same
    NativeOption<T> typed = (NativeOption<T>) known;
    return typed;
  }

  static Set<SocketOption<?>> supported(NativeSocket socket) {
    Set<SocketOption<?>> all = new LinkedHashSet<>(BsdSocketOptions.all());
    for (NativeOption<?> option : socket.family().options(socket.type(), socket.protocol())) {
      if (option.exists()) {
        all.add(option);
      }
    }
    all.addAll(BsdSocketOptions.standard().keySet());
    all.addAll(ofFamily(socket).keySet());
    return Set.copyOf(all);
  }

  private static Map<SocketOption<?>, NativeOption<?>> ofFamily(NativeSocket socket) {
    return socket.family().standardOptions(socket.type(), socket.protocol());
  }
}
