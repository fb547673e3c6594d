package io.sockets4j.unix;

import io.sockets4j.BsdSocket;
import io.sockets4j.NativeError;
import io.sockets4j.os.Errno;
import io.sockets4j.os.MessageFlag;
import io.sockets4j.os.MessageFlags;
import io.sockets4j.os.SocketType;
import io.sockets4j.spi.RoundTrip;
import io.sockets4j.testkit.FamilyFixture;
import io.sockets4j.testkit.HeaderDeclarations;
import io.sockets4j.testkit.Trait;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalInt;
import java.util.Set;

/** The kinds of the UNIX family, for the contracts. */
public final class UnixFixtures {
  private UnixFixtures() {}

  /** Streams, at files: what the kernel picks for the others are abstract names. */
  public static final class Stream extends Unix {
    /** For ServiceLoader. */
    public Stream() {
      super("stream");
    }

    @Override
    public Set<Trait> traits() {
      return hasOutOfBand() ? Set.of(Trait.SOCKETPAIR, Trait.OUT_OF_BAND) : super.traits();
    }

    /** Linux since 5.15, unless it was built without. */
    private static boolean hasOutOfBand() {
      try (var pair = BsdSocket.pair(UnixFamily.AF_UNIX, SocketType.STREAM)) {
        return pair.first().send(ByteBuffer.allocate(1), MessageFlags.of(MessageFlag.OOB)) == 1;
      } catch (IOException e) {
        if (e instanceof NativeError error && error.errno().equals(Errno.EOPNOTSUPP)) {
          return false;
        }
        throw new UncheckedIOException(e);
      }
    }

    @Override
    public RoundTrip.Lease freeAddress() throws IOException {
      Path folder = Files.createTempDirectory("sockets4j");
      Path file = folder.resolve("stream.sock");
      return new RoundTrip.Lease(
          UnixAddress.of(file),
          () -> {
            Files.deleteIfExists(file);
            Files.delete(folder);
          });
    }
  }

  /** Datagrams. */
  public static final class Datagram extends Unix {
    /** For ServiceLoader. */
    public Datagram() {
      super("datagram");
    }
  }

  /** Sequenced packets. */
  public static final class Seqpacket extends Unix {
    /** For ServiceLoader. */
    public Seqpacket() {
      super("sequenced packet");
    }
  }

  private abstract static class Unix extends FamilyFixture {
    /** More than any send buffer holds, by which the kernel limits messages. */
    private static final int TOO_LONG = 16 << 20;

    Unix(String kind) {
      super(UnixFamily.AF_UNIX, kind);
    }

    @Override
    public HeaderDeclarations headers() {
      return super.headers()
          .absent("Linux 6.5, asm-generic/socket.h", "SO_PASSPIDFD", "SO_PEERPIDFD")
          .absent("Linux 6.16, asm-generic/socket.h", "SO_PASSRIGHTS");
    }

    @Override
    public Set<Trait> traits() {
      return Set.of(Trait.SOCKETPAIR);
    }

    @Override
    public int longMessage() {
      return 100_000;
    }

    @Override
    public OptionalInt tooLongMessage() {
      return OptionalInt.of(TOO_LONG);
    }
  }
}
