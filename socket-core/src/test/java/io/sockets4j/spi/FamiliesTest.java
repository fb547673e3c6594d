package io.sockets4j.spi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import io.sockets4j.os.Protocol;
import io.sockets4j.os.SocketType;
import io.sockets4j.os.SystemConstant;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.ServiceConfigurationError;
import org.junit.jupiter.api.Test;

/** What happens to families that are found, and to those that cannot be installed. */
class FamiliesTest {
  private static final Duration DEADLINE = Duration.ofSeconds(20);

  private static final class Invented extends AddressFamily<UnknownSocketAddress> {
    Invented(String name, int number) {
      super(SystemConstant.named(name).everywhere(number), UnknownSocketAddress.class);
    }

    @Override
    public int encode(
        SocketAddress address, ByteBuffer sockaddr, SocketType type, Protocol protocol) {
      throw new UnsuitableAddressException(this, address, "nothing");
    }

    @Override
    public UnknownSocketAddress decode(ByteBuffer sockaddr, SocketType type, Protocol protocol) {
      return new UnknownSocketAddress(domain(), new byte[0]);
    }

    @Override
    public List<SocketKind> kinds() {
      return List.of();
    }
  }

  /** Providers as ServiceLoader gives them: some throw when they are asked for. */
  private static final class Providers implements Iterator<FamilyProvider> {
    private final Iterator<Object> items;

    Providers(Object... items) {
      this.items = List.of(items).iterator();
    }

    @Override
    public boolean hasNext() {
      return items.hasNext();
    }

    @Override
    public FamilyProvider next() {
      Object item = items.next();
      if (item instanceof Error e) {
        throw e;
      }
      if (item instanceof FamilyProvider provider) {
        return provider;
      }
      throw new NoSuchElementException(item.toString());
    }
  }

  private static FamilyProvider provider(AddressFamily<?>... families) {
    return () -> List.of(families);
  }

  @Test
  void familiesAreListedInTheirOrder() {
    Families found =
        Families.collect(
            new Providers(
                provider(new Invented("AF_A", 201), new Invented("AF_B", 202)),
                provider(new Invented("AF_C", 203))));
    assertThat(found.families())
        .extracting(AddressFamily::name)
        .containsExactly("AF_A", "AF_B", "AF_C");
    assertThat(found.found()).isEmpty();
  }

  @Test
  void aProviderThatCannotBeLoadedIsReportedAndTheOthersAreInstalled() {
    Families found =
        Families.collect(
            new Providers(
                new ServiceConfigurationError("Provider a.B not found"),
                new UnsupportedClassVersionError("compiled for 99"),
                (FamilyProvider)
                    () -> {
                      throw new IllegalStateException("no luck");
                    },
                provider(new Invented("AF_C", 203))));
    assertThat(found.families()).extracting(AddressFamily::name).containsExactly("AF_C");
    assertThat(found.found())
        .extracting(Families.Problem::why)
        .satisfiesExactly(
            why -> assertThat(why).contains("a.B not found"),
            why -> assertThat(why).contains("compiled for 99"),
            why -> assertThat(why).contains("no luck"));
  }

  @Test
  void providersThatCannotEvenBeListedAreNotAskedForEver() {
    Iterator<FamilyProvider> unreadable =
        new Iterator<>() {
          @Override
          public boolean hasNext() {
            throw new ServiceConfigurationError("META-INF/services cannot be read");
          }

          @Override
          public FamilyProvider next() {
            throw new NoSuchElementException();
          }
        };
    Families found = assertTimeoutPreemptively(DEADLINE, () -> Families.collect(unreadable));
    assertThat(found.families()).isEmpty();
    assertThat(found.found())
        .isNotEmpty()
        .allSatisfy(problem -> assertThat(problem.why()).contains("cannot be read"));
  }

  @Test
  void aNumberThatIsTakenIsReportedAndTheFirstKeepsIt() {
    Families found =
        Families.collect(
            new Providers(
                provider(new Invented("AF_A", 201)), provider(new Invented("AF_B", 201))));
    assertThat(found.families()).extracting(AddressFamily::name).containsExactly("AF_A");
    assertThat(found.found())
        .singleElement()
        .satisfies(
            problem -> {
              assertThat(problem.what()).contains("AF_B");
              assertThat(problem.why()).contains("201").contains("AF_A");
            });
  }

  @Test
  void anUnknownNumberIsAFamilyOfBytes() {
    AddressFamily<?> family = Families.byDomainOrUnknown(250);
    assertThat(family.domain()).isEqualTo(250);
    ByteBuffer memory = ByteBuffer.allocate(128);
    UnknownSocketAddress address = new UnknownSocketAddress(250, new byte[] {1, 2, 3});
    int length = family.encode(address, memory, SocketType.DGRAM, Protocol.DEFAULT);
    assertThat(length).isEqualTo(5);
    memory.limit(length);
    assertThat((Object) family.decode(memory, SocketType.DGRAM, Protocol.DEFAULT))
        .isEqualTo(address);
    UnknownSocketAddress other = new UnknownSocketAddress(251, new byte[0]);
    assertThatThrownBy(() -> family.encode(other, memory, SocketType.DGRAM, Protocol.DEFAULT))
        .isInstanceOf(UnsuitableAddressException.class)
        .hasMessageContaining("family 251:");
  }

  @Test
  void anAddressOfBytesRefusesWhatCannotBe() {
    assertThatThrownBy(() -> new UnknownSocketAddress(-1, new byte[0]))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("-1");
    assertThatThrownBy(() -> new UnknownSocketAddress(70_000, new byte[0]))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("70000");
    assertThatThrownBy(() -> new UnknownSocketAddress(1, new byte[127]))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("127");
  }
}
