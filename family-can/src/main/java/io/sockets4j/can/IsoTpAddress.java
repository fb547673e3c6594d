package io.sockets4j.can;

import java.io.IOException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The address of an ISO-TP socket: an interface, and the identifiers of the frames that it receives
 * and sends. See <a href="https://docs.kernel.org/networking/iso15765-2.html">ISO 15765-2</a> and
 * {@link CanProtocols#CAN_ISOTP}.
 *
 * <pre>{@code
 * // The tester asks with 7E0 and is answered with 7E8.
 * socket.bind(IsoTpAddress.of("can0", 0x7E8, 0x7E0));
 * }</pre>
 */
public final class IsoTpAddress extends CanAddress {
  private static final long serialVersionUID = 1L;

  private final int receiveId;
  private final int transmitId;

  private IsoTpAddress(int interfaceIndex, int receiveId, int transmitId) {
    super(interfaceIndex);
    this.receiveId = CanId.of(receiveId);
    this.transmitId = CanId.of(transmitId);
  }

  /**
   * An address on an interface by its name.
   *
   * @param interfaceName for instance {@code "can0"}
   * @param receiveId the identifier of the frames to receive, as {@link CanId#of} takes it
   * @param transmitId the identifier of the frames to send
   * @return the address
   * @throws IOException if there is no such interface; the message names it and the CAN interfaces
   *     there are
   * @throws IllegalArgumentException if an identifier is out of range
   */
  public static IsoTpAddress of(String interfaceName, int receiveId, int transmitId)
      throws IOException {
    return of(CanInterfaces.indexOf(interfaceName), receiveId, transmitId);
  }

  /**
   * An address on an interface by its number.
   *
   * @param interfaceIndex 1 or more
   * @param receiveId the identifier of the frames to receive, as {@link CanId#of} takes it
   * @param transmitId the identifier of the frames to send
   * @return the address
   * @throws IllegalArgumentException if a number is out of range
   */
  public static IsoTpAddress of(int interfaceIndex, int receiveId, int transmitId) {
    return new IsoTpAddress(interfaceIndex, receiveId, transmitId);
  }

  /**
   * The identifier of the frames that the socket receives.
   *
   * @return the identifier, with {@link CanId#EXTENDED} where it is one
   */
  public int receiveId() {
    return receiveId;
  }

  /**
   * The identifier of the frames that the socket sends.
   *
   * @return the identifier, with {@link CanId#EXTENDED} where it is one
   */
  public int transmitId() {
    return transmitId;
  }

  /**
   * The address of the other end: what this one sends, it receives.
   *
   * @return the address with the identifiers exchanged
   */
  public IsoTpAddress peer() {
    return new IsoTpAddress(
        interfaceIndex(), /* receiveId= */ transmitId, /* transmitId= */ receiveId);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof IsoTpAddress that
        && interfaceIndex() == that.interfaceIndex()
        && receiveId == that.receiveId
        && transmitId == that.transmitId;
  }

  @Override
  public int hashCode() {
    return Objects.hash(interfaceIndex(), receiveId, transmitId);
  }

  /**
   * The address for people.
   *
   * @return for instance {@code can0:7E8:7E0}: interface, receive and transmit identifier
   */
  @Override
  public String toString() {
    return describeInterface() + ":" + CanId.format(receiveId) + ":" + CanId.format(transmitId);
  }
}
