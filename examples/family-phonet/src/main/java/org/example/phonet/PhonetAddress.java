package org.example.phonet;

import java.net.SocketAddress;
import java.util.Objects;

/**
 * An address of Phonet: an object of a device, and the resource that a message to it is about. See
 * <a href="https://docs.kernel.org/networking/phonet.html">Linux Phonet protocol family</a>.
 *
 * <pre>{@code
 * server.bind(PhonetAddress.of(PhonetAddress.PC, 0, 0)); // Linux picks an object
 * client.sendTo(request, PhonetAddress.of(PhonetAddress.PC, 0x40, 0));
 * }</pre>
 */
public final class PhonetAddress extends SocketAddress {
  private static final long serialVersionUID = 1L;

  /** The device that Linux is where it has a modem as its peripheral (PN_DEV_PC). */
  public static final int PC = 0x10;

  private final int device;
  private final int object;
  private final int resource;

  private PhonetAddress(int device, int object, int resource) {
    this.device = requireByte("device", device);
    this.object = requireByte("object", object);
    this.resource = requireByte("resource", resource);
  }

  private static int requireByte(String what, int value) {
    if (value < 0 || value > 0xff) {
      throw new IllegalArgumentException(what + " " + value + " is not in 0 to 255");
    }
    return value;
  }

  /**
   * Makes an address.
   *
   * @param device 0 to 255; 0 to bind to all devices that this machine is
   * @param object 0 to 255; 0 to bind to one that Linux picks
   * @param resource 0 to 255; 0 where the object is enough
   * @return the address
   * @throws IllegalArgumentException if one of them is out of range
   */
  public static PhonetAddress of(int device, int object, int resource) {
    return new PhonetAddress(device, object, resource);
  }

  /**
   * The device.
   *
   * @return 0 to 255
   */
  public int device() {
    return device;
  }

  /**
   * The object of the device.
   *
   * @return 0 to 255
   */
  public int object() {
    return object;
  }

  /**
   * What a message is about.
   *
   * @return 0 to 255
   */
  public int resource() {
    return resource;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof PhonetAddress that
        && device == that.device
        && object == that.object
        && resource == that.resource;
  }

  @Override
  public int hashCode() {
    return Objects.hash(device, object, resource);
  }

  /**
   * The address for people.
   *
   * @return the three numbers in hexadecimal digits, such as {@code 10:40:0}
   */
  @Override
  public String toString() {
    return "%x:%x:%x".formatted(device, object, resource);
  }
}
