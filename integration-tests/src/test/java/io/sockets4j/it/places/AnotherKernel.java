package io.sockets4j.it.places;

/** The same as {@link AnyKernel}, on another processor, so that both run side by side. */
public final class AnotherKernel extends AnyKernel {

  /** For {@link io.sockets4j.testkit.relay.RunsIn}. */
  public AnotherKernel() {
    super(2);
  }
}
