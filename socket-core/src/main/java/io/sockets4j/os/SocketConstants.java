package io.sockets4j.os;

/**
 * Numbers of {@code sys/socket.h} that belong to no family, the options at level {@link
 * #SOL_SOCKET} among them: see <a
 * href="https://man7.org/linux/man-pages/man7/socket.7.html">socket(7)</a>.
 *
 * <p>Sources of the values: Linux asm-generic/socket.h (up to SO_INQ, its newest), macOS xnu
 * bsd/sys/socket.h, FreeBSD sys/sys/socket.h, Windows winsock2.h and ws2def.h.
 */
@CHeaders({"sys/socket.h", "winsock2.h", "ws2tcpip.h"})
public final class SocketConstants {
  /** No family: in an address that holds none. */
  public static final SystemConstant AF_UNSPEC = SystemConstant.named("AF_UNSPEC").everywhere(0);

  /** In the type argument of socket, socketpair and accept4: close the descriptor on exec. */
  public static final SystemConstant SOCK_CLOEXEC =
      SystemConstant.named("SOCK_CLOEXEC").linux(0x80000).freebsd(0x10000000);

  /** In the type argument of socket, socketpair and accept4: set O_NONBLOCK. */
  public static final SystemConstant SOCK_NONBLOCK =
      SystemConstant.named("SOCK_NONBLOCK").linux(0x800).freebsd(0x20000000);

  /** shutdown: the receiving side. */
  public static final SystemConstant SHUT_RD = SystemConstant.named("SHUT_RD").posix(0);

  /** shutdown: the sending side. */
  public static final SystemConstant SHUT_WR = SystemConstant.named("SHUT_WR").posix(1);

  /** shutdown: both sides. */
  public static final SystemConstant SHUT_RDWR = SystemConstant.named("SHUT_RDWR").posix(2);

  /**
   * The backlog that the headers suggest; the system may allow less or more. On Linux this is
   * glibc's value, musl's is 128.
   */
  public static final SystemConstant SOMAXCONN =
      SystemConstant.named("SOMAXCONN").linux(4096).bsd(128).windows(0x7fffffff);

  /** The level of the options that every family has. */
  public static final SystemConstant SOL_SOCKET =
      SystemConstant.named("SOL_SOCKET").linux(1).bsd(0xffff).windows(0xffff);

  /** Record debugging information. Boolean. */
  public static final SystemConstant SO_DEBUG =
      SystemConstant.named("SO_DEBUG").linux(1).bsd(1).windows(1);

  /** Whether the socket listens. Boolean, read only. */
  public static final SystemConstant SO_ACCEPTCONN =
      SystemConstant.named("SO_ACCEPTCONN").linux(30).bsd(2).windows(2);

  /** Bind to an address that is still in use; what exactly it allows differs by system. Boolean. */
  public static final SystemConstant SO_REUSEADDR =
      SystemConstant.named("SO_REUSEADDR").linux(2).bsd(4).windows(4);

  /** Several sockets share an address and port. Boolean. */
  public static final SystemConstant SO_REUSEPORT =
      SystemConstant.named("SO_REUSEPORT").linux(15).bsd(0x200);

  /** As {@link #SO_REUSEPORT}, and the system spreads connections among them. Boolean. */
  public static final SystemConstant SO_REUSEPORT_LB =
      SystemConstant.named("SO_REUSEPORT_LB").freebsd(0x10000);

  /** Sockets of different users may share a port. Boolean. */
  public static final SystemConstant SO_REUSESHAREUID =
      SystemConstant.named("SO_REUSESHAREUID").macos(0x1025);

  /** No other socket may bind to the address, whatever its options. Boolean. */
  public static final SystemConstant SO_EXCLUSIVEADDRUSE =
      SystemConstant.named("SO_EXCLUSIVEADDRUSE").windows(-5);

  /** Probe an idle connection. Boolean. */
  public static final SystemConstant SO_KEEPALIVE =
      SystemConstant.named("SO_KEEPALIVE").linux(9).bsd(8).windows(8);

