package io.sockets4j.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.sockets4j.os.CHeaders;
import io.sockets4j.os.Errno;
import io.sockets4j.os.Protocol;
import io.sockets4j.os.SocketConstants;
import io.sockets4j.os.SocketType;
import io.sockets4j.os.StructLayout;
import io.sockets4j.os.SystemConstant;
import io.sockets4j.spi.NativeOption;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.opentest4j.AssertionFailedError;

/** The check finds what is wrong: each holder here is wrong in one way, or right. */
class HeaderCheckTest {

  @BeforeEach
  void requireCompiler() {
    String lacking = Toolchain.HOST.lacking().orElse("");
    if (Toolchain.HOST.isRequired()) {
      assertThat(lacking).isEmpty();
    }
    assumeTrue(lacking.isEmpty(), lacking);
  }

  private static HeaderCheck.Result check(HeaderDeclarations declarations) throws Exception {
    return new HeaderCheck(declarations, Toolchain.HOST).run();
  }

  private static List<String> problems(Class<?> holder) throws Exception {
    return check(HeaderDeclarations.of(holder)).problems();
  }

  @CHeaders({"sys/socket.h", "netinet/in.h", "errno.h", "no/such/header.h"})
  static final class Right {
    static final StructLayout LINGER = StructLayout.of("struct linger", 8);
    static final StructLayout.Field L_ONOFF = LINGER.field("l_onoff", 0, 4);
    private static final SystemConstant MACRO = SystemConstant.named("SOL_SOCKET").everywhere(1);
    static final SystemConstant ENUMERATOR =
        SystemConstant.named("IPPROTO_TCP").everywhere(6); // in glibc, a macro of its own name
    static final SystemConstant HIGHEST_BIT = SystemConstant.named("INADDR_NONE").everywhere(-1);
    static final SocketType TYPE = SocketType.STREAM;
    static final Protocol PROTOCOL =
        Protocol.of(SystemConstant.named("IPPROTO_UDP").everywhere(17));
    static final Errno ERRNO = Errno.EPERM;
    static final NativeOption<Integer> OPTION =
        NativeOption.ofInt(SocketConstants.SOL_SOCKET, SocketConstants.SO_TYPE);
    static final SystemConstant ELSEWHERE = SystemConstant.named("NO_SUCH_NAME").windows(3);
    static final int NOT_A_DECLARATION = 4711;
    final int notStatic = NOT_A_DECLARATION;
  }

  @Test
  void whatIsRightIsConfirmed() throws Exception {
    HeaderCheck.Result result = check(HeaderDeclarations.of(Right.class));
    assertThat(result.problems()).isEmpty();
    // Two sizes, an offset, and eight constants (an option has two, one of which was there).
    assertThat(result.checked()).isEqualTo(10);
    assertThat(new Right().notStatic).isEqualTo(Right.NOT_A_DECLARATION);
    assertThat(Right.MACRO.value()).isEqualTo(1);
  }

  @CHeaders("sys/socket.h")
  static final class WrongConstant {
    static final SystemConstant SO_TYPE = SystemConstant.named("SO_TYPE").everywhere(99);
    static final SystemConstant SO_ERROR = SocketConstants.SO_ERROR;
  }

  @Test
  void aWrongConstantIsFound() throws Exception {
    assertThat(problems(WrongConstant.class))
        .singleElement()
        .asString()
        .contains("WrongConstant: SO_TYPE is 99", "say otherwise", "cc");
  }

  @CHeaders("netinet/in.h")
  static final class WrongEnumerator {
    static final SystemConstant MCAST = SystemConstant.named("MCAST_EXCLUDE").everywhere(1);
    static final SystemConstant TCP = SystemConstant.named("IPPROTO_TCP").everywhere(7);
  }

  @Test
  void aWrongEnumeratorIsFound() throws Exception {
    assertThat(problems(WrongEnumerator.class)).hasSize(2);
  }

  @CHeaders("sys/socket.h")
  static final class WrongSize {
    static final StructLayout LINGER = StructLayout.of("struct linger", 12);
  }

  @Test
  void aWrongSizeIsFound() throws Exception {
    assertThat(problems(WrongSize.class))
        .singleElement()
        .asString()
        .contains("sizeof (struct linger) is 12");
  }

  @CHeaders("sys/socket.h")
  static final class WrongOffset {
    static final StructLayout LINGER = StructLayout.of("struct linger", 8);
    static final StructLayout.Field L_LINGER = LINGER.field("l_linger", 0, 4);
  }

  @Test
  void aWrongOffsetIsFound() throws Exception {
    assertThat(problems(WrongOffset.class))
        .singleElement()
        .asString()
        .contains("offsetof (struct linger, l_linger) is 0");
  }

  @CHeaders("sys/socket.h")
  static final class WrongFieldSize {
    static final StructLayout LINGER = StructLayout.of("struct linger", 8);
    static final StructLayout.Field L_LINGER = LINGER.field("l_linger", 4, 2);
  }

  @Test
  void aWrongSizeOfAFieldIsFound() throws Exception {
    assertThat(problems(WrongFieldSize.class))
        .singleElement()
        .asString()
        .contains("sizeof (struct linger.l_linger) is 2");
  }

