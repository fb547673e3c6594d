package io.sockets4j.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.stream.Stream;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What is declared of the C headers is what they say: the size of every struct, the place and size
 * of its fields, and the value of every constant. They are compiled with {@code cc}, and where they
 * are installed with compilers for other machines, for musl and for Windows.
 *
 * <pre>{@code
 * class CanHeadersTest extends HeaderContract {}
 * }</pre>
 *
 * <p>Without {@code cc} the check is skipped, with the remedy; with {@code
 * -Dsockets4j.require.tools=true} it fails then, and also without the compilers for 64-bit ARM and
 * for musl. The property may instead name commands, separated by commas.
 */
@HereOnly
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
public abstract class HeaderContract {
  /** For JUnit. */
  protected HeaderContract() {}

  /**
   * What to check.
   *
   * @return by default what the fixtures on the class path declare
   */
  protected HeaderDeclarations declarations() {
    return ServiceLoader.load(FamilyFixture.class).stream()
        .map(provider -> provider.get().headers())
        .reduce(HeaderDeclarations.NONE, HeaderDeclarations::and);
  }

  @ParameterizedTest
  @MethodSource("toolchains")
  void theHeadersSayWhatIsDeclared(Toolchain toolchain, TestReporter reporter) throws IOException {
    Optional<String> lacking = toolchain.lacking();
    if (toolchain.isRequired()) {
      assertEquals(Optional.empty(), lacking);
    }
    assumeTrue(lacking.isEmpty(), () -> lacking.orElse(""));
    HeaderDeclarations declarations = declarations();
    assertTrue(!declarations.holders().isEmpty(), "nothing is declared");
    HeaderCheck.Result result = new HeaderCheck(declarations, toolchain).run();
    reporter.publishEntry(toolchain.command(), result.checked() + " claims confirmed");
    assertEquals(List.of(), result.problems(), () -> String.join("\n", result.problems()));
  }

  /** That of this machine in any case; others where they are installed, or have to be. */
  Stream<Toolchain> toolchains() {
    return Stream.of(Toolchain.values())
        .filter(toolchain -> !toolchain.isThatOfTheHost())
        .filter(
            toolchain ->
                toolchain == Toolchain.HOST || toolchain.isInstalled() || toolchain.isRequired());
  }
}
