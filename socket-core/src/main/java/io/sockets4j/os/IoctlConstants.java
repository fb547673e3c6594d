package io.sockets4j.os;

/**
 * Requests of <a href="https://man7.org/linux/man-pages/man2/ioctl.2.html">ioctl(2)</a> that
 * sockets of many families know, and what is asked of network interfaces through any socket (<a
 * href="https://man7.org/linux/man-pages/man7/netdevice.7.html">netdevice(7)</a>).
 *
 * <p>Those that BSD systems and newer Linux drivers have tell in their bits which way data go and
 * how long they are, so that some are negative as an int; the system takes 32 bits.
 *
 * <p>Sources of the values: Linux asm-generic/ioctls.h, asm-generic/sockios.h and linux/sockios.h,
 * macOS xnu and FreeBSD sys/filio.h, sys/ttycom.h and sys/sockio.h, Windows winsock2.h.
 */
@CHeaders({
  "sys/types.h",
  "sys/time.h",
  "sys/ioctl.h",
  "sys/socket.h",
  "net/if.h",
  "linux/sockios.h",
  "winsock2.h"
})
public final class IoctlConstants {
  /** How many bytes can be received; of datagrams, those of the next one. Out: int. */
  public static final SystemConstant FIONREAD =
      SystemConstant.named("FIONREAD").linux(0x541b).bsd(0x4004667f).windows(0x4004667f);

  /** How many bytes sent are not yet acknowledged or taken. Out: int. */
  public static final SystemConstant FIONWRITE =
      SystemConstant.named("FIONWRITE").freebsd(0x40046677);

  /** How much room there is to send. Out: int. */
  public static final SystemConstant FIONSPACE =
      SystemConstant.named("FIONSPACE").freebsd(0x40046676);

  /** O_NONBLOCK. In: int. */
  public static final SystemConstant FIONBIO =
      SystemConstant.named("FIONBIO").linux(0x5421).bsd(0x8004667e).windows(0x8004667e);

  /** Programs that this process starts do not inherit the descriptor. No argument. */
  public static final SystemConstant FIOCLEX =
      SystemConstant.named("FIOCLEX").linux(0x5451).bsd(0x20006601);

  /** Programs that this process starts inherit the descriptor. No argument. */
  public static final SystemConstant FIONCLEX =
      SystemConstant.named("FIONCLEX").linux(0x5450).bsd(0x20006602);

  /** Whether SIGIO tells of readiness. In: int. */
  public static final SystemConstant FIOASYNC =
      SystemConstant.named("FIOASYNC").linux(0x5452).bsd(0x8004667d).windows(0x8004667d);

  /** Which process or group gets SIGIO and SIGURG. In: int. */
  public static final SystemConstant FIOSETOWN =
      SystemConstant.named("FIOSETOWN").linux(0x8901).bsd(0x8004667c);

  /** Which process or group gets SIGIO and SIGURG. Out: int. */
  public static final SystemConstant FIOGETOWN =
      SystemConstant.named("FIOGETOWN").linux(0x8903).bsd(0x4004667b);

  /** As {@link #FIOSETOWN}. In: int. */
  public static final SystemConstant SIOCSPGRP =
      SystemConstant.named("SIOCSPGRP").linux(0x8902).bsd(0x80047308).windows(0x80047308);

  /** As {@link #FIOGETOWN}. Out: int. */
  public static final SystemConstant SIOCGPGRP =
      SystemConstant.named("SIOCGPGRP").linux(0x8904).bsd(0x40047309).windows(0x40047309);

  /** Whether the next byte is the one after the out-of-band mark: sockatmark(3). Out: int. */
  public static final SystemConstant SIOCATMARK =
      SystemConstant.named("SIOCATMARK").linux(0x8905).bsd(0x40047307).windows(0x40047307);

  /** The same as {@link #FIONREAD}. Out: int. */
  public static final SystemConstant SIOCINQ = SystemConstant.named("SIOCINQ").linux(0x541b);

