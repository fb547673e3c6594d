package io.sockets4j.cli;

import io.sockets4j.NativeError;
import io.sockets4j.os.Errno;
import java.net.UnknownHostException;
import java.nio.file.FileSystemException;

/** What people are told of an exception. */
final class Failures {
  private Failures() {}

  static String describe(Throwable failure) {
    String message = failure.getMessage();
    if (failure instanceof LinkageError) {
      return "the native library of JNA cannot be used: "
          + describeCause(failure)
          + "; it is unpacked into a temporary folder, and -Djna.tmpdir=FOLDER names another one";
    }
    if (failure instanceof UnknownHostException && message != null && message.indexOf('\'') < 0) {
      return "unknown host: " + message; // the JDK gives the name alone
    }
    if (failure instanceof FileSystemException file && file.getReason() == null) {
      return "%s: %s".formatted(failure.getClass().getSimpleName(), message);
    }
    return message == null ? failure.toString() : message;
  }

  private static String describeCause(Throwable failure) {
    Throwable cause = failure;
    while (cause.getCause() != null) {
      cause = cause.getCause();
    }
    return cause.toString();
  }

  /** Whether a system call failed for this reason. */
  static boolean is(Throwable failure, Errno errno) {
    return failure instanceof NativeError error && error.errno().equals(errno);
  }
}