  @CHeaders("sys/socket.h")
  static final class Missing {
    static final SystemConstant NAME = SystemConstant.named("SO_NOTHING").everywhere(1);
    static final SystemConstant SO_TYPE = SocketConstants.SO_TYPE;
    static final StructLayout STRUCT = StructLayout.of("struct nothing", 8);
    static final StructLayout.Field FIELD = STRUCT.field("field", 0, 4);
    static final StructLayout LINGER = StructLayout.of("struct linger", 8);
    static final StructLayout.Field NO_FIELD = LINGER.field("l_nothing", 0, 4);
  }

  @Test
  void missingNamesAreFound() throws Exception {
    assertThat(problems(Missing.class))
        .hasSize(6) // a field has two claims
        .allSatisfy(problem -> assertThat(problem).contains("do not have it"))
        .anySatisfy(problem -> assertThat(problem).contains("SO_NOTHING"))
        .anySatisfy(problem -> assertThat(problem).contains("struct nothing"))
        .anySatisfy(problem -> assertThat(problem).contains("l_nothing"));
  }

  @Test
  void whatIsKnownToBeMissingMayBeMissing() throws Exception {
    HeaderDeclarations declarations =
        HeaderDeclarations.of(Missing.class)
            .absent("made up", "SO_NOTHING", "struct nothing", "struct linger.l_nothing")
            .absent("there all the same, which is no harm", "SO_TYPE");
    HeaderCheck.Result result = check(declarations);
    assertThat(result.problems()).isEmpty();
    assertThat(result.checked()).isEqualTo(2); // SO_TYPE and the size of struct linger
  }

  @Test
  void whatMayBeMissingMustNotBeWrong() throws Exception {
    assertThat(
            check(HeaderDeclarations.of(WrongConstant.class).absent("new", "SO_TYPE")).problems())
        .hasSize(1);
  }

  @Test
  void whatMayDifferMayDifferInThatLibraryAlone() throws Exception {
    CLibrary here = Toolchain.HOST.library();
    CLibrary other = here == CLibrary.MUSL ? CLibrary.GLIBC : CLibrary.MUSL;
    HeaderDeclarations wrong = HeaderDeclarations.of(WrongConstant.class);
    assertThat(check(wrong.different(here, "made up", "SO_TYPE")).problems()).isEmpty();
    assertThat(check(wrong.different(other, "made up", "SO_TYPE")).problems()).hasSize(1);
    HeaderDeclarations missing = HeaderDeclarations.of(Missing.class);
    assertThat(check(missing.absent(other, "made up", "SO_NOTHING")).problems()).hasSize(6);
    assertThat(check(missing.absent(here, "made up", "SO_NOTHING")).problems()).hasSize(5);
  }

  @Test
  void anExceptionForWhatIsNotDeclaredIsAMistake() throws Exception {
    assertThat(check(HeaderDeclarations.of(Right.class).absent("left over", "SO_GONE")).problems())
        .containsExactly("an exception for SO_GONE, which is not declared");
    // Declared for another platform is declared.
    assertThat(check(HeaderDeclarations.of(Right.class).absent("odd", "NO_SUCH_NAME")).problems())
        .isEmpty();
  }

  @Test
  void anExceptionNeedsAReason() {
    assertThatThrownBy(() -> HeaderDeclarations.NONE.absent(" ", "SO_TYPE"))
        .isInstanceOf(IllegalArgumentException.class);
  }

  static final class WithoutHeaders {
    static final SystemConstant SO_TYPE = SocketConstants.SO_TYPE;
  }

  @Test
  void aHolderNamesItsHeaders() {
    assertThatThrownBy(() -> HeaderDeclarations.of(WithoutHeaders.class))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("WithoutHeaders");
    assertThat(WithoutHeaders.SO_TYPE.exists()).isTrue();
  }

  @Test
  void allHoldersOfAModuleAreFound() {
    assertThat(HeaderDeclarations.ofAllBeside(SocketConstants.class).holders())
        .contains(SocketConstants.class, Errno.class)
        .extracting(Class::getName)
        .contains("io.sockets4j.internal.Abi", "io.sockets4j.spi.OptionCodecs$Structs");
    assertThat(HeaderDeclarations.ofAllBeside(HeaderCheckTest.class).holders())
        .contains(Right.class, Missing.class)
        .doesNotContain(WithoutHeaders.class);
    assertThat(HeaderDeclarations.ofAllBeside(AssertionFailedError.class).holders())
        .isEmpty(); // in a jar
  }

  @Test
  void declarationsCanBeJoined() {
    HeaderDeclarations both =
        HeaderDeclarations.of(Right.class)
            .and(HeaderDeclarations.of(Missing.class, Right.class).absent("odd", "SO_TYPE"));
    assertThat(both.holders()).containsExactly(Right.class, Missing.class);
    assertThat(both.mayLack("SO_TYPE", CLibrary.GLIBC)).isTrue();
    assertThat(both.mayDiffer("SO_TYPE", CLibrary.GLIBC)).isFalse();
  }
}
