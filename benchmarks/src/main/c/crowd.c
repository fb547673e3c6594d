/* A hundred of many connections send, and epoll is asked until all have been received. */
#include "contender.h"

#include <netinet/in.h>
#include <stdio.h>
#include <sys/epoll.h>

struct crowd {
  int epoll, count;
  int *active, *accepted;
  FILE *peers;
};

/* Connects as often as each line says, and keeps the connections until there is no more line. */
int connect_idle(int port) {
  struct sockaddr_storage address = {0};
  *(struct sockaddr_in *)&address = (struct sockaddr_in){
      .sin_family = AF_INET, .sin_port = htons(port), .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
  char line[32];
  while (fgets(line, sizeof line, stdin)) {
    for (int i = atoi(line); i > 0; i--) {
      connected(&address, sizeof(struct sockaddr_in));
    }
  }
  return 0;
}

static void run(struct work *w, long times) {
  struct crowd *c = w->more;
  for (long i = 0; i < times; i++) {
    for (int j = 0; j < ACTIVE; j++) {
      require(send(c->active[j], w->out, w->task.size, 0) == w->task.size, "send");
    }
    for (int came = 0; came < ACTIVE;) {
      struct epoll_event events[ACTIVE];
      int n = epoll_wait(c->epoll, events, ACTIVE, -1);
      require(n > 0, "epoll_wait");
      for (int j = 0; j < n; j++) {
        came += recv(events[j].data.fd, w->in, w->task.size, MSG_DONTWAIT) == w->task.size;
      }
    }
  }
}

static void close_crowd(struct work *w) {
  struct crowd *c = w->more;
  close(c->epoll);
  pclose(c->peers);
  for (int i = 0; i < ACTIVE; i++) {
    close(c->active[i]);
  }
  for (int i = 0; i < c->count; i++) {
    close(c->accepted[i]);
  }
  free(c->active);
  free(c->accepted);
  free(c);
}

static int admit(struct crowd *c, int server, int count) {
  for (int i = 0; i < count; i++) {
    int s = accept4(server, NULL, NULL, SOCK_CLOEXEC | SOCK_NONBLOCK);
    require(s >= 0, "accept4");
    struct epoll_event event = {.events = EPOLLIN, .data.fd = s};
    require(epoll_ctl(c->epoll, EPOLL_CTL_ADD, s, &event) == 0, "epoll_ctl");
    c->accepted[c->count + i] = s;
  }
  return count;
}

const char *crowd_open(struct work *w) {
  struct crowd *c = w->more = calloc(1, sizeof *c);
  struct sockaddr_storage address;
  socklen_t length;
  int server = listening("tcp", &address, &length);
  int each = w->task.count / ACTIVE;
  c->active = calloc(ACTIVE, sizeof(int));
  c->accepted = calloc((each + 1) * ACTIVE, sizeof(int));
  char command[64];
  snprintf(command, sizeof command, "/proc/%d/exe connect %d", getpid(),
           ntohs(((struct sockaddr_in *)&address)->sin_port));
  c->peers = popen(command, "w");
  require(c->peers != NULL, "popen");
  c->epoll = epoll_create1(EPOLL_CLOEXEC);
  require(c->epoll >= 0, "epoll_create1");
  for (int i = 0; i < ACTIVE; i++) {
    c->active[i] = connected(&address, length);
    c->count += admit(c, server, 1);
    fprintf(c->peers, "%d\n", each);
    fflush(c->peers);
    c->count += admit(c, server, each);
  }
  close(server);
  w->run = run;
  w->close = close_crowd;
  w->operations = ACTIVE;
  return NULL;
}
