package io.sockets4j.unix;

import static io.sockets4j.unix.BsdCredentials.UNKNOWN;
import static io.sockets4j.unix.UnixStructs.*;

import io.sockets4j.os.StructLayout;
import io.sockets4j.spi.OptionCodec;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/** How the credentials of macOS and FreeBSD stand in memory. */
final class BsdCredentialCodecs {
  /** LOCAL_PEERCRED. */
  static final OptionCodec<BsdCredentials> XUCRED = new Xucred();

  /** SCM_CREDS of a sender that adds it. */
  static final OptionCodec<BsdCredentials> CMSGCRED = new Cmsgcred();

  /** SCM_CREDS of a receiver that asks for it. */
  static final OptionCodec<BsdCredentials> SOCKCRED = new Sockcred();

  /** SCM_CREDS2. */
  static final OptionCodec<BsdCredentials> SOCKCRED2 = new Sockcred2();

  private static final int GID_SIZE = Integer.BYTES;

  private BsdCredentialCodecs() {}

  private static void requireSize(ByteBuffer memory, StructLayout struct) {
    if (memory.limit() < struct.size()) {
      throw new IllegalArgumentException(memory.limit() + " bytes are no " + struct.name());
    }
  }

  /** The groups, no more of them than there are bytes, whatever the count says. */
  private static List<Long> groups(ByteBuffer memory, long count, int at, int end) {
    List<Long> groups = new ArrayList<>();
    int next = at;
    for (long i = 0; i < count && end - next >= GID_SIZE; i++) {
      groups.add(Integer.toUnsignedLong(memory.getInt(next)));
      next += GID_SIZE;
    }
    return groups;
  }

  private abstract static class ReadOnly implements OptionCodec<BsdCredentials> {
    @Override
    public int encode(BsdCredentials value, ByteBuffer memory) {
      throw new IllegalArgumentException("credentials that the kernel alone writes");
    }
  }

  private static final class Xucred extends ReadOnly {
    @Override
    public int capacity() {
      return XUCRED_STRUCT.size();
    }

    @Override
    public BsdCredentials decode(ByteBuffer memory) {
      requireSize(memory, XUCRED_STRUCT);
      List<Long> groups =
          groups(
              memory,
              CR_NGROUPS.getUnsigned(memory, 0),
              CR_GROUPS.offset(),
              CR_GROUPS.offset() + CR_GROUPS.size());
      return new BsdCredentials(
          CR_PID.exists() ? CR_PID.getInt(memory, 0) : UNKNOWN,
          UNKNOWN,
          CR_UID.getUnsigned(memory, 0),
          UNKNOWN,
          groups.isEmpty() ? UNKNOWN : groups.get(0),
          groups);
    }
  }

  private static final class Cmsgcred implements OptionCodec<BsdCredentials> {
    @Override
    public int capacity() {
      return CMSGCRED_STRUCT.size();
    }

    /** The kernel fills in what the sender is, whatever it claims. */
    @Override
    public int encode(BsdCredentials value, ByteBuffer memory) {
      return CMSGCRED_STRUCT.size();
    }

    @Override
    public BsdCredentials decode(ByteBuffer memory) {
      requireSize(memory, CMSGCRED_STRUCT);
      List<Long> groups =
          groups(
              memory,
              CMCRED_NGROUPS.getUnsigned(memory, 0),
              CMCRED_GROUPS.offset(),
              CMCRED_GROUPS.offset() + CMCRED_GROUPS.size());
      return new BsdCredentials(
          CMCRED_PID.getInt(memory, 0),
          CMCRED_UID.getUnsigned(memory, 0),
          CMCRED_EUID.getUnsigned(memory, 0),
          CMCRED_GID.getUnsigned(memory, 0),
          groups.isEmpty() ? UNKNOWN : groups.get(0),
          groups);
    }
  }

  private static final class Sockcred extends ReadOnly {
    @Override
    public int capacity() {
      return SC_GROUPS.offset() + CMGROUP_MAX.value() * GID_SIZE;
    }

    @Override
    public BsdCredentials decode(ByteBuffer memory) {
      requireSize(memory, SOCKCRED_STRUCT);
      return new BsdCredentials(
          UNKNOWN,
          SC_UID.getUnsigned(memory, 0),
          SC_EUID.getUnsigned(memory, 0),
          SC_GID.getUnsigned(memory, 0),
          SC_EGID.getUnsigned(memory, 0),
          groups(memory, SC_NGROUPS.getUnsigned(memory, 0), SC_GROUPS.offset(), memory.limit()));
    }
  }

  private static final class Sockcred2 extends ReadOnly {
    @Override
    public int capacity() {
      return SC2_GROUPS.offset() + CMGROUP_MAX.value() * GID_SIZE;
    }

    @Override
    public BsdCredentials decode(ByteBuffer memory) {
      requireSize(memory, SOCKCRED2_STRUCT);
      return new BsdCredentials(
          SC2_PID.getInt(memory, 0),
          SC2_UID.getUnsigned(memory, 0),
          SC2_EUID.getUnsigned(memory, 0),
          SC2_GID.getUnsigned(memory, 0),
          SC2_EGID.getUnsigned(memory, 0),
          groups(memory, SC2_NGROUPS.getUnsigned(memory, 0), SC2_GROUPS.offset(), memory.limit()));
    }
  }
}
