package io.sockets4j.can;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sockets4j.NetInterface;
import java.io.IOException;
import java.net.SocketAddress;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Addresses as values. */
class CanAddressTest {
  private static final int GONE = 1_000_000;

  @Test
  void namesAnInterfaceByNameOrNumber() throws Exception {
    int loopback = NetInterface.byName("lo").index();
    assertThat(CanAddress.of("lo")).isEqualTo(CanAddress.of(loopback)).hasToString("lo");
    assertThat(CanAddress.of(loopback).interfaceIndex()).isEqualTo(loopback);
    assertThat(CanAddress.of(0)).isSameAs(CanAddress.ANY).hasToString("any");
    assertThat(CanAddress.of(GONE)).hasToString("#1000000");
  }

  @Test
  void tellsOfAnInterfaceThatIsNotThere() {
    assertThatThrownBy(() -> CanAddress.of("nocan0"))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("'nocan0'")
        .hasMessageContaining("CAN interfaces");
    assertThatThrownBy(() -> IsoTpAddress.of("nocan0", 1, 2)).hasMessageContaining("'nocan0'");
    assertThatThrownBy(() -> J1939Address.of("nocan0", 1)).hasMessageContaining("'nocan0'");
    assertThatThrownBy(() -> CanAddress.of(GONE).interfaceName()).hasMessageContaining("1000000");
  }

  @Test
  void differsWhereOneOfItsPartsDoes() {
    Set<SocketAddress> all =
        Set.of(
            CanAddress.of(1),
            CanAddress.of(2),
            IsoTpAddress.of(1, 2, 3),
            IsoTpAddress.of(1, 3, 2),
            IsoTpAddress.of(2, 2, 3),
            J1939Address.of(1, 2),
            J1939Address.of(1, 3),
            J1939Address.of(1, 2).withPgn(7),
            J1939Address.of(1, 2).withName(7),
            J1939Address.of(2, 2));
    assertThat(all).hasSize(10); // Set.of refuses equal ones
    assertThat(all)
        .contains(IsoTpAddress.of(1, 3, 2).peer())
        .contains(J1939Address.of(1, 2).withPgn(9).withPgn(7));
  }

  @Test
  void isWrittenAsCanUtilsDo() {
    assertThat(IsoTpAddress.of(GONE, 0x7E8, 0x18DA10F1)).hasToString("#1000000:7E8:18DA10F1");
    assertThat(IsoTpAddress.of(GONE, 1 | CanId.EXTENDED, 2)).hasToString("#1000000:00000001:002");
    assertThat(J1939Address.of(GONE, 0x20)).hasToString("#1000000:20");
    assertThat(J1939Address.of(GONE, 0x20).withPgn(0x12300)).hasToString("#1000000:20,12300");
    assertThat(J1939Address.of(GONE, 0xFF).withName(1L << 63))
        .hasToString("#1000000:FF,,8000000000000000");
  }

  @Test
  void hasIdentifiersOfElevenOrTwentyNineBits() {
    assertThat(CanId.of(0x7FF)).isEqualTo(0x7FF);
    assertThat(CanId.of(0x800)).isEqualTo(0x8000_0800);
    assertThat(CanId.extended(5)).isEqualTo(0x8000_0005);
    assertThat(CanId.number(CanId.extended(0x1FFF_FFFF))).isEqualTo(0x1FFF_FFFF);
    assertThat(IsoTpAddress.of(1, 0x800, 2).receiveId()).isEqualTo(CanId.extended(0x800));
  }

  @ParameterizedTest
  @ValueSource(ints = {-1, 0x2000_0000, 0x4000_0000, 0x6000_0001, CanId.EXTENDED | 0x2000_0000})
  void refusesWhatIsNoIdentifier(int id) {
    assertThatThrownBy(() -> IsoTpAddress.of(1, id, 2))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("0x%X".formatted(id));
  }

  @Test
  void refusesWhatIsOutOfRange() {
    assertThatThrownBy(() -> CanAddress.of(-1)).hasMessageContaining("-1");
    assertThatThrownBy(() -> J1939Address.of(1, 256)).hasMessageContaining("0x100");
    assertThatThrownBy(() -> J1939Address.of(1, 1).withPgn(0x40001))
        .hasMessageContaining("0x40001");
  }
}
