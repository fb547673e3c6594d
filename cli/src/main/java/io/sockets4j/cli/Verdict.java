package io.sockets4j.cli;

/** What became of the attempt to use a kind of socket. */
enum Verdict {
  /** Bytes went through it. */
  WORKS("works", false),
  /** The operating system is another one. */
  NOT_ON_PLATFORM("not on this platform", false),
  /** The kernel was built without it, as far as can be seen. */
  NO_KERNEL_SUPPORT("no kernel support", false),
  /** The kernel has a module for it, which is not loaded. */
  MODULE_NOT_LOADED("module not loaded", false),
  /** The kernel has it, but does not serve it: IPv6 without addresses, say. */
  SWITCHED_OFF("switched off", false),
  /** It needs a right that this process does not have. */
  NO_PERMISSION("no permission", true),
  /** It is there, and does not do what it should. */
  FAILS("fails", true);

  private final String text;
  private final boolean failure;

  Verdict(String text, boolean failure) {
    this.text = text;
    this.failure = failure;
  }

  /** Whether something that the kernel has does not work. */
  boolean isFailure() {
    return failure;
  }

  /** As people read it. */
  @Override
  public String toString() {
    return text;
  }
}
