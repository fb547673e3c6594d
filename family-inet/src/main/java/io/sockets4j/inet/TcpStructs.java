package io.sockets4j.inet;

import io.sockets4j.os.CHeaders;
import io.sockets4j.os.StructLayout;

/** The C structs of TCP. */
@CHeaders("linux/tcp.h")
final class TcpStructs {
  /** As of Linux 6.7. Kernels tell as much of it as they have. */
  static final StructLayout TCP_INFO = StructLayout.named("struct tcp_info").linux(248);

  static final StructLayout.Field TCPI_STATE = TCP_INFO.field("tcpi_state", 0, 1);
  static final StructLayout.Field TCPI_CA_STATE = TCP_INFO.field("tcpi_ca_state", 1, 1);
  static final StructLayout.Field TCPI_RETRANSMITS = TCP_INFO.field("tcpi_retransmits", 2, 1);
  static final StructLayout.Field TCPI_PROBES = TCP_INFO.field("tcpi_probes", 3, 1);
  static final StructLayout.Field TCPI_BACKOFF = TCP_INFO.field("tcpi_backoff", 4, 1);
  static final StructLayout.Field TCPI_OPTIONS = TCP_INFO.field("tcpi_options", 5, 1);
  static final StructLayout.Field TCPI_RTO = TCP_INFO.field("tcpi_rto", 8, 4);
  static final StructLayout.Field TCPI_ATO = TCP_INFO.field("tcpi_ato", 12, 4);
  static final StructLayout.Field TCPI_SND_MSS = TCP_INFO.field("tcpi_snd_mss", 16, 4);
  static final StructLayout.Field TCPI_RCV_MSS = TCP_INFO.field("tcpi_rcv_mss", 20, 4);
  static final StructLayout.Field TCPI_UNACKED = TCP_INFO.field("tcpi_unacked", 24, 4);
  static final StructLayout.Field TCPI_SACKED = TCP_INFO.field("tcpi_sacked", 28, 4);
  static final StructLayout.Field TCPI_LOST = TCP_INFO.field("tcpi_lost", 32, 4);
  static final StructLayout.Field TCPI_RETRANS = TCP_INFO.field("tcpi_retrans", 36, 4);
  static final StructLayout.Field TCPI_FACKETS = TCP_INFO.field("tcpi_fackets", 40, 4);
  static final StructLayout.Field TCPI_LAST_DATA_SENT =
      TCP_INFO.field("tcpi_last_data_sent", 44, 4);
  static final StructLayout.Field TCPI_LAST_ACK_SENT = TCP_INFO.field("tcpi_last_ack_sent", 48, 4);
  static final StructLayout.Field TCPI_LAST_DATA_RECV =
      TCP_INFO.field("tcpi_last_data_recv", 52, 4);
  static final StructLayout.Field TCPI_LAST_ACK_RECV = TCP_INFO.field("tcpi_last_ack_recv", 56, 4);
  static final StructLayout.Field TCPI_PMTU = TCP_INFO.field("tcpi_pmtu", 60, 4);
  static final StructLayout.Field TCPI_RCV_SSTHRESH = TCP_INFO.field("tcpi_rcv_ssthresh", 64, 4);
  static final StructLayout.Field TCPI_RTT = TCP_INFO.field("tcpi_rtt", 68, 4);
  static final StructLayout.Field TCPI_RTTVAR = TCP_INFO.field("tcpi_rttvar", 72, 4);
  static final StructLayout.Field TCPI_SND_SSTHRESH = TCP_INFO.field("tcpi_snd_ssthresh", 76, 4);
  static final StructLayout.Field TCPI_SND_CWND = TCP_INFO.field("tcpi_snd_cwnd", 80, 4);
  static final StructLayout.Field TCPI_ADVMSS = TCP_INFO.field("tcpi_advmss", 84, 4);
  static final StructLayout.Field TCPI_REORDERING = TCP_INFO.field("tcpi_reordering", 88, 4);
  static final StructLayout.Field TCPI_RCV_RTT = TCP_INFO.field("tcpi_rcv_rtt", 92, 4);
  static final StructLayout.Field TCPI_RCV_SPACE = TCP_INFO.field("tcpi_rcv_space", 96, 4);
  static final StructLayout.Field TCPI_TOTAL_RETRANS = TCP_INFO.field("tcpi_total_retrans", 100, 4);
  static final StructLayout.Field TCPI_PACING_RATE = TCP_INFO.field("tcpi_pacing_rate", 104, 8);
  static final StructLayout.Field TCPI_MAX_PACING_RATE =
      TCP_INFO.field("tcpi_max_pacing_rate", 112, 8);
  static final StructLayout.Field TCPI_BYTES_ACKED = TCP_INFO.field("tcpi_bytes_acked", 120, 8);
  static final StructLayout.Field TCPI_BYTES_RECEIVED =
      TCP_INFO.field("tcpi_bytes_received", 128, 8);
  static final StructLayout.Field TCPI_SEGS_OUT = TCP_INFO.field("tcpi_segs_out", 136, 4);
  static final StructLayout.Field TCPI_SEGS_IN = TCP_INFO.field("tcpi_segs_in", 140, 4);
  static final StructLayout.Field TCPI_NOTSENT_BYTES = TCP_INFO.field("tcpi_notsent_bytes", 144, 4);
  static final StructLayout.Field TCPI_MIN_RTT = TCP_INFO.field("tcpi_min_rtt", 148, 4);
  static final StructLayout.Field TCPI_DATA_SEGS_IN = TCP_INFO.field("tcpi_data_segs_in", 152, 4);
  static final StructLayout.Field TCPI_DATA_SEGS_OUT = TCP_INFO.field("tcpi_data_segs_out", 156, 4);
  static final StructLayout.Field TCPI_DELIVERY_RATE = TCP_INFO.field("tcpi_delivery_rate", 160, 8);
  static final StructLayout.Field TCPI_BUSY_TIME = TCP_INFO.field("tcpi_busy_time", 168, 8);
  static final StructLayout.Field TCPI_RWND_LIMITED = TCP_INFO.field("tcpi_rwnd_limited", 176, 8);
  static final StructLayout.Field TCPI_SNDBUF_LIMITED =
      TCP_INFO.field("tcpi_sndbuf_limited", 184, 8);
  static final StructLayout.Field TCPI_DELIVERED = TCP_INFO.field("tcpi_delivered", 192, 4);
  static final StructLayout.Field TCPI_DELIVERED_CE = TCP_INFO.field("tcpi_delivered_ce", 196, 4);
  static final StructLayout.Field TCPI_BYTES_SENT = TCP_INFO.field("tcpi_bytes_sent", 200, 8);
  static final StructLayout.Field TCPI_BYTES_RETRANS = TCP_INFO.field("tcpi_bytes_retrans", 208, 8);
  static final StructLayout.Field TCPI_DSACK_DUPS = TCP_INFO.field("tcpi_dsack_dups", 216, 4);
  static final StructLayout.Field TCPI_REORD_SEEN = TCP_INFO.field("tcpi_reord_seen", 220, 4);
  static final StructLayout.Field TCPI_RCV_OOOPACK = TCP_INFO.field("tcpi_rcv_ooopack", 224, 4);
  static final StructLayout.Field TCPI_SND_WND = TCP_INFO.field("tcpi_snd_wnd", 228, 4);
  static final StructLayout.Field TCPI_RCV_WND = TCP_INFO.field("tcpi_rcv_wnd", 232, 4);
  static final StructLayout.Field TCPI_REHASH = TCP_INFO.field("tcpi_rehash", 236, 4);
  static final StructLayout.Field TCPI_TOTAL_RTO = TCP_INFO.field("tcpi_total_rto", 240, 2);
  static final StructLayout.Field TCPI_TOTAL_RTO_RECOVERIES =
      TCP_INFO.field("tcpi_total_rto_recoveries", 242, 2);
  static final StructLayout.Field TCPI_TOTAL_RTO_TIME =
      TCP_INFO.field("tcpi_total_rto_time", 244, 4);

