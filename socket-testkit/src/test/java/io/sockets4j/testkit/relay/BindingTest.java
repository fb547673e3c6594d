package io.sockets4j.testkit.relay;

import static org.assertj.core.api.Assertions.assertThat;

import io.sockets4j.testkit.HereOnly;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which Java runs the tests that take a binding. */
@HereOnly
class BindingTest {
  private static final Path OWN = Path.of(System.getProperty("java.home"));

  @Test
  void aNamedJdkComesFirst() {
    assertThat(Binding.ofForeign(OWN.toString(), Path.of("/other"), 17)).contains(OWN);
    assertThat(Binding.ofForeign(OWN.toString(), Path.of("/other"), 25)).contains(OWN);
  }

  @Test
  void aFolderWithoutJavaIsNone(@TempDir Path folder) throws Exception {
    Files.createDirectories(folder.resolve("bin"));

    assertThat(Binding.ofForeign(folder.toString(), OWN, 21)).isEmpty();
    assertThat(Binding.ofForeign(folder.toString(), OWN, 22)).contains(OWN);
    assertThat(Binding.ofForeign(null, OWN, 21)).isEmpty();
  }

  @Test
  void allButTheForeignOneHaveAnyJava() {
    assertThat(Binding.ANY.javaHome()).contains(OWN);
    assertThat(Binding.JNA.javaHome()).contains(OWN);
    assertThat(Binding.JNA.lacking()).isEmpty();
  }

  @Test
  void runsAreCalledByPlaceAndBinding() {
    assertThat(Binding.ANY.in(new ThisMachine())).isEqualTo("this machine");
    assertThat(Binding.FFM.in(new ThisMachine())).isEqualTo("this machine, ffm");
  }
}
