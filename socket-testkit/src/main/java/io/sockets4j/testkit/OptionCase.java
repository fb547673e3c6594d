package io.sockets4j.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sockets4j.BsdSocket;
import io.sockets4j.NativeError;
import io.sockets4j.os.Errno;
import io.sockets4j.os.Platform;
import io.sockets4j.spi.NativeOption;
import java.io.IOException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Predicate;
import org.opentest4j.TestAbortedException;

/**
 * What an option of a socket does, as a line of a table: what is set, and what is read back.
 *
 * <pre>{@code
 * OptionCase.kept(IpOptions.IP_TTL, 1, 64, 255);
 * OptionCase.answered(BsdSocketOptions.SO_SNDBUF, 10_000, 20_000); // Linux doubles it
 * OptionCase.told(BsdSocketOptions.SO_TYPE, type -> type == 1);
 * OptionCase.taken(BsdSocketOptions.SO_BUSY_POLL_BUDGET, 8, "the kernel has no getsockopt for it")
 *     .refused(Errno.EPERM, "raising it needs CAP_NET_ADMIN");
 * }</pre>
 *
 * <p>On a platform without the option it has to be an {@link UnsupportedOperationException}, and on
 * a Linux that is older than it, ENOPROTOOPT. Where the kernel refuses for a reason that the case
 * names, the test is skipped with it; with {@code -Dsockets4j.require.options=true} it fails.
 * Immutable: each step returns a new case.
 *
 * @param <T> the value's class
 */
public final class OptionCase<T> {
  private final NativeOption<T> option;
  private final Access access;
  private final Check<T> check;
  private final Map<Errno, String> refusals;
  private final int[] since;

  /** Which calls an option has. */
  public enum Access {
    /** Set, then read and compared. */
    KEPT,
    /** Read-only. */
    TOLD,
    /** Write-only. */
    TAKEN
  }

  @FunctionalInterface
  private interface Check<T> {
    void run(BsdSocket<?> socket, NativeOption<T> option) throws IOException;
  }

  private OptionCase(
      NativeOption<T> option,
      Access access,
      Check<T> check,
      Map<Errno, String> refusals,
      int[] since) {
    this.option = option;
    this.access = access;
    this.check = check;
    this.refusals = refusals;
    this.since = since;
  }

  private static <T> OptionCase<T> of(NativeOption<T> option, Access access, Check<T> check) {
    return new OptionCase<>(option, access, check, Map.of(), new int[0]);
  }

  /**
   * An option that answers what was set.
   *
   * @param <T> the value's class
   * @param option the option
   * @param values what is set, one after the other
   * @return the case
   */
  @SafeVarargs
  public static <T> OptionCase<T> kept(NativeOption<T> option, T... values) {
    return of(
        option,
        Access.KEPT,
        (socket, it) -> {
          for (T value : values) {
            setAndCompare(socket, it, value, value);
          }
        });
  }

  /**
   * An option that answers something else than what was set.
   *
   * @param <T> the value's class
   * @param option the option
   * @param value what is set
   * @param answer what is read back
   * @return the case
   */
  public static <T> OptionCase<T> answered(NativeOption<T> option, T value, T answer) {
    return of(option, Access.KEPT, (socket, it) -> setAndCompare(socket, it, value, answer));
  }

  /**
   * An option that can only be read.
   *
   * @param <T> the value's class
   * @param option the option
   * @param expected what its value has to be like
   * @return the case
   */
  public static <T> OptionCase<T> told(NativeOption<T> option, Predicate<T> expected) {
    return of(
        option,
        Access.TOLD,
        (socket, it) -> {
          T value = socket.getOption(it);
          assertTrue(expected.test(value), () -> it + " is " + text(value));
        });
  }

  /**
   * An option that can only be set.
   *
   * @param <T> the value's class
   * @param option the option
   * @param value what is set
   * @param why why it cannot be read
   * @return the case, which fails if the option can be read
   */
  public static <T> OptionCase<T> taken(NativeOption<T> option, T value, String why) {
    Objects.requireNonNull(why, "why");
    return of(
        option,
        Access.TAKEN,
        (socket, it) -> {
          socket.setOption(it, value);
          IOException e = assertThrows(IOException.class, () -> socket.getOption(it), why);
          assertTrue(e instanceof NativeError, e::toString);
        });
  }

  private static <T> void setAndCompare(
      BsdSocket<?> socket, NativeOption<T> option, T value, T answer) throws IOException {
    socket.setOption(option, value);
    T read = socket.getOption(option);
    assertTrue(
        Objects.deepEquals(answer, read),
        () -> "%s: set %s, read %s".formatted(option, text(value), text(read)));
  }

  private static String text(Object value) {
    String array = Arrays.deepToString(new Object[] {value});
    return array.substring(1, array.length() - 1);
  }

  /**
   * This case, where the kernel may refuse.
   *
   * @param errno how
   * @param why for what reason, and the remedy, for people
   * @return the new case
   */
  public OptionCase<T> refused(Errno errno, String why) {
    Map<Errno, String> all = new LinkedHashMap<>(refusals);
    all.put(errno, why);
    return new OptionCase<>(option, access, check, all, since);
  }

  /**
   * This case, for an option that older kernels of Linux do not have: those have to refuse it with
   * ENOPROTOOPT.
   *
   * @param major the first number of the version that has it
   * @param minor the second one
   * @return the new case
   */
  public OptionCase<T> since(int major, int minor) {
    return new OptionCase<>(option, access, check, refusals, new int[] {major, minor});
  }

  /**
   * The option.
   *
   * @return the option
   */
  public NativeOption<T> option() {
    return option;
  }

  /**
   * Which calls the option has.
   *
   * @return whether it is kept, told or taken
   */
  public Access access() {
    return access;
  }

  /**
   * Tries it.
   *
   * @param socket a socket that has the option
   * @throws IOException if the kernel refuses for no reason that this case names
   * @throws TestAbortedException if it refuses for one that it does
   */
  public void run(BsdSocket<?> socket) throws IOException {
    if (!option.exists()) {
      assertThrows(UnsupportedOperationException.class, () -> socket.getOption(option));
      return;
    }
    if (isOlder()) {
      IOException e = assertThrows(IOException.class, () -> socket.getOption(option));
      assertEquals(Errno.ENOPROTOOPT, ((NativeError) e).errno());
      return;
    }
    try {
      check.run(socket, option);
    } catch (IOException e) {
      String why = e instanceof NativeError error ? refusals.get(error.errno()) : null;
      if (why == null) {
        throw e;
      }
      Requirement.OPTIONS.failIfRequired(option.name(), e + ": " + why);
      throw new TestAbortedException(why, e);
    }
  }

  private boolean isOlder() {
    if (since.length == 0 || !Platform.current().isLinux()) {
      return false;
    }
    List<Integer> running =
        Arrays.stream(System.getProperty("os.version").split("\\D+", -1))
            .limit(2)
            .map(Integer::valueOf)
            .toList();
    return running.get(0) < since[0] || (running.get(0) == since[0] && running.get(1) < since[1]);
  }

  /**
   * The name of the option.
   *
   * @return for instance {@code IP_TTL}
   */
  @Override
  public String toString() {
    return option.name();
  }
}
