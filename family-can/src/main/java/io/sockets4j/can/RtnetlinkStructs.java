package io.sockets4j.can;

import static io.sockets4j.os.SystemConstant.named;

import io.sockets4j.os.CHeaders;
import io.sockets4j.os.StructLayout;
import io.sockets4j.os.StructLayout.Field;
import io.sockets4j.os.SystemConstant;

/** Numbers and structs of rtnetlink(7), and of what CAN interfaces say there. */
@CHeaders({
  "sys/socket.h",
  "linux/netlink.h",
  "linux/rtnetlink.h",
  "linux/if.h",
  "linux/if_arp.h",
  "linux/if_link.h",
  "linux/can/netlink.h",
  "linux/can/vxcan.h"
})
final class RtnetlinkStructs {
  static final SystemConstant AF_NETLINK = named("AF_NETLINK").linux(16);
  static final SystemConstant NETLINK_ROUTE = named("NETLINK_ROUTE").linux(0);
  static final SystemConstant SOL_NETLINK = named("SOL_NETLINK").linux(270);
  static final SystemConstant NETLINK_EXT_ACK = named("NETLINK_EXT_ACK").linux(11);

  static final StructLayout SOCKADDR_NL = StructLayout.named("struct sockaddr_nl").linux(12);
  static final Field NL_PID = SOCKADDR_NL.field("nl_pid", 4, 4);

  static final StructLayout NLMSGHDR = StructLayout.named("struct nlmsghdr").linux(16);
  static final Field NLMSG_LEN = NLMSGHDR.field("nlmsg_len", 0, 4);
  static final Field NLMSG_TYPE = NLMSGHDR.field("nlmsg_type", 4, 2);
  static final Field NLMSG_FLAGS = NLMSGHDR.field("nlmsg_flags", 6, 2);
  static final Field NLMSG_SEQ = NLMSGHDR.field("nlmsg_seq", 8, 4);

  static final SystemConstant NLM_F_REQUEST = named("NLM_F_REQUEST").linux(0x1);
  static final SystemConstant NLM_F_ACK = named("NLM_F_ACK").linux(0x4);
  static final SystemConstant NLM_F_DUMP_INTR = named("NLM_F_DUMP_INTR").linux(0x10);
  static final SystemConstant NLM_F_DUMP = named("NLM_F_DUMP").linux(0x300);
  static final SystemConstant NLM_F_EXCL = named("NLM_F_EXCL").linux(0x200);
  static final SystemConstant NLM_F_CREATE = named("NLM_F_CREATE").linux(0x400);
  static final SystemConstant NLM_F_CAPPED = named("NLM_F_CAPPED").linux(0x100);
  static final SystemConstant NLM_F_ACK_TLVS = named("NLM_F_ACK_TLVS").linux(0x200);

  static final SystemConstant NLMSG_ERROR = named("NLMSG_ERROR").linux(2);
  static final SystemConstant NLMSG_DONE = named("NLMSG_DONE").linux(3);
  static final SystemConstant NLMSG_OVERRUN = named("NLMSG_OVERRUN").linux(4);
  static final SystemConstant RTM_NEWLINK = named("RTM_NEWLINK").linux(16);
  static final SystemConstant RTM_DELLINK = named("RTM_DELLINK").linux(17);
  static final SystemConstant RTM_GETLINK = named("RTM_GETLINK").linux(18);

  static final StructLayout NLMSGERR = StructLayout.named("struct nlmsgerr").linux(20);
  static final Field ERROR = NLMSGERR.field("error", 0, 4);
  static final Field REFUSED_LEN = NLMSGERR.field("msg.nlmsg_len", 4, 4);
  static final SystemConstant NLMSGERR_ATTR_MSG = named("NLMSGERR_ATTR_MSG").linux(1);

