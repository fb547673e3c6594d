package io.sockets4j.testkit;

/** What is declared of the C headers. */
public final class HeaderDeclarations {
  /** Nothing. */
  public static final HeaderDeclarations NONE = new HeaderDeclarations();

  private HeaderDeclarations() {}
}
