package org.example.phonet;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class PhonetAddressTest {
  @Test
  void whatDoesNotFitIsRefused() {
    Exception e =
        assertThrows(IllegalArgumentException.class, () -> PhonetAddress.of(0x10, 256, 0));
    assertTrue(e.getMessage().contains("object 256"), e::getMessage);
  }
}
