package org.example.phonet;

import static io.sockets4j.testkit.Trait.DROPS_WHEN_FULL;
import static io.sockets4j.testkit.Trait.NO_CONNECT;
import static io.sockets4j.testkit.Trait.NO_REFUSAL;
import static io.sockets4j.testkit.Trait.SHARED_ADDRESSES;

import io.sockets4j.BsdSocket;
import io.sockets4j.spi.RoundTrip;
import io.sockets4j.testkit.CLibrary;
import io.sockets4j.testkit.FamilyFixture;
import io.sockets4j.testkit.HeaderDeclarations;
import io.sockets4j.testkit.Trait;
import java.io.IOException;
import java.net.NetworkInterface;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.OptionalInt;
import java.util.Set;

/** The datagrams of the family, for the contract. */
public final class PhonetFixture extends FamilyFixture {
  /** For {@link java.util.ServiceLoader}. */
  public PhonetFixture() {
    super(PhonetFamily.AF_PHONET, "datagram");
  }

  @Override
  public Set<Trait> traits() {
    return Set.of(NO_CONNECT, NO_REFUSAL, DROPS_WHEN_FULL, SHARED_ADDRESSES);
  }

  @Override
  public OptionalInt tooLongMessage() {
    return OptionalInt.of(65536 - 7 + 1); // by one, for the loopback interface and a header of 7
  }

  @Override
  public HeaderDeclarations headers() {
    return super.headers()
        .absent(CLibrary.MUSL, "linux/phonet.h, which musl lacks", "struct sockaddr_pn");
  }

  @Override
  public RoundTrip.Lease freeAddress() throws IOException {
    if (System.getProperty("sockets4j.inside") != null) { // never on a machine that is in use
      makeLoopbackDevice();
    }
    return super.freeAddress();
  }

  /** Makes the loopback interface a Phonet device, by RTM_NEWADDR: see rtnetlink(7). */
  private static void makeLoopbackDevice() throws IOException {
    int loopback = NetworkInterface.getByName("lo").getIndex();
    ByteBuffer request = ByteBuffer.allocate(32).order(ByteOrder.nativeOrder());
    request.putInt(32).putShort((short) 20).putShort((short) 1).putLong(0); // struct nlmsghdr
    request.put((byte) 35).put(new byte[3]).putInt(loopback); // struct ifaddrmsg
    request.putShort((short) 5).putShort((short) 2).put((byte) PhonetAddress.PC); // IFA_LOCAL
    try (var netlink = BsdSocket.open(16, 3, 0)) { // AF_NETLINK, SOCK_RAW, NETLINK_ROUTE
      netlink.sendAll(request.clear()); // where it fails, bind will
    }
  }
}
