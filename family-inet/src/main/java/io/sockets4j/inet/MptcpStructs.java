package io.sockets4j.inet;

import io.sockets4j.os.CHeaders;
import io.sockets4j.os.StructLayout;

/** The C structs of MPTCP. */
@CHeaders("linux/mptcp.h")
final class MptcpStructs {
  /** As of Linux 6.10. Kernels tell as much of it as they have. */
  static final StructLayout MPTCP_INFO = StructLayout.named("struct mptcp_info").linux(96);

  static final StructLayout.Field SUBFLOWS = MPTCP_INFO.field("mptcpi_subflows", 0, 1);
  static final StructLayout.Field ADD_ADDR_SIGNAL =
      MPTCP_INFO.field("mptcpi_add_addr_signal", 1, 1);
  static final StructLayout.Field ADD_ADDR_ACCEPTED =
      MPTCP_INFO.field("mptcpi_add_addr_accepted", 2, 1);
  static final StructLayout.Field SUBFLOWS_MAX = MPTCP_INFO.field("mptcpi_subflows_max", 3, 1);
  static final StructLayout.Field ADD_ADDR_SIGNAL_MAX =
      MPTCP_INFO.field("mptcpi_add_addr_signal_max", 4, 1);
  static final StructLayout.Field ADD_ADDR_ACCEPTED_MAX =
      MPTCP_INFO.field("mptcpi_add_addr_accepted_max", 5, 1);
  static final StructLayout.Field FLAGS = MPTCP_INFO.field("mptcpi_flags", 8, 4);
  static final StructLayout.Field TOKEN = MPTCP_INFO.field("mptcpi_token", 12, 4);
  static final StructLayout.Field WRITE_SEQ = MPTCP_INFO.field("mptcpi_write_seq", 16, 8);
  static final StructLayout.Field SND_UNA = MPTCP_INFO.field("mptcpi_snd_una", 24, 8);
  static final StructLayout.Field RCV_NXT = MPTCP_INFO.field("mptcpi_rcv_nxt", 32, 8);
  static final StructLayout.Field LOCAL_ADDR_USED =
      MPTCP_INFO.field("mptcpi_local_addr_used", 40, 1);
  static final StructLayout.Field LOCAL_ADDR_MAX = MPTCP_INFO.field("mptcpi_local_addr_max", 41, 1);
  static final StructLayout.Field CSUM_ENABLED = MPTCP_INFO.field("mptcpi_csum_enabled", 42, 1);
  static final StructLayout.Field RETRANSMITS = MPTCP_INFO.field("mptcpi_retransmits", 44, 4);
  static final StructLayout.Field BYTES_RETRANS = MPTCP_INFO.field("mptcpi_bytes_retrans", 48, 8);
  static final StructLayout.Field BYTES_SENT = MPTCP_INFO.field("mptcpi_bytes_sent", 56, 8);
  static final StructLayout.Field BYTES_RECEIVED = MPTCP_INFO.field("mptcpi_bytes_received", 64, 8);
  static final StructLayout.Field BYTES_ACKED = MPTCP_INFO.field("mptcpi_bytes_acked", 72, 8);
  static final StructLayout.Field SUBFLOWS_TOTAL = MPTCP_INFO.field("mptcpi_subflows_total", 80, 1);
  static final StructLayout.Field LAST_DATA_SENT = MPTCP_INFO.field("mptcpi_last_data_sent", 84, 4);
  static final StructLayout.Field LAST_DATA_RECV = MPTCP_INFO.field("mptcpi_last_data_recv", 88, 4);
  static final StructLayout.Field LAST_ACK_RECV = MPTCP_INFO.field("mptcpi_last_ack_recv", 92, 4);

  static final StructLayout MPTCP_SUBFLOW_DATA =
      StructLayout.named("struct mptcp_subflow_data").linux(16);
  static final StructLayout.Field SIZE_SUBFLOW_DATA =
      MPTCP_SUBFLOW_DATA.field("size_subflow_data", 0, 4);
  static final StructLayout.Field NUM_SUBFLOWS = MPTCP_SUBFLOW_DATA.field("num_subflows", 4, 4);
  static final StructLayout.Field SIZE_USER = MPTCP_SUBFLOW_DATA.field("size_user", 12, 4);

  static final StructLayout MPTCP_SUBFLOW_ADDRS =
      StructLayout.named("struct mptcp_subflow_addrs").linux(256);
  static final StructLayout.Field SS_LOCAL = MPTCP_SUBFLOW_ADDRS.field("ss_local", 0, 128);
  static final StructLayout.Field SS_REMOTE = MPTCP_SUBFLOW_ADDRS.field("ss_remote", 128, 128);

  private MptcpStructs() {}
}
