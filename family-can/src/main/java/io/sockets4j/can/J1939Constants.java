package io.sockets4j.can;

import static io.sockets4j.os.SystemConstant.named;

import io.sockets4j.os.CHeaders;
import io.sockets4j.os.SystemConstant;

/**
 * Numbers of {@code linux/can/j1939.h}: addresses, parameter groups, and what the error queue tells
 * ({@link J1939Progress} decodes it). The options are in {@link J1939Options}, the control messages
 * in {@link J1939ControlTypes}.
 *
 * <pre>{@code
 * address.withPgn(J1939Constants.J1939_PGN_REQUEST.value());
 * }</pre>
 */
@CHeaders({"sys/socket.h", "linux/can.h", "linux/can/j1939.h"})
public final class J1939Constants {

  /** The last address of a single node. */
  public static final SystemConstant J1939_MAX_UNICAST_ADDR =
      named("J1939_MAX_UNICAST_ADDR").linux(0xfd);

  /** The address of a node that has none. */
  public static final SystemConstant J1939_IDLE_ADDR = named("J1939_IDLE_ADDR").linux(0xfe);

  /** No address, or all of them. */
  public static final SystemConstant J1939_NO_ADDR = named("J1939_NO_ADDR").linux(0xff);

  /** No NAME. */
  public static final SystemConstant J1939_NO_NAME = named("J1939_NO_NAME").linux(0);

  /** The parameter group that asks for another. */
  public static final SystemConstant J1939_PGN_REQUEST = named("J1939_PGN_REQUEST").linux(0xea00);

  /** The parameter group by which an address is claimed. */
  public static final SystemConstant J1939_PGN_ADDRESS_CLAIMED =
      named("J1939_PGN_ADDRESS_CLAIMED").linux(0xee00);

  /** The parameter group that tells a node to take an address. */
  public static final SystemConstant J1939_PGN_ADDRESS_COMMANDED =
      named("J1939_PGN_ADDRESS_COMMANDED").linux(0xfed8);

  /** The last parameter group that goes to one node. */
  public static final SystemConstant J1939_PGN_PDU1_MAX =
      named("J1939_PGN_PDU1_MAX").linux(0x3ff00);

  /** The last parameter group. */
  public static final SystemConstant J1939_PGN_MAX = named("J1939_PGN_MAX").linux(0x3ffff);

  /** No parameter group, or any. */
  public static final SystemConstant J1939_NO_PGN = named("J1939_NO_PGN").linux(0x40000);

  /** The most filters that a socket takes. */
  public static final SystemConstant J1939_FILTER_MAX = named("J1939_FILTER_MAX").linux(512);

  /** An attribute without a meaning. */
  public static final SystemConstant J1939_NLA_PAD = named("J1939_NLA_PAD").linux(0);

  /** The attribute of how many bytes the other end has received. */
  public static final SystemConstant J1939_NLA_BYTES_ACKED =
      named("J1939_NLA_BYTES_ACKED").linux(1);

  /** The attribute of how many bytes there are. */
  public static final SystemConstant J1939_NLA_TOTAL_SIZE = named("J1939_NLA_TOTAL_SIZE").linux(2);

  /** The attribute of the parameter group. */
  public static final SystemConstant J1939_NLA_PGN = named("J1939_NLA_PGN").linux(3);

  /** The attribute of the sender's NAME. */
  public static final SystemConstant J1939_NLA_SRC_NAME = named("J1939_NLA_SRC_NAME").linux(4);

  /** The attribute of the receiver's NAME. */
  public static final SystemConstant J1939_NLA_DEST_NAME = named("J1939_NLA_DEST_NAME").linux(5);

  /** The attribute of the sender's address. */
  public static final SystemConstant J1939_NLA_SRC_ADDR = named("J1939_NLA_SRC_ADDR").linux(6);

  /** The attribute of the receiver's address. */
  public static final SystemConstant J1939_NLA_DEST_ADDR = named("J1939_NLA_DEST_ADDR").linux(7);

  /** What the error queue tells has nothing to do with J1939. */
  public static final SystemConstant J1939_EE_INFO_NONE = named("J1939_EE_INFO_NONE").linux(0);

  /** A message was not sent. */
  public static final SystemConstant J1939_EE_INFO_TX_ABORT =
      named("J1939_EE_INFO_TX_ABORT").linux(1);

  /** A message of several frames begins to come; since Linux 5.13. */
  public static final SystemConstant J1939_EE_INFO_RX_RTS = named("J1939_EE_INFO_RX_RTS").linux(2);

  /** More of a message has come; since Linux 5.13. */
  public static final SystemConstant J1939_EE_INFO_RX_DPO = named("J1939_EE_INFO_RX_DPO").linux(3);

  /** A message will not come after all; since Linux 5.13. */
  public static final SystemConstant J1939_EE_INFO_RX_ABORT =
      named("J1939_EE_INFO_RX_ABORT").linux(4);

  private J1939Constants() {}
}
