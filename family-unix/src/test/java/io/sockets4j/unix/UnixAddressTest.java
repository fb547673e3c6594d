package io.sockets4j.unix;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.sockets4j.os.Platform;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.net.URI;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What an address holds and how it reads. */
class UnixAddressTest {
  private static final int MAX = UnixAddress.maxPathLength();

  @Test
  void aPathIsTheSameHoweverItIsGiven() {
    UnixAddress address = UnixAddress.of("/run/x.sock");

    assertThat(address)
        .isEqualTo(UnixAddress.of(Path.of("/run/x.sock")))
        .isEqualTo(UnixAddress.of("/run/x.sock".getBytes(UTF_8)))
        .hasSameHashCodeAs(UnixAddress.of(Path.of("/run/x.sock")))
        .hasToString("/run/x.sock");
    assertThat(address.path()).contains(Path.of("/run/x.sock"));
    assertThat(address.bytes()).isEqualTo("/run/x.sock".getBytes(UTF_8));
    assertThat(address.isPath()).isTrue();
    assertThat(address.isAbstract()).isFalse();
    assertThat(address.isUnnamed()).isFalse();
  }

  @Test
  void anAbstractNameIsBytesAndNoPath() {
    UnixAddress address = UnixAddress.abstractName("näme");

    assertThat(address)
        .isEqualTo(UnixAddress.abstractName("näme".getBytes(UTF_8)))
        .isNotEqualTo(UnixAddress.of("name"))
        .hasToString("@näme");
    assertThat(address.isAbstract()).isTrue();
    assertThat(address.isPath()).isFalse();
    assertThat(address.path()).isEmpty();
    assertThat(address.bytes()).isEqualTo("näme".getBytes(UTF_8));
    assertThat(UnixAddress.abstractName(new byte[] {0, 'a', 0})).hasToString("@\\x00a\\x00");
  }

  @Test
  void theEmptyAbstractNameIsANameAndNotTheUnnamedAddress() {
    assertThat(UnixAddress.abstractName("")).isNotEqualTo(UnixAddress.unnamed()).hasToString("@");
    assertThat(UnixAddress.unnamed()).hasToString("(unnamed)");
    assertThat(UnixAddress.unnamed().isUnnamed()).isTrue();
    assertThat(UnixAddress.unnamed().bytes()).isEmpty();
    assertThat(UnixAddress.unnamed().path()).isEmpty();
  }

  @Test
  void sameBytesOfAnotherSortAreAnotherAddress() {
    assertThat(UnixAddress.of("x")).isNotEqualTo(UnixAddress.abstractName("x"));
    assertThat(UnixAddress.of("/run/x")).isNotEqualTo(UnixAddress.of("/run/./x"));
  }

  @Test
  void theBytesAreCopied() {
    byte[] path = {'/', 'x'};
    UnixAddress address = UnixAddress.of(path);
    path[1] = 'y';
    address.bytes()[1] = 'z';
    assertThat(address).isEqualTo(UnixAddress.of("/x"));
  }

  @Test
  void aPathMayBeAsLongAsTheSystemAllowsAndNoLonger() {
    String longest = "x".repeat(MAX);
    assertThat(UnixAddress.of(longest).bytes()).hasSize(MAX);
    assertThatExceptionOfType(IllegalArgumentException.class)
        .isThrownBy(() -> UnixAddress.of(longest + "x"))
        .withMessageContaining("'" + longest + "x'")
        .withMessageContaining((MAX + 1) + " bytes")
        .withMessageContaining("at most " + MAX);
    byte[] characters = "ä".repeat(MAX / 2 + 1).getBytes(UTF_8); // fewer than the bytes
    assertThatExceptionOfType(IllegalArgumentException.class)
        .isThrownBy(() -> UnixAddress.of(characters))
        .withMessageContaining(characters.length + " bytes");
    if (Platform.current().isLinux()) {
      assertThat(MAX).isEqualTo(108);
      assertThat(UnixAddress.abstractName("x".repeat(107)).bytes()).hasSize(107);
      assertThatExceptionOfType(IllegalArgumentException.class)
          .isThrownBy(() -> UnixAddress.abstractName("x".repeat(108)))
          .withMessageContaining("abstract name")
          .withMessageContaining("at most 107");
    }
  }

  @Test
  void pathsThatNoFileHasAreRefused() {
    assertThatExceptionOfType(IllegalArgumentException.class)
        .isThrownBy(() -> UnixAddress.of(""))
        .withMessageContaining("unnamed()");
    assertThatExceptionOfType(IllegalArgumentException.class)
        .isThrownBy(() -> UnixAddress.of("/run/\0x"))
        .withMessage("the path '/run/\\x00x' has a zero byte");
    assertThatExceptionOfType(IllegalArgumentException.class)
        .isThrownBy(() -> UnixAddress.of(new byte[] {0, 'x'}))
        .withMessageContaining("zero byte");
  }

  @Test
  void textThatTheEncodingCannotHoldIsRefused() {
    // Half of a surrogate pair: no encoding has it.
    assertThatExceptionOfType(IllegalArgumentException.class)
        .isThrownBy(() -> UnixAddress.of("/run/\ud800"))
        .withMessageContaining("cannot be written in");
  }

  @Test
  void bytesThatAreNoTextAreKeptAndShown() {
    byte[] bytes = {'/', (byte) 0xff, 'a', '\n', '\\'};
    UnixAddress address = UnixAddress.of(bytes);

    assertThat(address.bytes()).isEqualTo(bytes);
    assertThat(address).hasToString("/\\xffa\\x0a\\\\");
    assertThatExceptionOfType(InvalidPathException.class)
        .isThrownBy(address::path)
        .withMessageContaining("/\\xffa");
  }

  @Test
  void aPathOfTheJdkWhoseBytesAreNoTextIsRefused() {
    Path path = Path.of(URI.create("file:///%FF"));
    assertThatExceptionOfType(IllegalArgumentException.class)
        .isThrownBy(() -> UnixAddress.of(path))
        .withMessageContaining("of(byte[])");
  }

  @Test
  void aPathOfAnotherFileSystemIsRefused(@TempDir Path folder) throws IOException {
    try (FileSystem zip =
        FileSystems.newFileSystem(folder.resolve("a.zip"), Map.of("create", "true"))) {
      assertThatExceptionOfType(IllegalArgumentException.class)
          .isThrownBy(() -> UnixAddress.of(zip.getPath("/x.sock")))
          .withMessageContaining("default file system");
    }
  }

  @Test
  void whatCouldBeTakenForAnAbstractNameIsShownAsAPath() {
    assertThat(UnixAddress.of("@x")).hasToString("./@x");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/run/x", "@x", "@", "@ä", "/\\xff", "/tmp/a b"})
  void addressesAreSerialized(String text) throws Exception {
    UnixAddress address = UnixText.parse(text);
    assertThat(copied(address)).isEqualTo(address);
    assertThat(copied(UnixAddress.unnamed())).isSameAs(UnixAddress.unnamed());
  }

  private static Object copied(UnixAddress address) throws Exception {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
      out.writeObject(address);
    }
    try (ObjectInputStream in =
        new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
      return in.readObject();
    }
  }
}
