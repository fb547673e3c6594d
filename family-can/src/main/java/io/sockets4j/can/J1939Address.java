package io.sockets4j.can;

import java.io.IOException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * An address of SAE J1939: an interface, and who sends or receives what, by NAME, parameter group
 * number and address. See <a href="https://docs.kernel.org/networking/j1939.html">J1939</a> and
 * {@link CanProtocols#CAN_J1939}.
 *
 * <pre>{@code
 * socket.bind(J1939Address.of("can0", 0x20));
 * socket.sendTo(data, J1939Address.of("can0", 0x30).withPgn(0x12300));
 * }</pre>
 *
 * <p>Where the NAME is given, the kernel looks up the address that it has claimed.
 */
public final class J1939Address extends CanAddress {
  private static final long serialVersionUID = 1L;

  /** J1939_NO_ADDR: no address yet, or all of them, to send to. */
  public static final int NO_ADDRESS = 0xff;

  /** J1939_IDLE_ADDR: the address of one that has lost its own to another. */
  public static final int IDLE_ADDRESS = 0xfe;

  /** J1939_NO_PGN: any parameter group. */
  public static final int NO_PGN = 0x40000;

  /** J1939_NO_NAME: no NAME. */
  public static final long NO_NAME = 0;

  private static final int LARGEST_PGN = 0x3ffff;

  private final long name;
  private final int pgn;
  private final int address;

  private J1939Address(int interfaceIndex, long name, int pgn, int address) {
    super(interfaceIndex);
    if (pgn < 0 || pgn > NO_PGN) {
      throw new IllegalArgumentException(
          "parameter group 0x%X is not in 0 to 0x%X".formatted(pgn, LARGEST_PGN));
    }
    if (address < 0 || address > NO_ADDRESS) {
      throw new IllegalArgumentException("address 0x%X is not in 0 to 0xFF".formatted(address));
    }
    this.name = name;
    this.pgn = pgn;
    this.address = address;
  }

  /**
   * An address on an interface by its name, without NAME and for any parameter group.
   *
   * @param interfaceName for instance {@code "can0"}
   * @param address 0 to 0xFD, {@link #IDLE_ADDRESS} or {@link #NO_ADDRESS}
   * @return the address
   * @throws IOException if there is no such interface; the message names it and the CAN interfaces
   *     there are
   * @throws IllegalArgumentException if the address is out of range
   */
  public static J1939Address of(String interfaceName, int address) throws IOException {
    return of(CanInterfaces.indexOf(interfaceName), address);
  }

  /**
   * An address on an interface by its number, without NAME and for any parameter group.
   *
   * @param interfaceIndex 1 or more; 0 to send to where the socket is bound
   * @param address 0 to 0xFD, {@link #IDLE_ADDRESS} or {@link #NO_ADDRESS}
   * @return the address
   * @throws IllegalArgumentException if a number is out of range
   */
  public static J1939Address of(int interfaceIndex, int address) {
    return new J1939Address(interfaceIndex, NO_NAME, NO_PGN, address);
  }

  /**
   * This address for one parameter group.
   *
   * @param pgn 0 to 0x3FFFF, or {@link #NO_PGN}
   * @return the new address
   * @throws IllegalArgumentException if it is out of range
   */
  public J1939Address withPgn(int pgn) {
    return new J1939Address(interfaceIndex(), name, pgn, address);
  }

  /**
   * This address with a NAME.
   *
   * @param name its 64 bits, or {@link #NO_NAME}
   * @return the new address
   */
  public J1939Address withName(long name) {
    return new J1939Address(interfaceIndex(), name, pgn, address);
  }

  /**
   * This address with a NAME.
   *
   * @param name the NAME
   * @return the new address
   */
  public J1939Address withName(J1939Name name) {
    return withName(name.value());
  }

  /**
   * The NAME.
   *
   * @return its 64 bits; {@link #NO_NAME} without one
   */
  public long name() {
    return name;
  }

  /**
   * The parameter group number.
   *
   * @return 0 to 0x3FFFF; {@link #NO_PGN} without one
   */
  public int pgn() {
    return pgn;
  }

  /**
   * The address of one byte.
   *
   * @return 0 to 0xFF
   */
  public int address() {
    return address;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof J1939Address that
        && interfaceIndex() == that.interfaceIndex()
        && name == that.name
        && pgn == that.pgn
        && address == that.address;
  }

  @Override
  public int hashCode() {
    return Objects.hash(interfaceIndex(), name, pgn, address);
  }

  /**
   * The address for people, as the tools of can-utils write it.
   *
   * @return for instance {@code can0:20}, {@code can0:20,12300} or {@code
   *     can0:FF,12300,8000000000000001}: interface, address, parameter group, NAME
   */
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder(describeInterface());
    text.append(':').append("%02X".formatted(address));
    if (pgn != NO_PGN || name != NO_NAME) {
      text.append(',').append(pgn == NO_PGN ? "" : "%05X".formatted(pgn));
    }
    if (name != NO_NAME) {
      text.append(',').append("%016X".formatted(name));
    }
    return text.toString();
  }
}
