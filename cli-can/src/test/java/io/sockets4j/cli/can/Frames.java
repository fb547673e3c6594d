package io.sockets4j.cli.can;

import io.sockets4j.can.CanFrame;
import io.sockets4j.can.CanId;
import java.util.Random;

/** Frames of every kind, at random and yet always the same. */
final class Frames {
  private Frames() {}

  static CanFrame random(Random random) {
    return switch (random.nextInt(6)) {
      case 0 -> CanFrame.of(id(random), bytes(random, random.nextInt(9)));
      case 1 -> CanFrame.remote(id(random), random.nextInt(9));
      case 2 -> CanFrame.error(1 + random.nextInt(CanId.EXTENDED_MASK), bytes(random, 8));
      case 3 -> CanFrame.of(id(random), bytes(random, 8)).withRawDlc(9 + random.nextInt(7));
      case 4 ->
          CanFrame.fd(id(random), bytes(random, random.nextInt(65)))
              .withBitRateSwitch(random.nextBoolean())
              .withErrorStateIndicator(random.nextBoolean());
      default ->
          CanFrame.xl(
                  random.nextInt(0x800),
                  random.nextInt(0x100),
                  random.nextInt(),
                  bytes(random, 1 + random.nextInt(2048)))
              .withVcid(random.nextInt(0x100))
              .withSec(random.nextBoolean())
              .withRrs(random.nextBoolean());
    };
  }

  private static int id(Random random) {
    return random.nextBoolean()
        ? random.nextInt(0x800)
        : CanId.extended(random.nextInt(CanId.EXTENDED_MASK + 1));
  }

  static byte[] bytes(Random random, int count) {
    byte[] bytes = new byte[count];
    random.nextBytes(bytes);
    return bytes;
  }
}
