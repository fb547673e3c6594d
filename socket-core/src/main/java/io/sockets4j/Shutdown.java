package io.sockets4j;

import io.sockets4j.os.SocketConstants;

/** Which direction of a connection {@link BsdSocket#shutdown} ends. */
public enum Shutdown {
  /** Nothing more is received (SHUT_RD). */
  READ,
  /** Nothing more is sent; the peer meets the end (SHUT_WR). */
  WRITE,
  /** Both (SHUT_RDWR). */
  BOTH;

  int value() {
    return switch (this) {
      case READ -> SocketConstants.SHUT_RD.value();
      case WRITE -> SocketConstants.SHUT_WR.value();
      case BOTH -> SocketConstants.SHUT_RDWR.value();
    };
  }
}
