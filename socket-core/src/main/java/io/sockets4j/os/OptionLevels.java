package io.sockets4j.os;

/**
 * Levels of the options of protocols that no module of this library speaks, for those who adopt
 * such sockets: {@link io.sockets4j.BsdSocket#getOption(int, int, int)}.
 *
 * <pre>{@code
 * byte[] value = socket.getOption(OptionLevels.SOL_AX25.value(), 1, 4);
 * }</pre>
 *
 * <p>Sources of the values: glibc, netax25/ax25.h, netatalk/at.h, netipx/ipx.h, netrom/netrom.h and
 * netrose/rose.h.
 */
@CHeaders({
  "sys/socket.h",
  "netax25/ax25.h",
  "netatalk/at.h",
  "netipx/ipx.h",
  "netrom/netrom.h",
  "netrose/rose.h"
})
public final class OptionLevels {
  /** Novell's network. */
  public static final SystemConstant SOL_IPX = SystemConstant.named("SOL_IPX").linux(256);

  /** Amateur radio. */
  public static final SystemConstant SOL_AX25 = SystemConstant.named("SOL_AX25").linux(257);

  /** AppleTalk. */
  public static final SystemConstant SOL_ATALK = SystemConstant.named("SOL_ATALK").linux(258);

  /** Amateur radio, with routes. */
  public static final SystemConstant SOL_NETROM = SystemConstant.named("SOL_NETROM").linux(259);

  /** Amateur radio over X.25. */
  public static final SystemConstant SOL_ROSE = SystemConstant.named("SOL_ROSE").linux(260);

  private OptionLevels() {}
}
