package io.sockets4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.NetworkInterface;
import java.util.Collections;
import org.junit.jupiter.api.Test;

/** Names and numbers of interfaces, beside what the JDK knows of them. */
class NetInterfaceTest {

  @Test
  void agreesWithTheJdk() throws IOException {
    for (NetworkInterface known : Collections.list(NetworkInterface.getNetworkInterfaces())) {
      NetInterface expected = new NetInterface(known.getIndex(), known.getName());
      assertThat(NetInterface.byName(known.getName())).isEqualTo(expected);
      assertThat(NetInterface.byIndex(known.getIndex())).isEqualTo(expected);
      assertThat(NetInterface.all()).contains(expected);
    }
  }

  @Test
  void anUnknownOneIsNamedWithThoseThereAre() throws IOException {
    NetInterface first = NetInterface.all().get(0);
    assertThatThrownBy(() -> NetInterface.byName("nope0"))
        .isInstanceOf(IOException.class)
        .isInstanceOf(NativeError.class)
        .hasMessageContaining("'nope0'")
        .hasMessageContaining(first.name());
    assertThatThrownBy(() -> NetInterface.byName("a-name-that-is-too-long"))
        .hasMessageContaining("a-name-that-is-too-long");
    assertThatThrownBy(() -> NetInterface.byName("")).hasMessageContaining("''");
    assertThatThrownBy(() -> NetInterface.byIndex(123_456)).hasMessageContaining("123456");
  }
}
