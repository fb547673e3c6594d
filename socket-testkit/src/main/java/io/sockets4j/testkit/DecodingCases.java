package io.sockets4j.testkit;

import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sockets4j.BsdControlTypes;
import io.sockets4j.OwnedDescriptor;
import io.sockets4j.os.Platform;
import io.sockets4j.spi.AddressFamily;
import io.sockets4j.spi.ControlType;
import io.sockets4j.spi.NativeOption;
import io.sockets4j.spi.OptionCodec;
import java.net.SocketAddress;
import java.net.SocketOption;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * What is read of bytes that come from outside, whatever they are: a value, or none, and nothing
 * beyond them is touched. The bytes are the same at every run.
 */
interface DecodingCases extends Environment {
  int SOCKADDR_MAX = 128;
  int ROUNDS = 8;

  /** Of values that may be longer, some lengths are tried and not all. */
  int EVERY_LENGTH_TO = 300;

  @Test
  default void anyBytesAreAnOptionOrNone() throws Exception {
    int tried = 0;
    for (SocketOption<?> option : sockets().open().supportedOptions()) {
      // What is told by a descriptor's number owns that descriptor, whosever it is.
      if (option instanceof NativeOption<?> known && known.type() != OwnedDescriptor.class) {
        decodeAnything(known.name(), known.codec());
        tried++;
      }
    }
    assertTrue(tried > 10, "options of the core at least");
  }

  @Test
  default void anyBytesAreAControlMessageOrNone() {
    List<ControlType<?>> types = new ArrayList<>(BsdControlTypes.all());
    types.addAll(fixture().family().controlTypes(fixture().type(), fixture().protocol()));
    for (ControlType<?> type : types) {
      if (type.exists()) {
        decodeAnything(type.name(), type.codec());
      }
    }
  }

  private static void decodeAnything(String name, OptionCodec<?> codec) {
    Random random = new Random(name.hashCode());
    for (int length : lengths(codec.capacity() + Long.BYTES)) {
      for (int round = 0; round < ROUNDS; round++) {
        try {
          String unused = String.valueOf(codec.decode(anything(random, length, round)));
        } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
          // As the contract of codecs has it. That of a buffer says no more on newer JDKs.
          assertTrue(e instanceof IndexOutOfBoundsException || e.getMessage() != null, name);
        }
      }
    }
  }

  private static List<Integer> lengths(int most) {
    List<Integer> lengths = new ArrayList<>();
    for (int length = 0; length <= most; length++) {
      lengths.add(length);
      if (length >= EVERY_LENGTH_TO) {
        length += length / 3;
      }
    }
    return lengths;
  }

  /** Bytes, a fourth of them ones, another zeros but for a few: what is most often believed. */
  private static ByteBuffer anything(Random random, int length, int round) {
    byte[] bytes = new byte[length];
    switch (round % 4) {
      case 0 -> Arrays.fill(bytes, (byte) -1);
      case 1 -> {
        for (int i = 0; i < length; i += Integer.BYTES) {
          bytes[i] = (byte) random.nextInt(5);
        }
      }
      default -> random.nextBytes(bytes);
    }
    return ByteBuffer.wrap(bytes).order(ByteOrder.nativeOrder());
  }

  @Test
  default void anyBytesAreAnAddressOrNone() {
    AddressFamily<?> family = fixture().family();
    Random random = new Random(family.domain());
    for (int length = Short.BYTES; length <= SOCKADDR_MAX; length++) {
      for (int round = 0; round < ROUNDS; round++) {
        ByteBuffer sockaddr = anything(random, length, round);
        if (Platform.current().isLinux()) {
          sockaddr.putShort(0, (short) family.domain());
        } else {
          sockaddr.put(0, (byte) length).put(1, (byte) family.domain());
        }
        SocketAddress address;
        try {
          address = family.decode(sockaddr, fixture().type(), fixture().protocol());
        } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
          continue; // as the contract of families has it
        }
        if (address != null) {
          assertNotNull(address.toString());
          int unused = address.hashCode(); // has to end, too
        }
      }
    }
  }
}
