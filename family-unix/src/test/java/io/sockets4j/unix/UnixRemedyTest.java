package io.sockets4j.unix;

import static org.assertj.core.api.Assertions.assertThat;

import io.sockets4j.os.Errno;
import io.sockets4j.os.Protocol;
import io.sockets4j.os.SocketType;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What a person is told to do about an error. */
class UnixRemedyTest {

  private static @Nullable String remedy(String call, Errno errno, SocketType type) {
    return UnixFamily.AF_UNIX.remedy(call, errno, type, Protocol.DEFAULT);
  }

  @Test
  void anErrorHasARemedyWhereTheCallTellsWhatItMeans() {
    assertThat(remedy("connect", Errno.ENOENT, SocketType.STREAM)).contains("no such file");
    assertThat(remedy("bind", Errno.ENOENT, SocketType.STREAM)).contains("folder");
    assertThat(remedy("connect", Errno.ECONNREFUSED, SocketType.STREAM)).contains("listens");
    assertThat(remedy("sendto", Errno.ECONNREFUSED, SocketType.DGRAM)).contains("receives");
    assertThat(remedy("bind", Errno.EADDRINUSE, SocketType.STREAM)).contains("remove the file");
    assertThat(remedy("bind", Errno.EACCES, SocketType.STREAM)).contains("writable");
    assertThat(remedy("connect", Errno.EACCES, SocketType.STREAM)).contains("writable");
    assertThat(remedy("connect", Errno.EPROTOTYPE, SocketType.STREAM)).contains("another type");
    assertThat(remedy("bind", Errno.ENAMETOOLONG, SocketType.STREAM))
        .contains(UnixAddress.maxPathLength() + " bytes");
    assertThat(remedy("send", Errno.EMSGSIZE, SocketType.SEQPACKET)).contains("SO_SNDBUF");
    assertThat(remedy("socket", Errno.EPROTONOSUPPORT, SocketType.SEQPACKET)).contains("type");
    assertThat(remedy("sendto", Errno.EPERM, SocketType.DGRAM)).contains("connected to another");
    assertThat(remedy("sendmsg", Errno.EPERM, SocketType.DGRAM))
        .contains("connected to another")
        .contains("CAP_SETUID");
    assertThat(remedy("sendmsg", Errno.EPERM, SocketType.STREAM))
        .doesNotContain("connected to another")
        .contains("CAP_SETUID");
    assertThat(remedy("sendmsg", Errno.ESRCH, SocketType.STREAM)).contains("does not exist");
    assertThat(remedy("sendmsg", Errno.EBADF, SocketType.STREAM)).contains("not open");
    assertThat(remedy("sendmmsg", Errno.ETOOMANYREFS, SocketType.STREAM)).contains("ulimit");
    assertThat(remedy("getsockopt", Errno.ENODATA, SocketType.STREAM)).contains("no peer");
  }

  @Test
  void whatIsNotKnownIsNotGuessed() {
    assertThat(remedy("setsockopt", Errno.EPERM, SocketType.STREAM)).isNull();
    assertThat(remedy("recv", Errno.ECONNREFUSED, SocketType.STREAM)).isNull();
    assertThat(remedy("connect", Errno.EIO, SocketType.STREAM)).isNull();
    assertThat(remedy("send", Errno.EMSGSIZE, SocketType.STREAM)).isNull();
  }
}
