package io.sockets4j.unix;

import static io.sockets4j.os.SocketConstants.SOL_SOCKET;

import io.sockets4j.OwnedDescriptor;
import io.sockets4j.os.CHeaders;
import io.sockets4j.os.SocketConstants;
import io.sockets4j.os.SystemConstant;
import io.sockets4j.spi.NativeOption;
import io.sockets4j.spi.OptionCodec;
import io.sockets4j.spi.OptionCodecs;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.List;

/**
 * The options of UNIX sockets: who is at the other end, and what messages tell of their senders.
 * Those of Linux are of the level SOL_SOCKET (<a
 * href="https://man7.org/linux/man-pages/man7/unix.7.html">unix(7)</a>), those of macOS and FreeBSD
 * of SOL_LOCAL (unix(4) there).
 *
 * <pre>{@code
 * Credentials peer = connection.getOption(UnixOptions.SO_PEERCRED);
 * socket.setOption(UnixOptions.SO_PASSCRED, true);
 * }</pre>
 */
@CHeaders({"sys/socket.h", "sys/un.h"})
public final class UnixOptions {
  /** A page, the most that any security module gives as a label. */
  private static final int LABEL_CAPACITY = 4096;

  /** NGROUPS_MAX of Linux. */
  private static final int MOST_GROUPS = 65_536;

  /** The level of the options that macOS and FreeBSD have. */
  public static final SystemConstant SOL_LOCAL = SystemConstant.named("SOL_LOCAL").bsd(0);

  /**
   * Messages come with the credentials of their senders ({@link UnixControlTypes#SCM_CREDENTIALS}),
   * also those that were sent before the option was set. A socket that has it and no name is given
   * one by connect(2) or sendto(2). Linux.
   */
  public static final NativeOption<Boolean> SO_PASSCRED = yesOrNo(SocketConstants.SO_PASSCRED);

  /**
   * Messages come with a descriptor of the sender's process: {@link
   * io.sockets4j.Message#takePidfd}. Since Linux 6.5.
   */
  public static final NativeOption<Boolean> SO_PASSPIDFD = yesOrNo(SocketConstants.SO_PASSPIDFD);

  /**
   * Messages come with the security label of their senders, where the kernel has a security module
   * that gives one: {@link UnixControlTypes#SCM_SECURITY}. Linux.
   */
  public static final NativeOption<Boolean> SO_PASSSEC = yesOrNo(SocketConstants.SO_PASSSEC);

  /**
   * Whether descriptors may be sent to this socket, true by default; where not, sending them to it
   * fails with EPERM. Since Linux 6.16.
   */
  public static final NativeOption<Boolean> SO_PASSRIGHTS = yesOrNo(SocketConstants.SO_PASSRIGHTS);

  /**
   * The credentials of the peer: of a connection, as they were when it called connect(2), listen(2)
   * or socketpair(2); process 0 and no user where there is no peer. Read-only. Linux.
   */
  public static final NativeOption<Credentials> SO_PEERCRED =
      NativeOption.of(
          SOL_SOCKET, SocketConstants.SO_PEERCRED, Credentials.class, new Credentials.Codec());

  /**
   * A descriptor of the peer's process, for pidfd_send_signal(2) and the like, and to wait for its
   * end: it never comes to mean another process. Whoever reads the option has to close what it
   * gives. Read-only. Since Linux 6.5; ENODATA where there is no peer, EINVAL or ESRCH where the
   * process has been waited for.
   */
  public static final NativeOption<OwnedDescriptor> SO_PEERPIDFD =
      NativeOption.of(
          SOL_SOCKET, SocketConstants.SO_PEERPIDFD, OwnedDescriptor.class, new DescriptorCodec());

  /**
   * The supplementary groups of the peer at the time that {@link #SO_PEERCRED} tells of. Read-only.
   * Since Linux 4.13; ENODATA where there is no peer.
   */
  public static final NativeOption<long[]> SO_PEERGROUPS =
      NativeOption.of(SOL_SOCKET, SocketConstants.SO_PEERGROUPS, long[].class, new GroupsCodec());

  /**
   * The security label of the peer at the time that {@link #SO_PEERCRED} tells of. Read-only.
   * Linux; ENOPROTOOPT where no security module gives one.
   */
  public static final NativeOption<String> SO_PEERSEC =
      NativeOption.ofString(SOL_SOCKET, SocketConstants.SO_PEERSEC, LABEL_CAPACITY);

