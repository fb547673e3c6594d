package io.sockets4j.os;

import java.util.Locale;

/** An operating system and processor that sockets4j knows. All of them are 64-bit. */
public enum Platform {
  /** Linux on x86-64 (amd64). */
  LINUX_X86_64("Linux", "x86-64"),
  /** Linux on 64-bit ARM. */
  LINUX_AARCH64("Linux", "aarch64"),
  /** macOS on x86-64 (Intel). */
  MACOS_X86_64("macOS", "x86-64"),
  /** macOS on 64-bit ARM (Apple silicon). */
  MACOS_AARCH64("macOS", "aarch64"),
  /** FreeBSD on x86-64 (amd64). */
  FREEBSD_X86_64("FreeBSD", "x86-64"),
  /** FreeBSD on 64-bit ARM. */
  FREEBSD_AARCH64("FreeBSD", "aarch64"),
  /** Windows on x86-64. */
  WINDOWS_X86_64("Windows", "x86-64");

  private final String system;
  private final String processor;

  Platform(String system, String processor) {
    this.system = system;
    this.processor = processor;
  }

  /**
   * The platform this virtual machine runs on, told by the system properties {@code os.name} and
   * {@code os.arch}.
   *
   * @return the current platform
   * @throws UnsupportedOperationException if it is none of these
   */
  public static Platform current() {
    return Current.PLATFORM;
  }

  /**
   * The platform of the given names.
   *
   * @param osName the operating system as {@code os.name} spells it
   * @param osArch the processor as {@code os.arch} spells it
   * @return the platform
   * @throws UnsupportedOperationException if it is none of these
   */
  static Platform of(String osName, String osArch) {
    String system = osName.toLowerCase(Locale.ROOT);
    String processor =
        switch (osArch.toLowerCase(Locale.ROOT)) {
          case "amd64", "x86_64" -> "x86-64";
          case "aarch64", "arm64" -> "aarch64";
          default -> "";
        };
    for (Platform platform : values()) {
      if (platform.processor.equals(processor)
          && (system.startsWith(platform.system.toLowerCase(Locale.ROOT))
              || (platform.isMacos() && system.startsWith("mac os")))) {
        return platform;
      }
    }
    throw new UnsupportedOperationException(
        "sockets4j does not know the platform os.name=" + osName + ", os.arch=" + osArch);
  }

  /**
   * Whether this is Linux.
   *
   * @return true on Linux
   */
  public boolean isLinux() {
    return this == LINUX_X86_64 || this == LINUX_AARCH64;
  }

  /**
   * Whether this is macOS.
   *
   * @return true on macOS
   */
  public boolean isMacos() {
    return this == MACOS_X86_64 || this == MACOS_AARCH64;
  }

  /**
   * Whether this is FreeBSD.
   *
   * @return true on FreeBSD
   */
  public boolean isFreebsd() {
    return this == FREEBSD_X86_64 || this == FREEBSD_AARCH64;
  }

  /**
   * Whether this is Windows.
   *
   * @return true on Windows
   */
  public boolean isWindows() {
    return this == WINDOWS_X86_64;
  }

  /**
   * Whether this is a BSD, that is macOS or FreeBSD: there, socket addresses begin with a byte that
   * holds their length.
   *
   * @return true on macOS and FreeBSD
   */
  public boolean isBsd() {
    return isMacos() || isFreebsd();
  }

  /**
   * The operating system's name without the processor.
   *
   * @return such as {@code FreeBSD}
   */
  String system() {
    return system;
  }

  /**
   * The operating system and processor as a person writes them.
   *
   * @return such as {@code Linux x86-64}
   */
  @Override
  public String toString() {
    return system + " " + processor;
  }

  /** Holds the current platform, so that {@link Platform} itself loads on an unknown one. */
  private static final class Current {
    static final Platform PLATFORM =
        Platform.of(System.getProperty("os.name", ""), System.getProperty("os.arch", ""));
  }
}