  /** Send to hosts on directly connected networks only. Boolean. */
  public static final SystemConstant SO_DONTROUTE =
      SystemConstant.named("SO_DONTROUTE").linux(5).bsd(0x10).windows(0x10);

  /** Allow sending to broadcast addresses. Boolean. */
  public static final SystemConstant SO_BROADCAST =
      SystemConstant.named("SO_BROADCAST").linux(6).bsd(0x20).windows(0x20);

  /** A routing socket hears its own messages. Boolean. */
  public static final SystemConstant SO_USELOOPBACK =
      SystemConstant.named("SO_USELOOPBACK").bsd(0x40).windows(0x40);

  /**
   * Close waits for unsent data. {@code struct linger}; its time is in seconds, but on macOS in
   * clock ticks: use {@link #SO_LINGER_SEC} there.
   */
  public static final SystemConstant SO_LINGER =
      SystemConstant.named("SO_LINGER").linux(13).bsd(0x80).windows(0x80);

  /** As {@link #SO_LINGER}, with the time in seconds. {@code struct linger}. */
  public static final SystemConstant SO_LINGER_SEC =
      SystemConstant.named("SO_LINGER_SEC").macos(0x1080);

  /** Urgent data come in line with the others. Boolean. */
  public static final SystemConstant SO_OOBINLINE =
      SystemConstant.named("SO_OOBINLINE").linux(10).bsd(0x100).windows(0x100);

  /** No SIGPIPE from this socket; calls fail with EPIPE alone. Boolean. */
  public static final SystemConstant SO_NOSIGPIPE =
      SystemConstant.named("SO_NOSIGPIPE").macos(0x1022).freebsd(0x800);

  /** The size of the send buffer in bytes; Linux doubles what is set and tells the double. Int. */
  public static final SystemConstant SO_SNDBUF =
      SystemConstant.named("SO_SNDBUF").linux(7).bsd(0x1001).windows(0x1001);

  /**
   * The size of the receive buffer in bytes; Linux doubles what is set and tells the double. Int.
   */
  public static final SystemConstant SO_RCVBUF =
      SystemConstant.named("SO_RCVBUF").linux(8).bsd(0x1002).windows(0x1002);

  /** As {@link #SO_SNDBUF}, beyond the system's limit; needs CAP_NET_ADMIN. Int. */
  public static final SystemConstant SO_SNDBUFFORCE =
      SystemConstant.named("SO_SNDBUFFORCE").linux(32);

  /** As {@link #SO_RCVBUF}, beyond the system's limit; needs CAP_NET_ADMIN. Int. */
  public static final SystemConstant SO_RCVBUFFORCE =
      SystemConstant.named("SO_RCVBUFFORCE").linux(33);

  /** Which buffers keep the size that was set: bit 1 send, bit 2 receive. Int. */
  public static final SystemConstant SO_BUF_LOCK = SystemConstant.named("SO_BUF_LOCK").linux(72);

  /** Memory that is kept for the socket, in bytes. Int. */
  public static final SystemConstant SO_RESERVE_MEM =
      SystemConstant.named("SO_RESERVE_MEM").linux(73);

  /** The room in bytes that makes the socket writable. Int; on Linux always 1. */
  public static final SystemConstant SO_SNDLOWAT =
      SystemConstant.named("SO_SNDLOWAT").linux(19).bsd(0x1003).windows(0x1003);

  /** The data in bytes that make the socket readable. Int. */
  public static final SystemConstant SO_RCVLOWAT =
      SystemConstant.named("SO_RCVLOWAT").linux(18).bsd(0x1004).windows(0x1004);

  /** How long a blocking send waits. {@code struct timeval}; on Windows milliseconds. */
  public static final SystemConstant SO_SNDTIMEO =
      SystemConstant.named("SO_SNDTIMEO").linux(21).bsd(0x1005).windows(0x1005);

