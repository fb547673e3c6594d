package io.sockets4j.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.jr.ob.JSON;
import io.sockets4j.NativeCalls;
import io.sockets4j.os.Protocol;
import io.sockets4j.os.SocketType;
import io.sockets4j.spi.Families;
import io.sockets4j.spi.SocketKind;
import io.sockets4j.unix.UnixFamily;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** How findings are told. */
class ProbeReportTest {
  private static final SocketKind KIND = UnixFamily.AF_UNIX.kinds().get(0);
  private static final Finding WORKING =
      new Finding(UnixFamily.AF_UNIX, KIND, Verdict.WORKS, Duration.ofNanos(123_456), null, "");

  private static Finding lacking(Verdict verdict, Exception failure) {
    return new Finding(UnixFamily.AF_UNIX, KIND, verdict, null, failure, "the reason");
  }

  private static ProbeReport report(Finding... findings) {
    return new ProbeReport(
        List.of(findings),
        List.of(new Families.Problem("what", "why")),
        new Machine(KernelModules.none(), true));
  }

  @ParameterizedTest
  @EnumSource(Verdict.class)
  void isGoodUnlessSomethingFails(Verdict verdict) {
    boolean bad = verdict == Verdict.NO_PERMISSION || verdict == Verdict.FAILS;
    assertThat(report(WORKING, lacking(verdict, new IOException())).isGood()).isEqualTo(!bad);
  }

  @Test
  void tableHasAColumnForTimesAndReasons() {
    String[] lines =
        report(WORKING, lacking(Verdict.NO_PERMISSION, new IOException()))
            .toTable()
            .split(System.lineSeparator(), -1);
    assertThat(lines[0]).matches("FAMILY +TYPE +PROTOCOL +NAME +RESULT +TIME OR REASON");
    assertThat(lines[1]).matches("AF_UNIX +SOCK_STREAM +0 +stream +works +0\\.123 ms");
    assertThat(lines[2]).matches("AF_UNIX +SOCK_STREAM +0 +stream +no permission +the reason");
    int column = lines[0].indexOf("TIME");
    assertThat(lines[1].substring(column)).isEqualTo("0.123 ms");
    assertThat(lines[2].substring(column)).isEqualTo("the reason");
    assertThat(lines[3]).isEqualTo("not installed: what: why");
    assertThat(lines[5]).contains("with a seccomp filter");
    assertThat(lines[6]).isEqualTo("native calls: " + NativeCalls.binding().orElseThrow());
    assertThat(lines[7]).matches("  not (ffm|jna): .+");
  }

  @Test
  void jsonTellsTheErrorNumber() throws Exception {
    Exception refused =
        catchThrowableOfType(
            IOException.class,
            () ->
                RoundTripTrialTest.tryOut(
                    UnixFamily.AF_UNIX, SocketType.STREAM, Protocol.of(9_999)));
    Map<String, Object> json =
        JSON.std.mapFrom(report(WORKING, lacking(Verdict.NO_KERNEL_SUPPORT, refused)).toJson());
    assertThat(json)
        .containsEntry("nativeCalls", NativeCalls.binding().orElseThrow())
        .containsEntry("nativeCallsNotUsed", NativeCalls.unused());
    assertThat(json).containsEntry("good", true).containsEntry("seccompFilter", true);
    List<?> kinds = (List<?>) Objects.requireNonNull(json.get("kinds"));
    assertThat(kinds.get(0))
        .hasToString(
            "{family=AF_UNIX, domain=1, type=SOCK_STREAM, protocol=0, name=stream, result=works,"
                + " roundTripNanos=123456}");
    assertThat(kinds.get(1))
        .hasToString(
            "{family=AF_UNIX, domain=1, type=SOCK_STREAM, protocol=0, name=stream, result=no kernel"
                + " support, call=socket, errno=EPROTONOSUPPORT, reason=the reason}");
    assertThat(json.get("problems")).hasToString("[{what=what, why=why}]");
  }
}
