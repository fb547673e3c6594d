package io.sockets4j;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What a user reads where the C library cannot be called, at the first socket and at the next. */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class NativeBindingTest {

  /** Opens two sockets and prints what comes of it. */
  static final class Opener {
    private Opener() {}

    public static void main(String[] arguments) {
      for (int i = 0; i < 2; i++) {
        try (BsdSocket<?> socket = BsdSocket.open(1, 1, 0)) {
          System.out.println("opened " + socket.type());
        } catch (IOException | UnsupportedOperationException e) {
          System.out.println(e);
        }
      }
    }
  }

  private static List<String> open(String... options) throws Exception {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of(options));
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), Opener.class.getName()));
    Process process = new ProcessBuilder(command).start();
    List<String> lines = process.inputReader().lines().toList();
    assertThat(process.waitFor()).isZero();
    return lines;
  }

  @Test
  void jnaIsTheBinding() throws Exception {
    assertThat(open("-Dsockets4j.native=jna"))
        .containsExactly("opened SOCK_STREAM", "opened SOCK_STREAM");
  }

  @Test
  void anUnknownBindingIsNamedEveryTime() throws Exception {
    assertThat(open("-Dsockets4j.native=nope"))
        .hasSize(2)
        .allSatisfy(
            line ->
                assertThat(line)
                    .startsWith("java.lang.UnsupportedOperationException: sockets4j cannot call")
                    .contains("nope")
                    .contains("there are ffm, jna"));
  }

  @Test
  void aNativePartThatCannotBeLoadedIsExplainedEveryTime(@TempDir Path empty) throws Exception {
    assertThat(
            open(
                "-Dsockets4j.native=jna",
                "-Djna.nounpack=true",
                "-Djna.nosys=true",
                "-Djna.boot.library.path=" + empty))
        .hasSize(2)
        .allSatisfy(
            line ->
                assertThat(line)
                    .startsWith("java.lang.UnsupportedOperationException: sockets4j cannot call")
                    .containsIgnoringCase("jna"));
  }
}
