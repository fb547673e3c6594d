package io.sockets4j.testkit;

/** Whose C headers they are. */
public enum CLibrary {
  /** The GNU C library, on Linux. */
  GLIBC,
  /** musl, on Linux. */
  MUSL,
  /** What Windows has (mingw-w64). */
  WINDOWS,
  /** What macOS and the BSDs have. */
  BSD
}
