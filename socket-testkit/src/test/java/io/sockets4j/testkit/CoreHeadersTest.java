package io.sockets4j.testkit;

import io.sockets4j.BsdSocket;
import io.sockets4j.os.ErrorQueueConstants;
import io.sockets4j.os.TimestampingConstants;

/** The declarations of the core against the C headers: here, since core cannot use the testkit. */
class CoreHeadersTest extends HeaderContract {
  @Override
  protected HeaderDeclarations declarations() {
    return HeaderDeclarations.ofAllBeside(BsdSocket.class)
        .absent("Linux 6.5, asm-generic/socket.h", "SO_PASSPIDFD", "SO_PEERPIDFD")
        .absent(
            "Linux 6.12, asm-generic/socket.h",
            "SO_DEVMEM_LINEAR",
            "SO_DEVMEM_DMABUF",
            "SO_DEVMEM_DONTNEED",
            "SCM_DEVMEM_LINEAR",
            "SCM_DEVMEM_DMABUF")
        .absent("Linux 6.13, asm-generic/socket.h", "SCM_TS_OPT_ID")
        .absent("Linux 6.2, linux/net_tstamp.h", "SOF_TIMESTAMPING_OPT_ID_TCP")
        .absent("Linux 6.12, linux/net_tstamp.h", "SOF_TIMESTAMPING_OPT_RX_FILTER")
        .absent(
            "Linux 6.15, linux/net_tstamp.h and linux/errqueue.h",
            "SOF_TIMESTAMPING_TX_COMPLETION",
            "SCM_TSTAMP_COMPLETION")
        .absent(
            CLibrary.MUSL,
            "musl has none of the kernel's linux/net_tstamp.h and linux/errqueue.h",
            TimestampingConstants.class,
            ErrorQueueConstants.class)
        .absent(
            CLibrary.MUSL,
            "musl has none of the kernel's linux/errqueue.h",
            "struct sock_extended_err",
            "struct scm_timestamping")
        .absent("Linux 6.14, asm-generic/socket.h", "SO_RCVPRIORITY")
        .absent("Linux 6.16, asm-generic/socket.h", "SO_PASSRIGHTS")
        .absent("Linux 6.17, asm-generic/socket.h", "SO_INQ", "SCM_INQ")
        .absent(
            "for programs, but only in the kernel's own include/linux/socket.h",
            "SCM_SECURITY",
            "SCM_PIDFD",
            "MSG_SOCK_DEVMEM")
        .absent("reaches programs, but only in the kernel's own include/linux/errno.h", "ENOTSUPP")
        .absent(CLibrary.MUSL, "musl has none of the kernel's linux/sctp.h", "MSG_NOTIFICATION")
        .absent(
            CLibrary.MUSL,
            "glibc's netax25/ax25.h and its like, which musl lacks",
            "SOL_IPX",
            "SOL_AX25",
            "SOL_ATALK",
            "SOL_NETROM",
            "SOL_ROSE")
        .absent(
            CLibrary.MUSL,
            "musl has none of the kernel's linux/filter.h, sock_diag.h and net_tstamp.h",
            "struct sock_fprog",
            "struct sock_filter",
            "struct sock_txtime",
            "SOF_TXTIME_DEADLINE_MODE",
            "SOF_TXTIME_REPORT_ERRORS",
            "SK_MEMINFO_RMEM_ALLOC",
            "SK_MEMINFO_RCVBUF",
            "SK_MEMINFO_WMEM_ALLOC",
            "SK_MEMINFO_SNDBUF",
            "SK_MEMINFO_FWD_ALLOC",
            "SK_MEMINFO_WMEM_QUEUED",
            "SK_MEMINFO_OPTMEM",
            "SK_MEMINFO_BACKLOG",
            "SK_MEMINFO_DROPS",
            "SK_MEMINFO_VARS")
        .absent(
            CLibrary.MUSL,
            "Linux 5.1, asm-generic/socket.h; musl names them on 32-bit machines only",
            "SO_SNDTIMEO_NEW",
            "SO_RCVTIMEO_NEW",
            "SO_TIMESTAMP_NEW",
            "SO_TIMESTAMPNS_NEW",
            "SO_TIMESTAMPING_NEW")
        .absent(
            CLibrary.MUSL,
            "Linux 5.14 to 5.19, asm-generic/socket.h; musl 1.2.3 does not follow that far",
            "SO_NETNS_COOKIE",
            "SO_BUF_LOCK",
            "SO_RESERVE_MEM",
            "SO_TXREHASH",
            "SO_RCVMARK")
        .absent(
            CLibrary.MUSL,
            "musl has none of the kernel's linux/sockios.h",
            "SIOCINQ",
            "SIOCOUTQ",
            "SIOCOUTQNSD")
        .absent(
            CLibrary.WINDOWS,
            "ws2def.h of the Windows SDK; mingw-w64 10 does not follow that far",
            "MSG_ERRQUEUE",
            "SO_PAUSE_ACCEPT",
            "SO_PORT_SCALABILITY",
            "SO_RANDOMIZE_PORT")
        .different(CLibrary.MUSL, "musl suggests 128; the kernel allows more", "SOMAXCONN")
        .different(
            CLibrary.MUSL,
            "int and socklen_t there, each with padding that is zero: 8 bytes for the kernel",
            "struct msghdr.msg_iovlen",
            "struct msghdr.msg_controllen",
            "struct cmsghdr.cmsg_len");
  }
}
