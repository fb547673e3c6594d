package io.sockets4j.can;

import io.sockets4j.os.Errno;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * A CAN interface of this machine, and how it was when it was read: <a
 * href="https://man7.org/linux/man-pages/man7/rtnetlink.7.html">rtnetlink(7)</a>.
 *
 * <pre>{@code
 * CanInterface bus = CanInterface.createVcan("vcan0").setMtu(CanInterface.XL_MTU).up(); // as root
 * for (CanInterface each : CanInterface.all()) {
 *   System.out.println(each); // vcan0: vcan, up, MTU 2060
 * }
 * }</pre>
 *
 * <p>Immutable: what changes the interface returns how it is then, and {@link #refresh} reads it
 * again. It is told from others by its number, and so is still the same when it is renamed. Whoever
 * changes something needs the capability {@code CAP_NET_ADMIN}, as root has it; reading needs none.
 *
 * <p>What the kernel refuses is an {@link IOException} that is a {@link io.sockets4j.NativeError}:
 * it names the request and the interface, and has the kernel's own words where there are some.
 */
public final class CanInterface {
  /** CAN_MTU: the MTU of interfaces for classic frames alone. */
  public static final int CC_MTU = 16;

  /** CANFD_MTU: the MTU of interfaces for classic frames and those of CAN FD. */
  public static final int FD_MTU = 72;

  /** CANXL_MAX_MTU: the MTU of interfaces for frames of every kind and length. */
  public static final int XL_MTU = 2060;

  /** CANXL_MIN_MTU. */
  private static final int LEAST_XL_MTU = 76;

  private static final String VCAN = "vcan";
  private static final String VXCAN = "vxcan";

  private final int index;
  private final int flags;
  private final String name;
  private final String kind;
  private final int mtu;
  private final CanInterfaceState operationalState;
  private final CanInterfaceStatistics statistics;
  private final Optional<CanController> controller;
  private final OptionalInt peerIndex;

  private CanInterface(int index, int flags, RtnetlinkAttributes attributes) throws IOException {
    RtnetlinkAttributes info = attributes.nested(RtnetlinkStructs.IFLA_LINKINFO);
    this.index = index;
    this.flags = flags;
    this.name = attributes.text(RtnetlinkStructs.IFLA_IFNAME, Rtnetlink.NAMES).orElse("#" + index);
    this.kind = info.text(RtnetlinkStructs.IFLA_INFO_KIND, Rtnetlink.NAMES).orElse("");
    this.mtu = attributes.number(RtnetlinkStructs.IFLA_MTU).orElse(0);
    this.operationalState =
        new CanInterfaceState(attributes.byteNumber(RtnetlinkStructs.IFLA_OPERSTATE).orElse(0));
    this.statistics =
        attributes
            .struct(RtnetlinkStructs.IFLA_STATS64, RtnetlinkStructs.STATS)
            .map(CanInterfaceStatistics::decode)
            .orElse(CanInterfaceStatistics.NONE);
    this.controller = isVirtual() ? Optional.empty() : CanController.decode(info);
    this.peerIndex =
        kind.equals(VXCAN) && !attributes.has(RtnetlinkStructs.IFLA_LINK_NETNSID)
            ? attributes.number(RtnetlinkStructs.IFLA_LINK)
            : OptionalInt.empty();
  }

  /** What a message of the kernel's says, if it is about a CAN interface. */
  static Optional<CanInterface> decode(ByteBuffer body) throws IOException {
    if (RtnetlinkStructs.IFI_TYPE.getUnsigned(body, 0) != RtnetlinkStructs.ARPHRD_CAN.value()) {
      return Optional.empty();
    }
    int header = RtnetlinkStructs.IFINFOMSG.size();
    return Optional.of(
        new CanInterface(
            RtnetlinkStructs.IFI_INDEX.getInt(body, 0),
            RtnetlinkStructs.IFI_FLAGS.getInt(body, 0),
            RtnetlinkAttributes.read(Rtnetlink.slice(body, header, body.limit()))));
  }

  // ------------------------------------------------------------------------------ finding

  /**
   * Every CAN interface of this network namespace: RTM_GETLINK.
   *
   * @return the interfaces, in the kernel's order
   * @throws IOException if the kernel refuses
   */
  public static List<CanInterface> all() throws IOException {
    Rtnetlink.Request request =
        Rtnetlink.Request.of(RtnetlinkStructs.RTM_GETLINK, 0, RtnetlinkStructs.NLM_F_DUMP);
    List<CanInterface> all = new ArrayList<>();
    for (ByteBuffer body : Rtnetlink.ask(request, "all", errno -> null)) {
      decode(body).ifPresent(all::add);
    }
    return List.copyOf(all);
  }

  /**
   * The CAN interface with a name: RTM_GETLINK.
   *
   * @param name for instance {@code "can0"}
   * @return the interface
   * @throws IOException if there is none; the message names those there are
   */
  public static CanInterface byName(String name) throws IOException {
    return byIndex(CanInterfaces.indexOf(name), "'" + name + "'");
  }

  /**
   * The CAN interface with a number: RTM_GETLINK.
   *
   * @param index 1 or more
   * @return the interface
   * @throws IOException if there is none; the message names those there are
   * @throws IllegalArgumentException if the number is out of range
   */
  public static CanInterface byIndex(int index) throws IOException {
    if (index < 1) {
      throw new IllegalArgumentException("interface number " + index + " is not 1 or more");
    }
    return byIndex(index, Integer.toString(index));
  }

  private static CanInterface byIndex(int index, String what) throws IOException {
    Rtnetlink.Request request = Rtnetlink.Request.of(RtnetlinkStructs.RTM_GETLINK, index);
    for (ByteBuffer body : Rtnetlink.ask(request, what, CanInterfaces::missing)) {
      Optional<CanInterface> found = decode(body);
      if (found.isPresent() && found.get().index == index) {
        return found.get();
      }
    }
    throw CanInterfaces.noneOfCan(request, what);
  }

  // ------------------------------------------------------------------------------ making

  /**
   * Makes a virtual CAN interface, which is down, for classic frames and those of CAN FD: what is
   * sent there, all sockets of this machine receive that are bound to it. RTM_NEWLINK, as {@code ip
   * link add NAME type vcan}.
   *
   * @param name 1 to 15 bytes, without white space, {@code /}, {@code :} and {@code %}
   * @return the interface
   * @throws IOException if the kernel refuses
   * @throws IllegalArgumentException if it cannot be a name
   */
  public static CanInterface createVcan(String name) throws IOException {
    CanInterfaces.requireName(name);
    return create(name, VCAN, info -> {}, name);
  }

  /**
   * Makes two virtual CAN interfaces, which are down and connected to each other: what is sent
   * through one is received from the other, which may be moved to another network namespace.
   * RTM_NEWLINK, as {@code ip link add NAME type vxcan peer name PEER}.
   *
   * @param name 1 to 15 bytes, without white space, {@code /}, {@code :} and {@code %}
   * @param peerName likewise
   * @return the first interface; {@link #peer} is the second
   * @throws IOException if the kernel refuses
   * @throws IllegalArgumentException if one of them cannot be a name
   */
  public static CanInterface createVxcan(String name, String peerName) throws IOException {
    CanInterfaces.requireName(name);
    CanInterfaces.requireName(peerName);
    Rtnetlink.Content peer = end -> end.link(0).putText(RtnetlinkStructs.IFLA_IFNAME, peerName);
    Rtnetlink.Content data = pair -> pair.put(RtnetlinkStructs.VXCAN_INFO_PEER, peer);
    return create(
        name,
        VXCAN,
        info -> info.put(RtnetlinkStructs.IFLA_INFO_DATA, data),
        name + ", " + peerName);
  }

  static CanInterface create(String name, String kind, Rtnetlink.Content more, String what)
      throws IOException {
    Rtnetlink.Request request =
        Rtnetlink.Request.of(
            RtnetlinkStructs.RTM_NEWLINK,
            0,
            RtnetlinkStructs.NLM_F_CREATE,
            RtnetlinkStructs.NLM_F_EXCL);
    request
        .putText(RtnetlinkStructs.IFLA_IFNAME, name)
        .put(
            RtnetlinkStructs.IFLA_LINKINFO,
            info -> {
              info.putText(RtnetlinkStructs.IFLA_INFO_KIND, kind);
              more.putInto(info);
            });
    Rtnetlink.tell(
        request,
        what,
        errno ->
            errno.equals(Errno.EOPNOTSUPP)
                ? "the kernel has no %1$s, or its module is not loaded: try 'modprobe %1$s'"
                    .formatted(kind)
                : CanInterfaces.remedy(errno));
    return byName(name);
  }

  // ------------------------------------------------------------------------------ changing

  /**
   * Sets the MTU, which says what frames the interface is for; it has to be down. RTM_NEWLINK with
   * IFLA_MTU.
   *
   * @param mtu {@link #CC_MTU}, {@link #FD_MTU}, or 76 to {@link #XL_MTU}
   * @return the interface as it is then
   * @throws IOException if the kernel refuses, as the driver of a real interface may
   * @throws IllegalArgumentException if no CAN interface has such an MTU
   */
  public CanInterface setMtu(int mtu) throws IOException {
    if (mtu != CC_MTU && mtu != FD_MTU && (mtu < LEAST_XL_MTU || mtu > XL_MTU)) {
      throw new IllegalArgumentException(
          "MTU %d is not %d, %d, or %d to %d".formatted(mtu, CC_MTU, FD_MTU, LEAST_XL_MTU, XL_MTU));
    }
    Rtnetlink.Request request =
        Rtnetlink.Request.of(RtnetlinkStructs.RTM_NEWLINK, index)
            .put(RtnetlinkStructs.IFLA_MTU, mtu);
    Rtnetlink.tell(
        request,
        "%s, MTU %d".formatted(name, mtu),
        errno ->
            errno.equals(Errno.EINVAL)
                ? "this interface, of kind '%s', cannot have that MTU".formatted(kind)
                : CanInterfaces.remedy(errno));
    return refresh();
  }

  /**
   * Brings the interface up: RTM_NEWLINK with IFF_UP. What is sent through a vxcan is lost until
   * both ends have become {@link CanInterfaceState#UP}, which takes the kernel a moment.
   *
   * @return the interface as it is then
   * @throws IOException if the kernel refuses
   */
  public CanInterface up() throws IOException {
    return setUp(RtnetlinkStructs.IFF_UP.value(), "up");
  }

  /**
   * Brings the interface down: RTM_NEWLINK without IFF_UP. Sockets that use it fail with ENETDOWN.
   *
   * @return the interface as it is then
   * @throws IOException if the kernel refuses
   */
  public CanInterface down() throws IOException {
    return setUp(0, "down");
  }

  private CanInterface setUp(int value, String what) throws IOException {
    Rtnetlink.Request request =
        Rtnetlink.Request.of(RtnetlinkStructs.RTM_NEWLINK, index)
            .setFlags(value, RtnetlinkStructs.IFF_UP.value());
    Rtnetlink.tell(
        request,
        name + ", " + what,
        errno ->
            errno.equals(Errno.EINVAL) && controller.isPresent()
                ? "a controller needs a bit rate before it is brought up"
                : CanInterfaces.remedy(errno));
    return refresh();
  }

  /**
   * Sets the controller of a real interface; for most of that, the interface has to be down.
   * RTM_NEWLINK with IFLA_CAN_*, as {@code ip link set NAME type can}.
   *
   * @param settings what to set
   * @return the interface as it is then
   * @throws IOException if the kernel or the controller refuses
   */
  public CanInterface configure(CanSettings settings) throws IOException {
    Objects.requireNonNull(settings, "settings");
    return tellController("settings", settings::putInto);
  }

  /**
   * Restarts a controller that has gone off the bus: IFLA_CAN_RESTART.
   *
   * @return the interface as it is then
   * @throws IOException if the kernel refuses, as it does where the controller is not off the bus
   */
  public CanInterface restart() throws IOException {
    return tellController("restart", data -> data.put(RtnetlinkStructs.IFLA_CAN_RESTART, 1));
  }

  private CanInterface tellController(String what, Rtnetlink.Content data) throws IOException {
    Rtnetlink.Request request =
        Rtnetlink.Request.of(RtnetlinkStructs.RTM_NEWLINK, index)
            .put(
                RtnetlinkStructs.IFLA_LINKINFO,
                info ->
                    info.putText(RtnetlinkStructs.IFLA_INFO_KIND, kind)
                        .put(RtnetlinkStructs.IFLA_INFO_DATA, data));
    Rtnetlink.tell(
        request,
        name + ", " + what,
        errno -> {
          if (controller.isEmpty()) {
            return "an interface of kind '%s' has no controller to set".formatted(kind);
          }
          return errno.equals(Errno.EOPNOTSUPP)
              ? "the controller does not have that; its modes are "
                  + controller.get().supportedModes()
              : CanInterfaces.remedy(errno);
        });
    return refresh();
  }

  /**
   * Removes a virtual interface, and with a vxcan its peer: RTM_DELLINK. Sockets that use it fail
   * with ENODEV.
   *
   * @throws IOException if the kernel refuses; if the interface is a real one, with EOPNOTSUPP
   */
  public void delete() throws IOException {
    Rtnetlink.Request request = Rtnetlink.Request.of(RtnetlinkStructs.RTM_DELLINK, index);
    if (!isVirtual()) { // the kernel would do nothing, and say that it has
      throw new Rtnetlink.LinkException(
          request, name, Errno.EOPNOTSUPP, null, "it is a real one, and goes with its driver");
    }
    Rtnetlink.tell(request, name, CanInterfaces::remedy);
  }

  /**
   * Reads the interface again.
   *
   * @return the interface as it is now
   * @throws IOException if it is gone
   */
  public CanInterface refresh() throws IOException {
    return byIndex(index, name);
  }

  // ------------------------------------------------------------------------------ what it is

  /**
   * The number.
   *
   * @return 1 or more
   */
  public int index() {
    return index;
  }

  /**
   * The name.
   *
   * @return for instance {@code can0}
   */
  public String name() {
    return name;
  }

  /**
   * The address that a socket is bound to for the frames of this interface.
   *
   * @return the address
   */
  public CanAddress address() {
    return CanAddress.of(index);
  }

  /**
   * The kind: IFLA_INFO_KIND.
   *
   * @return {@code can} for real ones (those of a serial line included), {@code vcan}, {@code
   *     vxcan}; empty where the driver does not say
   */
  public String kind() {
    return kind;
  }

  /**
   * Whether no wire is behind it: what is sent there stays on this machine.
   *
   * @return true for vcan and vxcan
   */
  public boolean isVirtual() {
    return kind.equals(VCAN) || kind.equals(VXCAN);
  }

  /**
   * Whether it is up: IFF_UP.
   *
   * @return true if somebody has brought it up
   */
  public boolean isUp() {
    return (flags & RtnetlinkStructs.IFF_UP.value()) != 0;
  }

  /**
   * Whether it is operational: IFLA_OPERSTATE.
   *
   * @return the state, which a vcan that is up does not tell
   */
  public CanInterfaceState operationalState() {
    return operationalState;
  }

  /**
   * The MTU, the size of the largest frame as sockets have it.
   *
   * @return {@link #CC_MTU}, {@link #FD_MTU}, or 76 to {@link #XL_MTU}
   */
  public int mtu() {
    return mtu;
  }

  /**
   * The controller of a real interface.
   *
   * @return its state and settings; empty if the interface is virtual, or its driver tells nothing
   */
  public Optional<CanController> controller() {
    return controller;
  }

  /**
   * What has gone through it.
   *
   * @return counters, as of when it was read
   */
  public CanInterfaceStatistics statistics() {
    return statistics;
  }

  /**
   * The other end of a vxcan.
   *
   * @return the interface as it is now; empty if this is no vxcan, or the other end is in another
   *     network namespace
   * @throws IOException if it is gone
   */
  public Optional<CanInterface> peer() throws IOException {
    return peerIndex.isEmpty() ? Optional.empty() : Optional.of(byIndex(peerIndex.getAsInt()));
  }

  /**
   * Whether both are the same interface, however it is.
   *
   * @param other anything
   * @return true if it is an interface with the same number
   */
  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof CanInterface that && index == that.index;
  }

  @Override
  public int hashCode() {
    return index;
  }

  /**
   * The interface for people.
   *
   * @return for instance {@code can0: can, up, MTU 16, ERROR_ACTIVE, 500000 bit/s}
   */
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder(name).append(": ");
    text.append(kind.isEmpty() ? "unknown kind" : kind).append(isUp() ? ", up" : ", down");
    text.append(", MTU ").append(mtu);
    controller.ifPresent(it -> text.append(", ").append(it.state()));
    controller
        .flatMap(CanController::bitTiming)
        .ifPresent(timing -> text.append(", ").append(timing.bitrate()).append(" bit/s"));
    return text.toString();
  }
}