  /** How long a blocking receive waits. {@code struct timeval}; on Windows milliseconds. */
  public static final SystemConstant SO_RCVTIMEO =
      SystemConstant.named("SO_RCVTIMEO").linux(20).bsd(0x1006).windows(0x1006);

  /** As {@link #SO_SNDTIMEO} with 64-bit time on every processor. */
  public static final SystemConstant SO_SNDTIMEO_NEW =
      SystemConstant.named("SO_SNDTIMEO_NEW").linux(67);

  /** As {@link #SO_RCVTIMEO} with 64-bit time on every processor. */
  public static final SystemConstant SO_RCVTIMEO_NEW =
      SystemConstant.named("SO_RCVTIMEO_NEW").linux(66);

  /** The pending error, which reading clears. Int, read only. */
  public static final SystemConstant SO_ERROR =
      SystemConstant.named("SO_ERROR").linux(4).bsd(0x1007).windows(0x1007);

  /** The socket's type, see {@link SocketType}. Int, read only. */
  public static final SystemConstant SO_TYPE =
      SystemConstant.named("SO_TYPE").linux(3).bsd(0x1008).windows(0x1008);

  /** The socket's address family. Int, read only. */
  public static final SystemConstant SO_DOMAIN =
      SystemConstant.named("SO_DOMAIN").linux(39).freebsd(0x1019);

  /** The socket's protocol, see {@link Protocol}. Int, read only. */
  public static final SystemConstant SO_PROTOCOL =
      SystemConstant.named("SO_PROTOCOL").linux(38).freebsd(0x1016);

  /** The priority of what is sent; above 6 needs CAP_NET_ADMIN. Int. */
  public static final SystemConstant SO_PRIORITY = SystemConstant.named("SO_PRIORITY").linux(12);

  /** Received packets come with their priority as control data. Boolean. */
  public static final SystemConstant SO_RCVPRIORITY =
      SystemConstant.named("SO_RCVPRIORITY").linux(82);

  /** The mark on what is sent, for routing and filters; needs CAP_NET_ADMIN or CAP_NET_RAW. Int. */
  public static final SystemConstant SO_MARK = SystemConstant.named("SO_MARK").linux(36);

  /** Received packets come with their mark as control data. Boolean. */
  public static final SystemConstant SO_RCVMARK = SystemConstant.named("SO_RCVMARK").linux(75);

  /** The interface that all packets must use. The interface's name as bytes. */
  public static final SystemConstant SO_BINDTODEVICE =
      SystemConstant.named("SO_BINDTODEVICE").linux(25);

  /** The interface that all packets must use. Its index as int. */
  public static final SystemConstant SO_BINDTOIFINDEX =
      SystemConstant.named("SO_BINDTOIFINDEX").linux(62);

  /** The routing table that the socket uses. Int, write only. */
  public static final SystemConstant SO_SETFIB = SystemConstant.named("SO_SETFIB").freebsd(0x1014);

  /** OpenBSD's routing table of a socket; Python names it, none of our platforms has it. */
  public static final SystemConstant SO_RTABLE = SystemConstant.named("SO_RTABLE");

  /** A number of the user's, which filters see. Int, write only. */
  public static final SystemConstant SO_USER_COOKIE =
      SystemConstant.named("SO_USER_COOKIE").freebsd(0x1015);

  /** Do not compute checksums where the protocol can do without. Boolean. */
  public static final SystemConstant SO_NO_CHECK = SystemConstant.named("SO_NO_CHECK").linux(11);

  /** Do not add a frame check sequence. Boolean. */
  public static final SystemConstant SO_NOFCS = SystemConstant.named("SO_NOFCS").linux(43);

  /** Once BSD's behaviour for bugs of UDP; without effect today. Boolean. */
  public static final SystemConstant SO_BSDCOMPAT = SystemConstant.named("SO_BSDCOMPAT").linux(14);

  /** Messages come with the sender's credentials as control data. Boolean. */
  public static final SystemConstant SO_PASSCRED = SystemConstant.named("SO_PASSCRED").linux(16);

