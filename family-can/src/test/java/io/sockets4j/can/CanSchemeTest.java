package io.sockets4j.can;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.sockets4j.NetInterface;
import io.sockets4j.os.SocketType;
import io.sockets4j.spi.AddressScheme;
import io.sockets4j.spi.AddressScheme.Use;
import java.net.SocketAddress;
import org.junit.jupiter.api.Test;

/** Addresses as people write them. */
class CanSchemeTest {
  private static final AddressScheme SCHEME = CanFamily.AF_CAN.schemes().get(0);

  @Test
  void isOfRawSockets() {
    assertThat(SCHEME.name()).isEqualTo("can");
    assertThat(SCHEME.type()).isEqualTo(SocketType.RAW);
    assertThat(SCHEME.protocol()).isEqualTo(CanProtocols.CAN_RAW);
  }

  @Test
  void readsAndWritesNames() throws Exception {
    NetInterface any = NetInterface.all().get(0);
    SocketAddress address = SCHEME.parser().parse(any.name(), Use.CONNECT);
    assertThat(address).isEqualTo(CanAddress.of(any.index()));
    assertThat(SCHEME.format(address)).isEqualTo("can:" + any.name());
    assertThat(SCHEME.parser().parse("any", Use.BIND)).isEqualTo(CanAddress.ANY);
    assertThat(SCHEME.format(CanAddress.ANY)).isEqualTo("can:any");
  }

  @Test
  void refusesWhatNamesNothing() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> SCHEME.parser().parse("", Use.BIND))
        .withMessageContaining("the interface is missing");
    assertThatIOException()
        .isThrownBy(() -> SCHEME.parser().parse("nosuch0", Use.BIND))
        .withMessageContaining("nosuch0");
  }
}
