/* Receives classic CAN frames, which are sent before, and adds up identifiers and data. */
#include "contender.h"

#include <endian.h>
#include <linux/can.h>
#include <linux/can/raw.h>
#include <net/if.h>

enum { AT_ONCE = 100 };

struct frames {
  struct can_frame in[AT_ONCE];
  struct iovec vectors[AT_ONCE];
  struct mmsghdr messages[AT_ONCE];
  canid_t id;
};

static int open_socket(const char *interface, const struct can_filter *filter, int filters) {
  int s = socket(AF_CAN, SOCK_RAW | SOCK_CLOEXEC, CAN_RAW);
  require(s >= 0, "socket");
  require(setsockopt(s, SOL_CAN_RAW, CAN_RAW_FILTER, filter, filters * sizeof *filter) == 0, "filter");
  struct sockaddr_can address = {.can_family = AF_CAN, .can_ifindex = if_nametoindex(interface)};
  require(bind(s, (struct sockaddr *)&address, sizeof address) == 0, "bind");
  return s;
}

static uint64_t value(const struct can_frame *frame) {
  uint64_t number;
  memcpy(&number, frame->data, sizeof number);
  return frame->can_id + be64toh(number);
}

static void send_all(struct work *w) {
  struct frames *f = w->more;
  int64_t start = now();
  for (int i = 0; i < AT_ONCE; i++) {
    struct can_frame out = {.can_id = f->id, .len = 8};
    uint64_t number = htobe64(i);
    memcpy(out.data, &number, sizeof number);
    require(write(w->first, &out, sizeof out) == sizeof out, "write");
  }
  w->uncounted += now() - start;
}

static uint64_t one_by_one(struct work *w) {
  struct frames *f = w->more;
  uint64_t sum = 0;
  for (int i = 0; i < AT_ONCE; i++) {
    require(read(w->second, &f->in[0], sizeof f->in[0]) == sizeof f->in[0], "read");
    sum += value(&f->in[0]);
  }
  return sum;
}

static uint64_t batched(struct work *w) {
  struct frames *f = w->more;
  uint64_t sum = 0;
  for (int came = 0; came < AT_ONCE;) {
    int some = recvmmsg(w->second, f->messages, AT_ONCE - came, MSG_WAITFORONE, NULL);
    require(some > 0, "recvmmsg");
    for (int i = 0; i < some; i++) {
      sum += value(&f->in[i]);
    }
    came += some;
  }
  return sum;
}

static void run(struct work *w, long times) {
  struct frames *f = w->more;
  int batch = !strcmp(w->task.variant, "batch");
  uint64_t expected = (uint64_t)AT_ONCE * f->id + AT_ONCE * (AT_ONCE - 1) / 2;
  for (long i = 0; i < times; i++) {
    send_all(w);
    require((batch ? batched(w) : one_by_one(w)) == expected, "sum");
  }
}

static void close_can(struct work *w) {
  close(w->first);
  close(w->second);
  free(w->more);
}

const char *can_open(struct work *w) {
  struct frames *f = w->more = calloc(1, sizeof *f);
  /* Everybody's own: others send through the interface, and processes have numbers of their own. */
  f->id = 0x100 + getpid() % 0x600;
  for (int i = 0; i < AT_ONCE; i++) {
    f->vectors[i] = (struct iovec){&f->in[i], sizeof f->in[i]};
    f->messages[i].msg_hdr = (struct msghdr){.msg_iov = &f->vectors[i], .msg_iovlen = 1};
  }
  struct can_filter filter = {f->id, CAN_EFF_FLAG | CAN_RTR_FLAG | CAN_SFF_MASK};
  w->second = open_socket(w->task.transport, &filter, 1);
  w->first = open_socket(w->task.transport, NULL, 0);
  w->run = run;
  w->close = close_can;
  w->operations = AT_ONCE;
  return NULL;
}
