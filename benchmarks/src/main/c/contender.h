/* What the work and the conversation with the driver share. */
#define _GNU_SOURCE
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

enum { BATCH = 32, ACTIVE = 100 };

struct task {
  const char *work, *transport, *variant;
  int size, count;
};

/* What is measured: some runs of it, each of so many operations. */
struct work {
  void (*run)(struct work *, long times);
  void (*close)(struct work *);
  int operations;
  struct task task;
  int first, second;
  char *out, *in;
  void *more;
  int64_t uncounted; /* nanoseconds that runs took for what does not count */
};

/* The reason why it cannot be done here, or NULL. */
const char *work_open(struct work *, struct task);
const char *crowd_open(struct work *);
const char *can_open(struct work *);
int connect_idle(int port);
int64_t now(void);

void require(int condition, const char *what);
int listening(const char *transport, struct sockaddr_storage *address, socklen_t *length);
int connected(const struct sockaddr_storage *address, socklen_t length);

static inline void send_fully(int s, const char *data, size_t size) {
  for (size_t done = 0; done < size;) {
    ssize_t n = send(s, data + done, size - done, MSG_NOSIGNAL);
    require(n > 0, "send");
    done += n;
  }
}

/* Whether all came: the other end may have closed. */
static inline int receive_fully(int s, char *data, size_t size) {
  for (size_t done = 0; done < size;) {
    ssize_t n = recv(s, data + done, size - done, 0);
    if (n <= 0) {
      return 0;
    }
    done += n;
  }
  return 1;
}
