package io.sockets4j.testkit;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.ArgumentsProvider;
import org.junit.jupiter.params.provider.ArgumentsSource;
import org.junit.jupiter.params.support.ParameterDeclarations;

/**
 * What every socket of this library does, whatever its family. {@link StreamContract}, {@link
 * SeqpacketContract} and {@link DatagramContract} say it for one kind each; a family fulfils them
 * by extending them with an empty class and by publishing a {@link FamilyFixture} for each of its
 * kinds.
 *
 * <p>A kind that the running kernel lacks is skipped, with the reason and the remedy, or fails with
 * {@code -Dsockets4j.require.families}; see {@link RequiresFamily}. After every test, the
 * descriptors of this process are counted.
 */
@ParameterizedClass(name = "{0}")
@ArgumentsSource(SocketContract.Fixtures.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@ExtendWith({DescriptorAccounting.class, OnVirtualThread.class})
@Timeout(60)
public abstract class SocketContract implements Environment {
  /** Which sockets to test; JUnit sets it. */
  @Parameter
  @SuppressWarnings("NullAway.Init")
  FamilyFixture fixture;

  @SuppressWarnings("NullAway.Init") // by JUnit, before each test
  private SocketScope sockets;

  /** For JUnit. */
  protected SocketContract() {}

  @BeforeParameterizedClassInvocation
  void requireTheFamily(FamilyFixture fixture) throws IOException {
    Optional<String> lacking = Availability.lacking(fixture);
    lacking.ifPresent(
        reason -> Requirement.FAMILIES.failIfRequired(fixture.family().name(), reason));
    assumeTrue(lacking.isEmpty(), () -> lacking.orElse(""));
    try (SocketScope scope = new SocketScope(fixture)) {
      assertConnected(fixture.connect(scope)); // or every case would wait in vain for its bytes
    }
  }

  @BeforeEach
  void openScope() {
    sockets = new SocketScope(fixture);
  }

  @AfterEach
  void closeScope() throws IOException {
    sockets.close();
  }

  @Override
  public final FamilyFixture fixture() {
    return fixture;
  }

  @Override
  public final SocketScope sockets() {
    return sockets;
  }

  /**
   * Finds the fixtures whose contract the test class is: those in the same folder or jar, so that
   * where several families are tested together each is tested once; or else all.
   */
  static final class Fixtures implements ArgumentsProvider {
    @Override
    public Stream<? extends Arguments> provideArguments(
        ParameterDeclarations parameters, ExtensionContext context) {
      Class<?> test = context.getRequiredTestClass();
      List<FamilyFixture> all =
          ServiceLoader.load(FamilyFixture.class).stream()
              .map(ServiceLoader.Provider::get)
              .filter(fixture -> fixture.contract().isAssignableFrom(test))
              .toList();
      List<FamilyFixture> beside =
          all.stream().filter(fixture -> areTogether(fixture.getClass(), test)).toList();
      return (beside.isEmpty() ? all : beside).stream().map(Arguments::of);
    }

    private static boolean areTogether(Class<?> one, Class<?> other) {
      return one.getProtectionDomain()
          .getCodeSource()
          .equals(other.getProtectionDomain().getCodeSource());
    }
  }
}
