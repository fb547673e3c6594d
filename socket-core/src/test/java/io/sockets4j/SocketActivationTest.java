package io.sockets4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import io.sockets4j.SocketActivation.Announced;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the environment says of descriptors; that they are taken, family-unix tests. */
class SocketActivationTest {
  private static final long PID = 4711;

  private static Announced announced(
      @Nullable String pid, @Nullable String count, @Nullable String names) throws IOException {
    Map<String, String> environment = new HashMap<>();
    put(environment, "LISTEN_PID", pid);
    put(environment, "LISTEN_FDS", count);
    put(environment, "LISTEN_FDNAMES", names);
    return Announced.of(environment, PID);
  }

  private static void put(Map<String, String> environment, String name, @Nullable String value) {
    if (value != null) {
      environment.put(name, value);
    }
  }

  @Test
  void namesAreToldInOrder() throws IOException {
    Announced two = announced("4711", "2", "web:admin");
    assertThat(two.count()).isEqualTo(2);
    assertThat(two.name(0)).isEqualTo("web");
    assertThat(two.name(1)).isEqualTo("admin");
    assertThat(announced("4711", "3", "::x").names()).isEqualTo(List.of("", "", "x"));
    assertThat(announced("4711", "1", "").name(0)).isEmpty();
  }

  @Test
  void withoutNamesAllAreUnknown() throws IOException {
    Announced two = announced("4711", "2", null);
    assertThat(two.count()).isEqualTo(2);
    assertThat(two.name(1)).isEqualTo("unknown");
    assertThat(announced("4711", "2000000000", null).count()).isEqualTo(2_000_000_000);
  }

  @Test
  void thoseOfOthersAreNotOurs() throws IOException {
    assertThat(announced("4712", "2", "web:admin").count()).isZero();
    assertThat(announced("1", "nonsense", null).count()).isZero();
    assertThat(announced(null, "2", null).count()).isZero();
    assertThat(announced("4711", null, null).count()).isZero();
    assertThat(announced(null, null, null).count()).isZero();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "x", "0", "-1", "1.5", "+", " 4711", "99999999999", "2147483647"})
  void whatIsNoNumberIsNamed(String text) {
    assertThatIOException()
        .isThrownBy(() -> announced("4711", text, null))
        .withMessageContaining("LISTEN_FDS=" + text + " is not a number");
    assertThatIOException()
        .isThrownBy(() -> announced(text, "1", null))
        .withMessageContaining("LISTEN_PID=" + text + " is not a number");
  }

  @ParameterizedTest
  @CsvSource({"1,a:b", "2,a", "3,a:b", "2,''", "2,a:b:"})
  void thereMustBeANameForEach(String count, String names) {
    assertThatIOException()
        .isThrownBy(() -> announced("4711", count, names))
        .withMessageContaining("LISTEN_FDNAMES=" + names);
  }

  /** Whatever the environment holds: an answer that fits it, or an IOException that names it. */
  @Test
  void nothingElseComesOfAnyText() {
    Random random = new Random(8);
    String alphabet = "0123456789:+- \u00e4x\n";
    int answers = 0;
    for (int round = 0; round < 20_000; round++) {
      String[] texts = new String[2];
      for (int i = 0; i < texts.length; i++) {
        StringBuilder text = new StringBuilder();
        for (int length = random.nextInt(4); length > 0; length--) {
          text.append(alphabet.charAt(random.nextInt(alphabet.length())));
        }
        texts[i] = text.toString();
      }
      try {
        Announced one = announced("4711", texts[0], texts[1]);
        assertThat(one.names()).hasSize(one.count());
        answers++;
      } catch (IOException e) {
        assertThat(e.getMessage()).contains("LISTEN_FD");
      }
    }
    assertThat(answers).isPositive();
  }
}