  /** How many bytes sent are not yet acknowledged or taken. Out: int. */
  public static final SystemConstant SIOCOUTQ = SystemConstant.named("SIOCOUTQ").linux(0x5411);

  /** The same as {@link #SIOCOUTQ} where that exists. Out: int. */
  public static final SystemConstant TIOCOUTQ =
      SystemConstant.named("TIOCOUTQ").linux(0x5411).bsd(0x40047473);

  /** How many bytes TCP has not sent at all so far. Out: int. */
  public static final SystemConstant SIOCOUTQNSD =
      SystemConstant.named("SIOCOUTQNSD").linux(0x894b);

  /** When the last datagram arrived. Out: seconds and microseconds, 64 bits each. */
  public static final SystemConstant SIOCGSTAMP = SystemConstant.named("SIOCGSTAMP").linux(0x8906);

  /** When the last datagram arrived. Out: seconds and nanoseconds, 64 bits each. */
  public static final SystemConstant SIOCGSTAMPNS =
      SystemConstant.named("SIOCGSTAMPNS").linux(0x8907);

  /** The name of an interface. In and out: {@code struct ifreq}, by ifr_ifindex. */
  public static final SystemConstant SIOCGIFNAME =
      SystemConstant.named("SIOCGIFNAME").linux(0x8910);

  /** The number of an interface. In and out: {@code struct ifreq}, by ifr_name. */
  public static final SystemConstant SIOCGIFINDEX =
      SystemConstant.named("SIOCGIFINDEX").linux(0x8933).freebsd(0xc0206920);

  /** The flags of an interface. In and out: {@code struct ifreq}, by ifr_name. */
  public static final SystemConstant SIOCGIFFLAGS =
      SystemConstant.named("SIOCGIFFLAGS").linux(0x8913).bsd(0xc0206911);

  /** The longest packet of an interface. In and out: {@code struct ifreq}, by ifr_name. */
  public static final SystemConstant SIOCGIFMTU =
      SystemConstant.named("SIOCGIFMTU").linux(0x8921).bsd(0xc0206933);

  /** The hardware address of an interface. In and out: {@code struct ifreq}, by ifr_name. */
  public static final SystemConstant SIOCGIFHWADDR =
      SystemConstant.named("SIOCGIFHWADDR").linux(0x8927);

  /** The length of an interface's queue. In and out: {@code struct ifreq}, by ifr_name. */
  public static final SystemConstant SIOCGIFTXQLEN =
      SystemConstant.named("SIOCGIFTXQLEN").linux(0x8942);

  /** An interface is up. */
  public static final SystemConstant IFF_UP = SystemConstant.named("IFF_UP").posix(0x1);

  /** An interface can broadcast. */
  public static final SystemConstant IFF_BROADCAST =
      SystemConstant.named("IFF_BROADCAST").posix(0x2);

  /** An interface leads back to this host. */
  public static final SystemConstant IFF_LOOPBACK = SystemConstant.named("IFF_LOOPBACK").posix(0x8);

  /** An interface is one end of a link between two. */
  public static final SystemConstant IFF_POINTOPOINT =
      SystemConstant.named("IFF_POINTOPOINT").posix(0x10);

  /** An interface has what it needs to work: a cable, for instance. */
  public static final SystemConstant IFF_RUNNING =
      SystemConstant.named("IFF_RUNNING").linux(0x40).macos(0x40);

  /** An interface has no addresses to look up. */
  public static final SystemConstant IFF_NOARP = SystemConstant.named("IFF_NOARP").posix(0x80);

  /** An interface receives all packets. */
  public static final SystemConstant IFF_PROMISC = SystemConstant.named("IFF_PROMISC").posix(0x100);

  /** An interface receives all multicast packets. */
  public static final SystemConstant IFF_ALLMULTI =
      SystemConstant.named("IFF_ALLMULTI").posix(0x200);

  /** An interface knows multicast. */
  public static final SystemConstant IFF_MULTICAST =
      SystemConstant.named("IFF_MULTICAST").linux(0x1000).bsd(0x8000);

  private IoctlConstants() {}
}
