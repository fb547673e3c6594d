/*
 * Receives CAN frames as often as each line of standard input says, and adds up identifiers and data.
 * Prints nanoseconds, of the receiving alone.
 */
#define _GNU_SOURCE
#include <endian.h>
#include <linux/can.h>
#include <linux/can/raw.h>
#include <net/if.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

enum { AT_ONCE = 100 };

static void require(int condition, const char *what) {
  if (!condition) {
    perror(what);
    exit(1);
  }
}

static int open_socket(const char *interface, const struct can_filter *filter, int filters) {
  int s = socket(AF_CAN, SOCK_RAW | SOCK_CLOEXEC, CAN_RAW);
  require(s >= 0, "socket");
  require(setsockopt(s, SOL_CAN_RAW, CAN_RAW_FILTER, filter, filters * sizeof *filter) == 0, "filter");
  struct sockaddr_can address = {.can_family = AF_CAN, .can_ifindex = if_nametoindex(interface)};
  require(bind(s, (struct sockaddr *)&address, sizeof address) == 0, "bind");
  return s;
}

static int64_t now(void) {
  struct timespec t;
  clock_gettime(CLOCK_MONOTONIC, &t);
  return t.tv_sec * INT64_C(1000000000) + t.tv_nsec;
}

static uint64_t value(const struct can_frame *frame) {
  uint64_t number;
  memcpy(&number, frame->data, sizeof number);
  return frame->can_id + be64toh(number);
}

int main(int argc, char **argv) {
  if (argc != 4) {
    fprintf(stderr, "usage: receive_can INTERFACE read|recvmmsg ID\n");
    return 2;
  }
  int batched = strcmp(argv[2], "recvmmsg") == 0;
  canid_t id = atoi(argv[3]);
  struct can_filter filter = {id, CAN_EFF_FLAG | CAN_RTR_FLAG | CAN_SFF_MASK};
  int receiver = open_socket(argv[1], &filter, 1);
  int sender = open_socket(argv[1], NULL, 0);

  static struct can_frame in[AT_ONCE];
  static struct iovec vectors[AT_ONCE];
  static struct mmsghdr messages[AT_ONCE];
  uint64_t expected = 0;
  for (int i = 0; i < AT_ONCE; i++) {
    vectors[i] = (struct iovec){&in[i], sizeof in[i]};
    messages[i].msg_hdr = (struct msghdr){.msg_iov = &vectors[i], .msg_iovlen = 1};
    expected += id + i;
  }
  char line[32];
  while (fgets(line, sizeof line, stdin)) {
    int64_t nanos = 0;
    for (int done = 0; done < atoi(line); done += AT_ONCE) {
      for (int i = 0; i < AT_ONCE; i++) {
        struct can_frame out = {.can_id = id, .len = 8};
        uint64_t number = htobe64(i);
        memcpy(out.data, &number, sizeof number);
        require(write(sender, &out, sizeof out) == sizeof out, "write");
      }
      int64_t start = now();
      uint64_t sum = 0;
      if (batched) {
        for (int came = 0; came < AT_ONCE;) {
          int some = recvmmsg(receiver, messages, AT_ONCE - came, MSG_WAITFORONE, NULL);
          require(some > 0, "recvmmsg");
          for (int i = 0; i < some; i++) {
            sum += value(&in[i]);
          }
          came += some;
        }
      } else {
        for (int i = 0; i < AT_ONCE; i++) {
          require(read(receiver, &in[0], sizeof in[0]) == sizeof in[0], "read");
          sum += value(&in[0]);
        }
      }
      nanos += now() - start;
      require(sum == expected, "sum");
    }
    printf("%lld\n", (long long)nanos);
    fflush(stdout);
  }
  return 0;
}
