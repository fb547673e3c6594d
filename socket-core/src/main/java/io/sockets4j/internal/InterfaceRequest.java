package io.sockets4j.internal;

import io.sockets4j.os.CHeaders;
import io.sockets4j.os.IoctlConstants;
import io.sockets4j.os.StructLayout;
import io.sockets4j.os.SystemConstant;
import io.sockets4j.spi.IoctlRequest;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.function.Function;

/** What can be asked of a network interface through a socket: struct ifreq. */
@CHeaders({"sys/types.h", "sys/socket.h", "net/if.h"})
public final class InterfaceRequest {
  static final StructLayout IFREQ = StructLayout.named("struct ifreq").linux(40).bsd(32);
  static final StructLayout.Field IFR_NAME = IFREQ.field("ifr_name", 0, 16);
  static final StructLayout.Field IFR_FLAGS = IFREQ.field("ifr_flags", 16, 2);
  static final StructLayout.Field IFR_MTU = IFREQ.field("ifr_mtu", 16, 4);
  static final StructLayout.Field IFR_IFINDEX = IFREQ.field("ifr_ifindex").linux(16, 4);
  static final StructLayout.Field IFR_INDEX = IFREQ.field("ifr_index").freebsd(16, 2);
  static final StructLayout.Field IFR_HWADDR = IFREQ.field("ifr_hwaddr").linux(16, 16);
  static final StructLayout.Field IFR_QLEN = IFREQ.field("ifr_qlen").linux(16, 4);

  /** Where the bytes of a hardware address begin in its struct sockaddr. */
  private static final int SA_DATA = 2;

  private InterfaceRequest() {}

  public static IoctlRequest<String> name(int index) {
    byte[] ifreq = new byte[IFREQ.size()];
    IFR_IFINDEX.putInt(wrap(ifreq), 0, index);
    return IoctlRequest.of(
        IoctlConstants.SIOCGIFNAME, ifreq, memory -> InterfaceNames.text(memory, 0));
  }

  public static IoctlRequest<Integer> index(String name) {
    StructLayout.Field field = IFR_INDEX.exists() ? IFR_INDEX : IFR_IFINDEX;
    return of(IoctlConstants.SIOCGIFINDEX, name, memory -> (int) field.getUnsigned(memory, 0));
  }

  public static IoctlRequest<Integer> flags(String name) {
    return of(IoctlConstants.SIOCGIFFLAGS, name, memory -> (int) IFR_FLAGS.getUnsigned(memory, 0));
  }

  public static IoctlRequest<Integer> mtu(String name) {
    return of(IoctlConstants.SIOCGIFMTU, name, memory -> IFR_MTU.getInt(memory, 0));
  }

  public static IoctlRequest<byte[]> hardwareAddress(String name) {
    return of(
        IoctlConstants.SIOCGIFHWADDR,
        name,
        memory -> {
          byte[] sockaddr = IFR_HWADDR.getBytes(memory, 0);
          return Arrays.copyOfRange(sockaddr, SA_DATA, sockaddr.length);
        });
  }

  public static IoctlRequest<Integer> transmitQueueLength(String name) {
    return of(IoctlConstants.SIOCGIFTXQLEN, name, memory -> IFR_QLEN.getInt(memory, 0));
  }

  private static <T> IoctlRequest<T> of(
      SystemConstant request, String name, Function<ByteBuffer, T> answer) {
    byte[] bytes = InterfaceNames.bytes(name);
    if (bytes.length == 0 || bytes.length >= IFR_NAME.size()) {
      throw new IllegalArgumentException("no interface can have the name '" + name + "'");
    }
    return IoctlRequest.of(request, Arrays.copyOf(bytes, IFREQ.size()), answer);
  }

  private static ByteBuffer wrap(byte[] bytes) {
    return ByteBuffer.wrap(bytes).order(ByteOrder.nativeOrder());
  }
}