  /** Messages come with the sender's security label as control data. Boolean. */
  public static final SystemConstant SO_PASSSEC = SystemConstant.named("SO_PASSSEC").linux(34);

  /** Messages come with a descriptor of the sender's process as control data. Boolean. */
  public static final SystemConstant SO_PASSPIDFD = SystemConstant.named("SO_PASSPIDFD").linux(76);

  /** Whether descriptors may be passed to this socket. Boolean. */
  public static final SystemConstant SO_PASSRIGHTS =
      SystemConstant.named("SO_PASSRIGHTS").linux(83);

  /** The credentials of the connected peer. {@code struct ucred}, read only. */
  public static final SystemConstant SO_PEERCRED = SystemConstant.named("SO_PEERCRED").linux(17);

  /** A descriptor of the connected peer's process. Int, read only. */
  public static final SystemConstant SO_PEERPIDFD = SystemConstant.named("SO_PEERPIDFD").linux(77);

  /** The groups of the connected peer. An array of {@code gid_t}, read only. */
  public static final SystemConstant SO_PEERGROUPS =
      SystemConstant.named("SO_PEERGROUPS").linux(59);

  /** The security label of the connected peer. Bytes, read only. */
  public static final SystemConstant SO_PEERSEC = SystemConstant.named("SO_PEERSEC").linux(31);

  /** The peer's address, as getpeername tells it. An address, read only. */
  public static final SystemConstant SO_PEERNAME = SystemConstant.named("SO_PEERNAME").linux(28);

  /** The socket's security label. {@code struct mac}. */
  public static final SystemConstant SO_LABEL =
      SystemConstant.named("SO_LABEL").macos(0x1010).freebsd(0x1009);

  /** The security label of the connected peer. {@code struct mac}, read only. */
  public static final SystemConstant SO_PEERLABEL =
      SystemConstant.named("SO_PEERLABEL").macos(0x1011).freebsd(0x1010);

  /** Where MSG_PEEK begins, in bytes; -1 at the start of the queue always. Int. */
  public static final SystemConstant SO_PEEK_OFF = SystemConstant.named("SO_PEEK_OFF").linux(42);

  /** Received data come with the bytes that are left in the queue as control data. Boolean. */
  public static final SystemConstant SO_INQ = SystemConstant.named("SO_INQ").linux(84);

  /** The bytes of the first packet in the receive buffer. Int, read only. */
  public static final SystemConstant SO_NREAD = SystemConstant.named("SO_NREAD").macos(0x1020);

  /** The bytes in the send buffer. Int, read only. */
  public static final SystemConstant SO_NWRITE = SystemConstant.named("SO_NWRITE").macos(0x1024);

  /** The datagrams in the receive buffer. Int, read only. */
  public static final SystemConstant SO_NUMRCVPKT =
      SystemConstant.named("SO_NUMRCVPKT").macos(0x1112);

  /** Messages come with the number of those that were dropped as control data. Boolean. */
  public static final SystemConstant SO_RXQ_OVFL = SystemConstant.named("SO_RXQ_OVFL").linux(40);

  /** A full receive buffer is told as an error. Boolean. */
  public static final SystemConstant SO_RERROR = SystemConstant.named("SO_RERROR").freebsd(0x20000);

  /** The socket's use of memory. An array of nine ints, read only. */
  public static final SystemConstant SO_MEMINFO = SystemConstant.named("SO_MEMINFO").linux(55);

  /** Keep what did not fit of a datagram. Boolean. */
  public static final SystemConstant SO_DONTTRUNC =
      SystemConstant.named("SO_DONTTRUNC").macos(0x2000);

  /** Tell when there are more data. Boolean. */
  public static final SystemConstant SO_WANTMORE =
      SystemConstant.named("SO_WANTMORE").macos(0x4000);

  /** Tell in the message flags that data are urgent. Boolean. */
  public static final SystemConstant SO_WANTOOBFLAG =
      SystemConstant.named("SO_WANTOOBFLAG").macos(0x8000);