  static final StructLayout TCP_MD5SIG = StructLayout.named("struct tcp_md5sig").linux(216);
  static final StructLayout.Field TCPM_ADDR = TCP_MD5SIG.field("tcpm_addr", 0, 128);
  static final StructLayout.Field TCPM_FLAGS = TCP_MD5SIG.field("tcpm_flags", 128, 1);
  static final StructLayout.Field TCPM_PREFIXLEN = TCP_MD5SIG.field("tcpm_prefixlen", 129, 1);
  static final StructLayout.Field TCPM_KEYLEN = TCP_MD5SIG.field("tcpm_keylen", 130, 2);
  static final StructLayout.Field TCPM_IFINDEX = TCP_MD5SIG.field("tcpm_ifindex", 132, 4);
  static final StructLayout.Field TCPM_KEY = TCP_MD5SIG.field("tcpm_key", 136, 80);

  static final StructLayout TCP_REPAIR_OPT = StructLayout.named("struct tcp_repair_opt").linux(8);
  static final StructLayout.Field OPT_CODE = TCP_REPAIR_OPT.field("opt_code", 0, 4);
  static final StructLayout.Field OPT_VAL = TCP_REPAIR_OPT.field("opt_val", 4, 4);

  static final StructLayout TCP_REPAIR_WINDOW =
      StructLayout.named("struct tcp_repair_window").linux(20);
  static final StructLayout.Field SND_WL1 = TCP_REPAIR_WINDOW.field("snd_wl1", 0, 4);
  static final StructLayout.Field SND_WND = TCP_REPAIR_WINDOW.field("snd_wnd", 4, 4);
  static final StructLayout.Field MAX_WINDOW = TCP_REPAIR_WINDOW.field("max_window", 8, 4);
  static final StructLayout.Field RCV_WND = TCP_REPAIR_WINDOW.field("rcv_wnd", 12, 4);
  static final StructLayout.Field RCV_WUP = TCP_REPAIR_WINDOW.field("rcv_wup", 16, 4);

  private TcpStructs() {}
}
