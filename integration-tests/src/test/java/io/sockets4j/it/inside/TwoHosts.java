package io.sockets4j.it.inside;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Two hosts and a cable between them, whose ends are called eth0.
 *
 * <pre>{@code
 * try (TwoHosts hosts = TwoHosts.create()) {
 *   var listener = hosts.far().open(AF_INET, SocketType.STREAM).bind(TwoHosts.far(0)).listen();
 *   hosts.near().open(AF_INET, SocketType.STREAM).connect(listener.getLocalAddress());
 * }
 * }</pre>
 *
 * @param near 10.66.0.1, fd66:0::1 and fe80::1
 * @param far 10.66.0.2, fd66:0::2 and fe80::2
 */
record TwoHosts(Host near, Host far) implements AutoCloseable {
  private static final AtomicInteger COUNT = new AtomicInteger();

  /** Makes the hosts; where that is not allowed, the test is skipped. */
  static TwoHosts create() throws Exception {
    TwoHosts hosts = createWithIpv4();
    try {
      plugIpv6(hosts.near, "eth0", "0", 1);
      plugIpv6(hosts.far, "eth0", "0", 2);
      return hosts;
    } catch (Exception | AssertionError e) {
      hosts.close();
      throw e;
    }
  }

  /** The same without IPv6, so that nothing is sent on the cable but by the test. */
  static TwoHosts createWithIpv4() throws Exception {
    int number = COUNT.incrementAndGet();
    Host near = Host.create("near" + number);
    try {
      TwoHosts hosts = new TwoHosts(near, Host.create("far" + number));
      try {
        hosts.connect("eth0", "0");
      } catch (Exception | AssertionError e) {
        hosts.far.close();
        throw e;
      }
      return hosts;
    } catch (Exception | AssertionError e) {
      near.close();
      throw e;
    }
  }

  /** Adds a cable; the third number of its addresses is the network's. */
  void connect(String device, String network) throws Exception {
    Command.ip(
        "link add %1$s netns %2$s type veth peer name %1$s netns %3$s"
            .formatted(device, near.name(), far.name()));
    plug(near, device, network, 1);
    plug(far, device, network, 2);
  }

  private static void plug(Host host, String device, String network, int number) throws Exception {
    host.ip("link set " + device + " addrgenmode none up");
    host.ip("address add 10.66.%s.%d/24 dev %s".formatted(network, number, device));
  }

  /** The addresses are there at once, as nobody asks first whether somebody has them. */
  private static void plugIpv6(Host host, String device, String network, int number)
      throws Exception {
    host.ip("address add fd66:%s::%d/64 dev %s nodad".formatted(network, number, device));
    host.ip("address add fe80::%d/64 dev %s nodad".formatted(number, device));
  }

  /** The far host's IPv4 address, with a port. */
  static InetSocketAddress far(int port) throws IOException {
    return new InetSocketAddress(InetAddress.getByName("10.66.0.2"), port);
  }

  /** The far host's IPv6 address, with a port. */
  static InetSocketAddress far6(int port) throws IOException {
    return new InetSocketAddress(InetAddress.getByName("fd66:0::2"), port);
  }

  @Override
  public void close() throws IOException {
    try (near) {
      far.close();
    }
  }
}