  /** Messages come with the time of their arrival as control data. Boolean. */
  public static final SystemConstant SO_TIMESTAMP =
      SystemConstant.named("SO_TIMESTAMP").linux(29).bsd(0x400);

  /** As {@link #SO_TIMESTAMP}, in nanoseconds. Boolean. */
  public static final SystemConstant SO_TIMESTAMPNS =
      SystemConstant.named("SO_TIMESTAMPNS").linux(35);

  /** Time stamps of sent and received packets, by software and hardware. Int of bits. */
  public static final SystemConstant SO_TIMESTAMPING =
      SystemConstant.named("SO_TIMESTAMPING").linux(37);

  /** As {@link #SO_TIMESTAMP} with 64-bit time on every processor. Boolean. */
  public static final SystemConstant SO_TIMESTAMP_NEW =
      SystemConstant.named("SO_TIMESTAMP_NEW").linux(63);

  /** As {@link #SO_TIMESTAMPNS} with 64-bit time on every processor. Boolean. */
  public static final SystemConstant SO_TIMESTAMPNS_NEW =
      SystemConstant.named("SO_TIMESTAMPNS_NEW").linux(64);

  /** As {@link #SO_TIMESTAMPING} with 64-bit time on every processor. Int of bits. */
  public static final SystemConstant SO_TIMESTAMPING_NEW =
      SystemConstant.named("SO_TIMESTAMPING_NEW").linux(65);

  /** As {@link #SO_TIMESTAMP} by the clock that never goes back. Boolean. */
  public static final SystemConstant SO_TIMESTAMP_MONOTONIC =
      SystemConstant.named("SO_TIMESTAMP_MONOTONIC").macos(0x800);

  /** As {@link #SO_TIMESTAMP} in a binary fraction. Boolean. */
  public static final SystemConstant SO_BINTIME =
      SystemConstant.named("SO_BINTIME").freebsd(0x2000);

  /** The clock of {@link #SO_TIMESTAMP}. Int. */
  public static final SystemConstant SO_TS_CLOCK =
      SystemConstant.named("SO_TS_CLOCK").freebsd(0x1017);

  /** Once: the error queue makes select tell an exception. Boolean. */
  public static final SystemConstant SO_SELECT_ERR_QUEUE =
      SystemConstant.named("SO_SELECT_ERR_QUEUE").linux(45);

  /** Frames come back with whether they were acknowledged as control data. Boolean. */
  public static final SystemConstant SO_WIFI_STATUS =
      SystemConstant.named("SO_WIFI_STATUS").linux(41);

  /** Packets are sent at the time that their control data tell. {@code struct sock_txtime}. */
  public static final SystemConstant SO_TXTIME = SystemConstant.named("SO_TXTIME").linux(61);

  /** Whether a connection in trouble tries another path. Int. */
  public static final SystemConstant SO_TXREHASH = SystemConstant.named("SO_TXREHASH").linux(74);

  /** The highest rate of sending in bytes a second. Unsigned int; on Linux also 64 bits. */
  public static final SystemConstant SO_MAX_PACING_RATE =
      SystemConstant.named("SO_MAX_PACING_RATE").linux(47).freebsd(0x1018);

  /** Allow MSG_ZEROCOPY. Boolean. */
  public static final SystemConstant SO_ZEROCOPY = SystemConstant.named("SO_ZEROCOPY").linux(60);

  /** The type of control data that tell of a piece in ordinary memory; no option. */
  public static final SystemConstant SO_DEVMEM_LINEAR =
      SystemConstant.named("SO_DEVMEM_LINEAR").linux(78);

  /** The type of control data that tell of a piece in a device's memory; no option. */
  public static final SystemConstant SO_DEVMEM_DMABUF =
      SystemConstant.named("SO_DEVMEM_DMABUF").linux(79);

  /** Give pieces of a device's memory back. An array of {@code struct dmabuf_token}, write only. */
  public static final SystemConstant SO_DEVMEM_DONTNEED =
      SystemConstant.named("SO_DEVMEM_DONTNEED").linux(80);

