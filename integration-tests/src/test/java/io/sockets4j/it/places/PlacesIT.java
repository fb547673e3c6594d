package io.sockets4j.it.places;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.dockerjava.api.model.Container;
import io.sockets4j.testkit.Program;
import io.sockets4j.testkit.Requirement;
import io.sockets4j.testkit.relay.Kernel;
import io.sockets4j.testkit.relay.KernelProcess;
import io.sockets4j.testkit.relay.Place;
import java.io.IOException;
import java.net.NetworkInterface;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;
import org.opentest4j.TestAbortedException;
import org.testcontainers.DockerClientFactory;

/** What a command finds in each of the places that tests run in, and what comes back of it. */
@ParameterizedClass(name = "{0}")
@MethodSource("places")
class PlacesIT {

  @Parameter
  @SuppressWarnings("NullAway.Init")
  private Place place;

  private final List<String> out = Collections.synchronizedList(new ArrayList<>());
  private final List<String> err = Collections.synchronizedList(new ArrayList<>());

  static Stream<Place> places() {
    return Stream.of(new KernelProcess(), new KernelContainer(), new HostContainer());
  }

  @BeforeEach
  void isThere() {
    Optional<String> lacking = place.lacking();
    if (lacking.isPresent()) {
      Requirement.PLACES.failIfRequired(place.name(), lacking.get());
      throw new TestAbortedException(lacking.get());
    }
  }

  private int run(String... command) throws IOException, InterruptedException {
    return place.run(List.of(command), out::add, err::add);
  }

  private boolean hasOwnKernel() {
    return place.isComplete();
  }

  @Test
  void outputErrorsAndStatus() throws Exception {
    int status =
        run("sh", "-c", "echo one; echo two >&2; echo \"$1\"; printf end; exit 7", "sh", "h\u00e9");

    assertThat(out).containsExactly("one", "h\u00e9", "end");
    assertThat(err).containsExactly("two");
    assertThat(status).isEqualTo(7);
  }

  @Test
  void statusOfWhatIsNotThere() throws Exception {
    assertThat(run("no-such-command")).isEqualTo(127);
    assertThat(String.join("\n", err)).contains("no-such-command");
  }

  @Test
  void longLinesOfBothKindsAtOnce() throws Exception {
    int status =
        run(
            "python3",
            "-c",
            """
            import sys
            for i in range(20):
                print(chr(97 + i) * 100_000, flush=True)
                print(chr(97 + i) * 100_000, file=sys.stderr, flush=True)
            """);

    List<String> expected =
        "abcdefghijklmnopqrst"
            .chars()
            .mapToObj(Character::toString)
            .map(c -> c.repeat(100_000))
            .toList();
    assertThat(status).isZero();
    assertThat(out).isEqualTo(expected);
    assertThat(err).isEqualTo(expected);
  }

  /** The first line comes while the command has far to go; and it does not go on. */
  @Test
  void linesComeAtOnceAndInterruptingEndsIt() {
    Thread runner = Thread.currentThread();

    assertThatThrownBy(
            () ->
                place.run(
                    List.of("sh", "-c", "echo begun; sleep 600"),
                    line -> {
                      out.add(line);
                      runner.interrupt();
                    },
                    err::add))
        .isInstanceOf(InterruptedException.class);

    assertThat(out).startsWith("begun");
    if (!(place instanceof KernelProcess)) {
      assertThat(containers()).isEmpty();
    }
  }

  /** Those of this JVM, Testcontainers' own aside. */
  private static List<Container> containers() {
    Map<String, String> label =
        Map.of(DockerClientFactory.TESTCONTAINERS_SESSION_ID_LABEL, DockerClientFactory.SESSION_ID);
    return DockerClientFactory.instance()
        .client()
        .listContainersCmd()
        .withShowAll(true)
        .withLabelFilter(label)
        .exec();
  }

  @Test
  void kernel() throws Exception {
    assertThat(run("uname", "-r")).isZero();

    String expected =
        hasOwnKernel() ? Kernel.find().series() + "." : System.getProperty("os.version");
    assertThat(out).singleElement().asString().startsWith(expected);
  }

  @Test
  void isRootOfItsNetworkAndThatIsItsOwn() throws Exception {
    assertThat(
            run(
                "sh",
                "-ec",
                "ip link set lo mtu 1234; cat /sys/class/net/lo/mtu; ls /sys/class/net"))
        .isZero();

    assertThat(out).startsWith("1234").contains("lo").doesNotContain("eth0");
    assertThat(NetworkInterface.getByName("lo").getMTU()).isNotEqualTo(1234);
  }

  @Test
  void machineStaysAsItIs(@TempDir Path elsewhere) throws Exception {
    Path file = Path.of("written-in-another-place").toAbsolutePath();
    Path other = elsewhere.resolve("file");

    run(
        "sh",
        "-c",
        "touch \"$1\" \"$2\"; mkdir -p \"$3\"",
        "sh",
        file.toString(),
        other.toString(),
        other + "-folder");

    assertThat(file).doesNotExist();
    assertThat(other).doesNotExist();
    assertThat(elsewhere).isEmptyDirectory();
  }

  @Test
  void javaWithTheClassPathOfThisTest() throws Exception {
    String classPath = System.getProperty("java.class.path");
    String main = "io.sockets4j.it.modulepath.OpenEveryKind";

    int status = place.run(Program.java(classPath, main), out::add, err::add);

    assertThat(err).isEmpty();
    assertThat(out).contains("AF_INET TCP opened", "AF_UNIX stream opened");
    assertThat(status).isZero();
  }
}
