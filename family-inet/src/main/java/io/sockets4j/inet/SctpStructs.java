package io.sockets4j.inet;

import io.sockets4j.os.CHeaders;
import io.sockets4j.os.StructLayout;

/** The C structs of SCTP: linux/sctp.h, and netinet/sctp_uio.h of FreeBSD. */
@CHeaders({"netinet/in.h", "linux/sctp.h", "netinet/sctp.h"})
final class SctpStructs {
  private static final int MAX_UNSIGNED_SHORT = 0xffff;

  static final StructLayout INITMSG = StructLayout.named("struct sctp_initmsg").linux(8).freebsd(8);
  static final StructLayout.Field NUM_OSTREAMS = INITMSG.field("sinit_num_ostreams", 0, 2);
  static final StructLayout.Field MAX_INSTREAMS = INITMSG.field("sinit_max_instreams", 2, 2);
  static final StructLayout.Field MAX_ATTEMPTS = INITMSG.field("sinit_max_attempts", 4, 2);
  static final StructLayout.Field MAX_INIT_TIMEO = INITMSG.field("sinit_max_init_timeo", 6, 2);

  static final StructLayout RTOINFO =
      StructLayout.named("struct sctp_rtoinfo").linux(16).freebsd(16);
  static final StructLayout.Field SRTO_INITIAL = RTOINFO.field("srto_initial", 4, 4);
  static final StructLayout.Field SRTO_MAX = RTOINFO.field("srto_max", 8, 4);
  static final StructLayout.Field SRTO_MIN = RTOINFO.field("srto_min", 12, 4);

  static final StructLayout ASSOC_VALUE =
      StructLayout.named("struct sctp_assoc_value").linux(8).freebsd(8);
  static final StructLayout.Field VALUE = ASSOC_VALUE.field("assoc_value", 4, 4);

  static final StructLayout SNDINFO =
      StructLayout.named("struct sctp_sndinfo").linux(16).freebsd(16);
  static final StructLayout.Field SND_SID = SNDINFO.field("snd_sid", 0, 2);
  static final StructLayout.Field SND_FLAGS = SNDINFO.field("snd_flags", 2, 2);
  static final StructLayout.Field SND_PPID = SNDINFO.field("snd_ppid", 4, 4);
  static final StructLayout.Field SND_CONTEXT = SNDINFO.field("snd_context", 8, 4);

  static final StructLayout RCVINFO =
      StructLayout.named("struct sctp_rcvinfo").linux(28).freebsd(28);
  static final StructLayout.Field RCV_SID = RCVINFO.field("rcv_sid", 0, 2);
  static final StructLayout.Field RCV_SSN = RCVINFO.field("rcv_ssn", 2, 2);
  static final StructLayout.Field RCV_FLAGS = RCVINFO.field("rcv_flags", 4, 2);
  static final StructLayout.Field RCV_PPID = RCVINFO.field("rcv_ppid", 8, 4);
  static final StructLayout.Field RCV_TSN = RCVINFO.field("rcv_tsn", 12, 4);
  static final StructLayout.Field RCV_CUMTSN = RCVINFO.field("rcv_cumtsn", 16, 4);
  static final StructLayout.Field RCV_CONTEXT = RCVINFO.field("rcv_context", 20, 4);

  static final StructLayout STATUS = StructLayout.named("struct sctp_status").linux(176);
  static final StructLayout.Field SSTAT_STATE = STATUS.field("sstat_state", 4, 4);
  static final StructLayout.Field SSTAT_RWND = STATUS.field("sstat_rwnd", 8, 4);
  static final StructLayout.Field SSTAT_UNACKDATA = STATUS.field("sstat_unackdata", 12, 2);
  static final StructLayout.Field SSTAT_PENDDATA = STATUS.field("sstat_penddata", 14, 2);
  static final StructLayout.Field SSTAT_INSTRMS = STATUS.field("sstat_instrms", 16, 2);
  static final StructLayout.Field SSTAT_OUTSTRMS = STATUS.field("sstat_outstrms", 18, 2);
  static final StructLayout.Field SSTAT_FRAGMENTATION_POINT =
      STATUS.field("sstat_fragmentation_point", 20, 4);

  private SctpStructs() {}

  /** A number that has 16 bits. */
  static int requireShort(String name, int value) {
    if (value < 0 || value > MAX_UNSIGNED_SHORT) {
      throw new IllegalArgumentException("%s %d is not in 0..65535".formatted(name, value));
    }
    return value;
  }
}