  /** How long to poll the device when there are no data, in microseconds. Int. */
  public static final SystemConstant SO_BUSY_POLL = SystemConstant.named("SO_BUSY_POLL").linux(46);

  /** Poll the device rather than wait for its interrupts. Boolean. */
  public static final SystemConstant SO_PREFER_BUSY_POLL =
      SystemConstant.named("SO_PREFER_BUSY_POLL").linux(69);

  /** The packets of one round of {@link #SO_BUSY_POLL}. Int. */
  public static final SystemConstant SO_BUSY_POLL_BUDGET =
      SystemConstant.named("SO_BUSY_POLL_BUDGET").linux(70);

  /** The processor that handles the socket's packets. Int. */
  public static final SystemConstant SO_INCOMING_CPU =
      SystemConstant.named("SO_INCOMING_CPU").linux(49);

  /** The device queue that the last packet came from. Int, read only. */
  public static final SystemConstant SO_INCOMING_NAPI_ID =
      SystemConstant.named("SO_INCOMING_NAPI_ID").linux(56);

  /** The socket's number, unique until the system restarts. Unsigned 64 bits, read only. */
  public static final SystemConstant SO_COOKIE = SystemConstant.named("SO_COOKIE").linux(57);

  /** The number of the socket's network namespace. Unsigned 64 bits, read only. */
  public static final SystemConstant SO_NETNS_COOKIE =
      SystemConstant.named("SO_NETNS_COOKIE").linux(71);

  /** The connection makes no progress: find another path. Int, write only. */
  public static final SystemConstant SO_CNX_ADVICE =
      SystemConstant.named("SO_CNX_ADVICE").linux(53);

  /** A classic BPF program that drops what it rejects. {@code struct sock_fprog}. */
  public static final SystemConstant SO_ATTACH_FILTER =
      SystemConstant.named("SO_ATTACH_FILTER").linux(26);

  /**
   * The program that {@link #SO_ATTACH_FILTER} attached. An array of {@code struct sock_filter},
   * read only.
   */
  public static final SystemConstant SO_GET_FILTER =
      SystemConstant.named("SO_GET_FILTER").linux(26);

  /** Remove the filter. The value is ignored. */
  public static final SystemConstant SO_DETACH_FILTER =
      SystemConstant.named("SO_DETACH_FILTER").linux(27);

  /** An extended BPF program that drops what it rejects. Its descriptor as int, write only. */
  public static final SystemConstant SO_ATTACH_BPF =
      SystemConstant.named("SO_ATTACH_BPF").linux(50);

  /** The same as {@link #SO_DETACH_FILTER}. */
  public static final SystemConstant SO_DETACH_BPF =
      SystemConstant.named("SO_DETACH_BPF").linux(27);

  /** The filter can be neither changed nor removed. Boolean. */
  public static final SystemConstant SO_LOCK_FILTER =
      SystemConstant.named("SO_LOCK_FILTER").linux(44);

  /**
   * A classic BPF program that picks the socket among those that share a port. {@code struct
   * sock_fprog}, write only.
   */
  public static final SystemConstant SO_ATTACH_REUSEPORT_CBPF =
      SystemConstant.named("SO_ATTACH_REUSEPORT_CBPF").linux(51);

  /**
   * An extended BPF program that picks the socket among those that share a port. Its descriptor as
   * int, write only.
   */
  public static final SystemConstant SO_ATTACH_REUSEPORT_EBPF =
      SystemConstant.named("SO_ATTACH_REUSEPORT_EBPF").linux(52);

  /** Remove the program that picks the socket. The value is ignored. */
  public static final SystemConstant SO_DETACH_REUSEPORT_BPF =
      SystemConstant.named("SO_DETACH_REUSEPORT_BPF").linux(68);

  /** Which extensions classic BPF has. Int, read only. */
  public static final SystemConstant SO_BPF_EXTENSIONS =
      SystemConstant.named("SO_BPF_EXTENSIONS").linux(48);

