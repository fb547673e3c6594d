package io.sockets4j.can;

import io.sockets4j.testkit.CLibrary;
import io.sockets4j.testkit.FamilyFixture;
import io.sockets4j.testkit.HeaderDeclarations;

/** The kinds of the CAN family, for the contracts. */
public final class CanFixtures {
  private CanFixtures() {}

  /** Frames. */
  public static final class Raw extends Can {
    /** For ServiceLoader. */
    public Raw() {
      super("raw");
    }
  }

  private abstract static class Can extends FamilyFixture {
    Can(String kind) {
      super(CanFamily.AF_CAN, kind);
    }

    @Override
    public HeaderDeclarations headers() {
      return super.headers()
          .allAbsent(CLibrary.MUSL, "linux/can.h and those beside it, which musl leaves to Linux");
    }
  }
}
