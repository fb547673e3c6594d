package io.sockets4j.os;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@link SocketType} and {@link Protocol}: a number with or without a name. */
class OpenValueTest {
  private static final SystemConstant NOWHERE = SystemConstant.named("NOWHERE");

  @Test
  void aNumberFindsTheDeclaredType() {
    assertSame(SocketType.STREAM, SocketType.of(1));
    assertSame(SocketType.DGRAM, SocketType.of(2));
    assertSame(SocketType.RAW, SocketType.of(3));
    assertSame(SocketType.RDM, SocketType.of(4));
    assertSame(SocketType.SEQPACKET, SocketType.of(5));
    assertEquals("SOCK_SEQPACKET", SocketType.of(5).toString());
  }

  @ParameterizedTest
  @ValueSource(ints = {77, 0, 1023, 0x40000000})
  void anUnknownNumberIsNamedByItself(int number) {
    SocketType type = SocketType.of(number);
    assertEquals(number, type.value());
    assertEquals(Integer.toString(number), type.name());
    assertTrue(type.exists());
    assertEquals(Optional.empty(), type.constant());
    assertEquals(type, SocketType.of(number));
    assertEquals(type.hashCode(), SocketType.of(number).hashCode());
  }

  @Test
  void aFlagIsNoPartOfAType() {
    assumeTrue(SocketConstants.SOCK_NONBLOCK.exists(), "this system has no SOCK_NONBLOCK");
    int number = 1 | SocketConstants.SOCK_NONBLOCK.value();
    var refused = assertThrows(IllegalArgumentException.class, () -> SocketType.of(number));
    assertTrue(refused.toString().contains("SOCK_NONBLOCK"));
  }

  @Test
  void typesAreEqualByNumber() {
    SocketType alias = SocketType.of(SystemConstant.named("SOCK_ALIAS").everywhere(1));
    assertEquals(SocketType.STREAM, alias);
    assertEquals(SocketType.STREAM.hashCode(), alias.hashCode());
    assertEquals("SOCK_ALIAS", alias.name());
    assertNotEquals(SocketType.STREAM, SocketType.DGRAM);
    assertNotEquals((Object) SocketType.STREAM, Protocol.of(1));
  }

  @Test
  void aTypeThatDoesNotExistHereRefusesItsValueOnly() {
    SocketType type = SocketType.of(NOWHERE);
    assertFalse(type.exists());
    assertEquals("NOWHERE", type.name());
    assertThrows(UnsupportedOperationException.class, type::value);
    assertEquals(type, SocketType.of(SystemConstant.named("NOWHERE")));
    assertNotEquals(type, SocketType.of(0));
    assertNotEquals(type, SocketType.of(SystemConstant.named("ELSEWHERE")));
  }

  @Test
  void linuxAloneHasItsOwnTypes() {
    assertEquals(Platform.current().isLinux(), SocketType.DCCP.exists());
    assertEquals(Platform.current().isLinux(), SocketType.PACKET.exists());
  }

  @Test
  void theDefaultProtocolIsZero() {
    assertEquals(0, Protocol.DEFAULT.value());
    assertEquals("0", Protocol.DEFAULT.toString());
    assertEquals(Protocol.DEFAULT, Protocol.of(0));
  }

  @Test
  void protocolsAreEqualByNumber() {
    SystemConstant tcp = SystemConstant.named("IPPROTO_TCP").everywhere(6);
    Protocol named = Protocol.of(tcp);
    assertEquals("IPPROTO_TCP", named.name());
    assertEquals(Optional.of(tcp), named.constant());
    assertEquals(named, Protocol.of(6));
    assertEquals(named.hashCode(), Protocol.of(6).hashCode());
    assertEquals("6", Protocol.of(6).name());
    assertNotEquals(named, Protocol.of(17));
  }

  @Test
  void aProtocolThatDoesNotExistHereRefusesItsValueOnly() {
    Protocol protocol = Protocol.of(NOWHERE);
    assertFalse(protocol.exists());
    assertEquals("NOWHERE", protocol.name());
    assertThrows(UnsupportedOperationException.class, protocol::value);
    assertNotEquals(Protocol.DEFAULT, protocol);
  }
}