  /**
   * Delay accept until the data that a filter wants are there. {@code struct accept_filter_arg}.
   */
  public static final SystemConstant SO_ACCEPTFILTER =
      SystemConstant.named("SO_ACCEPTFILTER").freebsd(0x1000);

  /** The backlog of a listening socket. Int, read only. */
  public static final SystemConstant SO_LISTENQLIMIT =
      SystemConstant.named("SO_LISTENQLIMIT").freebsd(0x1011);

  /** The connections that wait for accept. Int, read only. */
  public static final SystemConstant SO_LISTENQLEN =
      SystemConstant.named("SO_LISTENQLEN").freebsd(0x1012);

  /** The connections that are not complete yet. Int, read only. */
  public static final SystemConstant SO_LISTENINCQLEN =
      SystemConstant.named("SO_LISTENINCQLEN").freebsd(0x1013);

  /** The device must not take over the protocol. Boolean. */
  public static final SystemConstant SO_NO_OFFLOAD =
      SystemConstant.named("SO_NO_OFFLOAD").freebsd(0x4000);

  /** The device must not place data by itself. Boolean. */
  public static final SystemConstant SO_NO_DDP = SystemConstant.named("SO_NO_DDP").freebsd(0x8000);

  /** Attach a network kernel extension to the socket. {@code struct so_nke}. */
  public static final SystemConstant SO_NKE = SystemConstant.named("SO_NKE").macos(0x1021);

  /** Fail with EADDRNOTAVAIL when the source address is gone. Boolean. */
  public static final SystemConstant SO_NOADDRERR =
      SystemConstant.named("SO_NOADDRERR").macos(0x1023);

  /** Pick the local port at random. Boolean. */
  public static final SystemConstant SO_RANDOMPORT =
      SystemConstant.named("SO_RANDOMPORT").macos(0x1082);

  /** Turn off parts of POSIX's behaviour. {@code struct so_np_extensions}. */
  public static final SystemConstant SO_NP_EXTENSIONS =
      SystemConstant.named("SO_NP_EXTENSIONS").macos(0x1083);

  /** The kind of traffic, as NET_SERVICE_TYPE_* tell it. Int. */
  public static final SystemConstant SO_NET_SERVICE_TYPE =
      SystemConstant.named("SO_NET_SERVICE_TYPE").macos(0x1116);

  /** Which quality of service marks packets get. Int, read only. */
  public static final SystemConstant SO_NETSVC_MARKING_LEVEL =
      SystemConstant.named("SO_NETSVC_MARKING_LEVEL").macos(0x1119);

  /** The resolver's signature of the address. Bytes. */
  public static final SystemConstant SO_RESOLVER_SIGNATURE =
      SystemConstant.named("SO_RESOLVER_SIGNATURE").macos(0x1131);

  /** The longest datagram. Unsigned int, read only. */
  public static final SystemConstant SO_MAX_MSG_SIZE =
      SystemConstant.named("SO_MAX_MSG_SIZE").windows(0x2003);

  /** The application decides whether to accept a connection. Boolean. */
  public static final SystemConstant SO_CONDITIONAL_ACCEPT =
      SystemConstant.named("SO_CONDITIONAL_ACCEPT").windows(0x3002);

  /** Refuse connections for now. Boolean. */
  public static final SystemConstant SO_PAUSE_ACCEPT =
      SystemConstant.named("SO_PAUSE_ACCEPT").windows(0x3003);

  /** Pick the local port at random. Boolean. */
  public static final SystemConstant SO_RANDOMIZE_PORT =
      SystemConstant.named("SO_RANDOMIZE_PORT").windows(0x3005);

  /** Allot local ports by address, so that there are more of them. Boolean. */
  public static final SystemConstant SO_PORT_SCALABILITY =
      SystemConstant.named("SO_PORT_SCALABILITY").windows(0x3006);

  private SocketConstants() {}
}