  static final StructLayout IFINFOMSG = StructLayout.named("struct ifinfomsg").linux(16);
  static final Field IFI_TYPE = IFINFOMSG.field("ifi_type", 2, 2);
  static final Field IFI_INDEX = IFINFOMSG.field("ifi_index", 4, 4);
  static final Field IFI_FLAGS = IFINFOMSG.field("ifi_flags", 8, 4);
  static final Field IFI_CHANGE = IFINFOMSG.field("ifi_change", 12, 4);
  static final SystemConstant ARPHRD_CAN = named("ARPHRD_CAN").linux(280);
  static final SystemConstant IFF_UP = named("IFF_UP").linux(1);
  static final SystemConstant IFNAMSIZ = named("IFNAMSIZ").linux(16);

  static final StructLayout RTATTR = StructLayout.named("struct rtattr").linux(4);
  static final Field RTA_LEN = RTATTR.field("rta_len", 0, 2);
  static final Field RTA_TYPE = RTATTR.field("rta_type", 2, 2);
  static final SystemConstant NLA_TYPE_MASK = named("NLA_TYPE_MASK").linux(0xffff3fff);

  static final SystemConstant IFLA_IFNAME = named("IFLA_IFNAME").linux(3);
  static final SystemConstant IFLA_MTU = named("IFLA_MTU").linux(4);
  static final SystemConstant IFLA_LINK = named("IFLA_LINK").linux(5);
  static final SystemConstant IFLA_OPERSTATE = named("IFLA_OPERSTATE").linux(16);
  static final SystemConstant IFLA_LINKINFO = named("IFLA_LINKINFO").linux(18);
  static final SystemConstant IFLA_STATS64 = named("IFLA_STATS64").linux(23);
  static final SystemConstant IFLA_LINK_NETNSID = named("IFLA_LINK_NETNSID").linux(37);
  static final SystemConstant IFLA_INFO_KIND = named("IFLA_INFO_KIND").linux(1);
  static final SystemConstant IFLA_INFO_DATA = named("IFLA_INFO_DATA").linux(2);
  static final SystemConstant IFLA_INFO_XSTATS = named("IFLA_INFO_XSTATS").linux(3);
  static final SystemConstant VXCAN_INFO_PEER = named("VXCAN_INFO_PEER").linux(1);

  /** As of Linux 5.19. Kernels tell as much of it as they have. */
  static final StructLayout STATS = StructLayout.named("struct rtnl_link_stats64").linux(200);

  static final Field RX_PACKETS = STATS.field("rx_packets", 0, 8);
  static final Field TX_PACKETS = STATS.field("tx_packets", 8, 8);
  static final Field RX_BYTES = STATS.field("rx_bytes", 16, 8);
  static final Field TX_BYTES = STATS.field("tx_bytes", 24, 8);
  static final Field RX_ERRORS = STATS.field("rx_errors", 32, 8);
  static final Field TX_ERRORS = STATS.field("tx_errors", 40, 8);
  static final Field RX_DROPPED = STATS.field("rx_dropped", 48, 8);
  static final Field TX_DROPPED = STATS.field("tx_dropped", 56, 8);

  static final SystemConstant IFLA_CAN_BITTIMING = named("IFLA_CAN_BITTIMING").linux(1);
  static final SystemConstant IFLA_CAN_BITTIMING_CONST = named("IFLA_CAN_BITTIMING_CONST").linux(2);
  static final SystemConstant IFLA_CAN_CLOCK = named("IFLA_CAN_CLOCK").linux(3);
  static final SystemConstant IFLA_CAN_STATE = named("IFLA_CAN_STATE").linux(4);
  static final SystemConstant IFLA_CAN_CTRLMODE = named("IFLA_CAN_CTRLMODE").linux(5);
  static final SystemConstant IFLA_CAN_RESTART_MS = named("IFLA_CAN_RESTART_MS").linux(6);
  static final SystemConstant IFLA_CAN_RESTART = named("IFLA_CAN_RESTART").linux(7);
  static final SystemConstant IFLA_CAN_BERR_COUNTER = named("IFLA_CAN_BERR_COUNTER").linux(8);
  static final SystemConstant IFLA_CAN_DATA_BITTIMING = named("IFLA_CAN_DATA_BITTIMING").linux(9);
  static final SystemConstant IFLA_CAN_DATA_BITTIMING_CONST =
      named("IFLA_CAN_DATA_BITTIMING_CONST").linux(10);
  static final SystemConstant IFLA_CAN_TERMINATION = named("IFLA_CAN_TERMINATION").linux(11);
  static final SystemConstant IFLA_CAN_TERMINATION_CONST =
      named("IFLA_CAN_TERMINATION_CONST").linux(12);
  static final SystemConstant IFLA_CAN_BITRATE_CONST = named("IFLA_CAN_BITRATE_CONST").linux(13);
  static final SystemConstant IFLA_CAN_DATA_BITRATE_CONST =
      named("IFLA_CAN_DATA_BITRATE_CONST").linux(14);
  static final SystemConstant IFLA_CAN_BITRATE_MAX = named("IFLA_CAN_BITRATE_MAX").linux(15);
  static final SystemConstant IFLA_CAN_CTRLMODE_EXT = named("IFLA_CAN_CTRLMODE_EXT").linux(17);
  static final SystemConstant IFLA_CAN_CTRLMODE_SUPPORTED =
      named("IFLA_CAN_CTRLMODE_SUPPORTED").linux(1);

