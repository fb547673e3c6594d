/* Put in front of the C library by LD_PRELOAD: says which function is called, and calls that of the C library. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <stdio.h>
#include <sys/stat.h>

typedef long function(long, long, long, long, long, long);

static int is_socket(int fd) {
  struct stat status;
  return !fstat(fd, &status) && S_ISSOCK(status.st_mode);
}

/* All arguments are in registers, of which a function looks at as many as it has. */
#define INTERPOSE_IF(condition, name)                                  \
  long name(long a, long b, long c, long d, long e, long f) {          \
    if (condition) {                                                   \
      dprintf(2, "call %s\n", #name);                                  \
    }                                                                  \
    return ((function *)dlsym(RTLD_NEXT, #name))(a, b, c, d, e, f);    \
  }

#define INTERPOSE(name) INTERPOSE_IF(1, name)

INTERPOSE(socket)
INTERPOSE(socketpair)
INTERPOSE(bind)
INTERPOSE(connect)
INTERPOSE(listen)
INTERPOSE(accept4)
INTERPOSE(shutdown)
INTERPOSE(getsockname)
INTERPOSE(getpeername)
INTERPOSE(getsockopt)
INTERPOSE(setsockopt)
INTERPOSE(send)
INTERPOSE(recv)
INTERPOSE(sendto)
INTERPOSE(recvfrom)
INTERPOSE(sendmsg)
INTERPOSE(recvmsg)
INTERPOSE(sendmmsg)
INTERPOSE(recvmmsg)
INTERPOSE(poll)
INTERPOSE(epoll_create1)
INTERPOSE(epoll_ctl)
INTERPOSE(epoll_wait)
/* A JVM closes much else. */
INTERPOSE_IF(is_socket(a), close)
