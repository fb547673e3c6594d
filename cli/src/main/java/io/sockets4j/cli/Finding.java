package io.sockets4j.cli;

import io.sockets4j.NativeError;
import io.sockets4j.os.Errno;
import io.sockets4j.spi.AddressFamily;
import io.sockets4j.spi.NotSetUpException;
import io.sockets4j.spi.SocketKind;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What probing found out about one kind of socket: a row of its table.
 *
 * @param family the family
 * @param kind the kind
 * @param verdict the result
 * @param time how long a round trip takes; null where there is none
 * @param failure why there is none; null where there is one
 * @param reason the same for people, with the remedy; empty where there is none
 */
record Finding(
    AddressFamily<?> family,
    SocketKind kind,
    Verdict verdict,
    @Nullable Duration time,
    @Nullable Exception failure,
    String reason) {

  /** How many round trips are made; the first ones load classes, so that the fastest counts. */
  private static final int ROUNDS = 3;

  /** Tries a kind of socket. */
  static Finding of(AddressFamily<?> family, SocketKind kind, Duration timeout, Machine machine) {
    try {
      RoundTripTrial trial = new RoundTripTrial(family, kind, timeout);
      Duration fastest = trial.run();
      for (int i = 1; i < ROUNDS; i++) {
        Duration next = trial.run();
        fastest = next.compareTo(fastest) < 0 ? next : fastest;
      }
      return new Finding(family, kind, Verdict.WORKS, fastest, null, "");
    } catch (IOException | RuntimeException e) {
      // Whatever a family's code does wrong, the others are tried as well.
      return failed(family, kind, e, machine);
    }
  }

  private static Finding failed(
      AddressFamily<?> family, SocketKind kind, Exception failure, Machine machine) {
    Verdict verdict = Finding.verdict(failure);
    String reason = Failures.describe(failure);
    if (verdict == Verdict.NO_KERNEL_SUPPORT) {
      Optional<String> module =
          machine.modules().find(family.domain(), kind.type().value(), kind.protocol().value());
      if (module.isPresent()) {
        verdict = Verdict.MODULE_NOT_LOADED;
        if (!reason.contains("modprobe")) {
          reason += "; the kernel has it as a module: try 'modprobe " + module.get() + "' as root";
        }
      }
    }
    if (verdict == Verdict.NO_PERMISSION && machine.hasSeccompFilter()) {
      reason += "; a seccomp filter is active in this process (a container's?) and may forbid it";
    }
    return new Finding(family, kind, verdict, null, failure, reason);
  }

  static Verdict verdict(Exception failure) {
    if (failure instanceof UnsupportedOperationException) {
      return Verdict.NOT_ON_PLATFORM;
    }
    if (failure instanceof NotSetUpException) {
      return Verdict.SWITCHED_OFF;
    }
    if (!(failure instanceof NativeError error)) {
      return Verdict.FAILS;
    }
    Errno errno = error.errno();
    if (errno.equals(Errno.EPERM) || errno.equals(Errno.EACCES)) {
      return Verdict.NO_PERMISSION;
    }
    boolean opening = error.call().equals("socket");
    if (opening
        && (errno.equals(Errno.EAFNOSUPPORT)
            || errno.equals(Errno.EPROTONOSUPPORT)
            || errno.equals(Errno.ESOCKTNOSUPPORT)
            || errno.equals(Errno.EINVAL))) { // a protocol beyond all that it knows
      return Verdict.NO_KERNEL_SUPPORT;
    }
    if ((opening && errno.equals(Errno.ENOPROTOOPT)) // MPTCP
        || (error.call().equals("bind") && errno.equals(Errno.EADDRNOTAVAIL))) { // IPv6
      return Verdict.SWITCHED_OFF;
    }
    return Verdict.FAILS;
  }
}