  static final StructLayout BITTIMING = StructLayout.named("struct can_bittiming").linux(32);
  static final Field BITRATE = BITTIMING.field("bitrate", 0, 4);
  static final Field SAMPLE_POINT = BITTIMING.field("sample_point", 4, 4);
  static final Field TQ = BITTIMING.field("tq", 8, 4);
  static final Field PROP_SEG = BITTIMING.field("prop_seg", 12, 4);
  static final Field PHASE_SEG1 = BITTIMING.field("phase_seg1", 16, 4);
  static final Field PHASE_SEG2 = BITTIMING.field("phase_seg2", 20, 4);
  static final Field SJW = BITTIMING.field("sjw", 24, 4);
  static final Field BRP = BITTIMING.field("brp", 28, 4);

  static final StructLayout BITTIMING_CONST =
      StructLayout.named("struct can_bittiming_const").linux(48);
  static final Field CONST_NAME = BITTIMING_CONST.field("name", 0, 16);
  static final Field TSEG1_MIN = BITTIMING_CONST.field("tseg1_min", 16, 4);
  static final Field TSEG1_MAX = BITTIMING_CONST.field("tseg1_max", 20, 4);
  static final Field TSEG2_MIN = BITTIMING_CONST.field("tseg2_min", 24, 4);
  static final Field TSEG2_MAX = BITTIMING_CONST.field("tseg2_max", 28, 4);
  static final Field SJW_MAX = BITTIMING_CONST.field("sjw_max", 32, 4);
  static final Field BRP_MIN = BITTIMING_CONST.field("brp_min", 36, 4);
  static final Field BRP_MAX = BITTIMING_CONST.field("brp_max", 40, 4);
  static final Field BRP_INC = BITTIMING_CONST.field("brp_inc", 44, 4);

  static final StructLayout CTRLMODE = StructLayout.named("struct can_ctrlmode").linux(8);
  static final Field MODE_MASK = CTRLMODE.field("mask", 0, 4);
  static final Field MODE_FLAGS = CTRLMODE.field("flags", 4, 4);

  static final StructLayout BERR_COUNTER = StructLayout.named("struct can_berr_counter").linux(4);
  static final Field TXERR = BERR_COUNTER.field("txerr", 0, 2);
  static final Field RXERR = BERR_COUNTER.field("rxerr", 2, 2);

  static final StructLayout DEVICE_STATS = StructLayout.named("struct can_device_stats").linux(24);
  static final Field BUS_ERROR = DEVICE_STATS.field("bus_error", 0, 4);
  static final Field ERROR_WARNING = DEVICE_STATS.field("error_warning", 4, 4);
  static final Field ERROR_PASSIVE = DEVICE_STATS.field("error_passive", 8, 4);
  static final Field BUS_OFF = DEVICE_STATS.field("bus_off", 12, 4);
  static final Field ARBITRATION_LOST = DEVICE_STATS.field("arbitration_lost", 16, 4);
  static final Field RESTARTS = DEVICE_STATS.field("restarts", 20, 4);

  private RtnetlinkStructs() {}
}