  /**
   * The effective user, the groups and on FreeBSD the process of the peer, as they were when it
   * called connect(2) or listen(2). Read-only. macOS and FreeBSD.
   */
  public static final NativeOption<BsdCredentials> LOCAL_PEERCRED =
      NativeOption.of(
          SOL_LOCAL,
          SystemConstant.named("LOCAL_PEERCRED").bsd(1),
          BsdCredentials.class,
          BsdCredentialCodecs.XUCRED);

  /** The peer's process. Read-only. macOS. */
  public static final NativeOption<Integer> LOCAL_PEERPID = local("LOCAL_PEERPID", 2);

  /** The process on whose behalf the peer acts. Read-only. macOS. */
  public static final NativeOption<Integer> LOCAL_PEEREPID = local("LOCAL_PEEREPID", 3);

  /** The UUID of the peer's program, 16 bytes. Read-only. macOS. */
  public static final NativeOption<byte[]> LOCAL_PEERUUID = localBytes("LOCAL_PEERUUID", 4, 16);

  /** The UUID of the program on whose behalf the peer acts, 16 bytes. Read-only. macOS. */
  public static final NativeOption<byte[]> LOCAL_PEEREUUID = localBytes("LOCAL_PEEREUUID", 5, 16);

  /** The audit token of the peer, 32 bytes. Read-only. macOS. */
  public static final NativeOption<byte[]> LOCAL_PEERTOKEN = localBytes("LOCAL_PEERTOKEN", 6, 32);

  /**
   * The first message comes with the credentials of its sender: {@link
   * UnixControlTypes#SCM_CREDS_OF_RECEIVER}. FreeBSD.
   */
  public static final NativeOption<Boolean> LOCAL_CREDS =
      NativeOption.ofBoolean(SOL_LOCAL, SystemConstant.named("LOCAL_CREDS").freebsd(2));

  /**
   * Every message comes with the credentials of its sender: {@link UnixControlTypes#SCM_CREDS2}.
   * FreeBSD 13.
   */
  public static final NativeOption<Boolean> LOCAL_CREDS_PERSISTENT =
      NativeOption.ofBoolean(SOL_LOCAL, SystemConstant.named("LOCAL_CREDS_PERSISTENT").freebsd(3));

  private static final List<NativeOption<?>> ALL =
      List.of(
          SO_PASSCRED,
          SO_PASSPIDFD,
          SO_PASSSEC,
          SO_PASSRIGHTS,
          SO_PEERCRED,
          SO_PEERPIDFD,
          SO_PEERGROUPS,
          SO_PEERSEC,
          LOCAL_PEERCRED,
          LOCAL_PEERPID,
          LOCAL_PEEREPID,
          LOCAL_PEERUUID,
          LOCAL_PEEREUUID,
          LOCAL_PEERTOKEN,
          LOCAL_CREDS,
          LOCAL_CREDS_PERSISTENT);

  private UnixOptions() {}

  /** Those that any platform has. */
  static List<NativeOption<?>> all() {
    return ALL;
  }

  private static NativeOption<Boolean> yesOrNo(SystemConstant constant) {
    return NativeOption.ofBoolean(SOL_SOCKET, constant);
  }

  private static NativeOption<Integer> local(String name, int value) {
    return NativeOption.ofInt(SOL_LOCAL, SystemConstant.named(name).macos(value));
  }

  private static NativeOption<byte[]> localBytes(String name, int value, int length) {
    return NativeOption.ofBytes(SOL_LOCAL, SystemConstant.named(name).macos(value), length);
  }

  /** An array of gid_t. */
  static final class GroupsCodec implements OptionCodec<long[]> {
    @Override
    public int capacity() {
      return MOST_GROUPS * Integer.BYTES;
    }

    @Override
    public int encode(long[] value, ByteBuffer memory) {
      throw new IllegalArgumentException("SO_PEERGROUPS cannot be set");
    }

    @Override
    public long[] decode(ByteBuffer memory) {
      long[] groups = new long[memory.limit() / Integer.BYTES];
      for (int i = 0; i < groups.length; i++) {
        groups[i] = Integer.toUnsignedLong(memory.getInt(i * Integer.BYTES));
      }
      return groups;
    }
  }

  /** A descriptor that the kernel has just opened for this process. */
  private static final class DescriptorCodec implements OptionCodec<OwnedDescriptor> {
    @Override
    public int capacity() {
      return OptionCodecs.INT.capacity();
    }

    @Override
    public int encode(OwnedDescriptor value, ByteBuffer memory) {
      throw new IllegalArgumentException("SO_PEERPIDFD cannot be set");
    }

    @Override
    public OwnedDescriptor decode(ByteBuffer memory) {
      try {
        return OwnedDescriptor.adopt(OptionCodecs.INT.decode(memory));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
