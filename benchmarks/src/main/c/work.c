/* The work of two sockets: see the Java classes of the same names. */
#include "contender.h"

#include <fcntl.h>
#include <netinet/in.h>
#include <pthread.h>
#include <sys/mman.h>
#include <sys/sendfile.h>
#include <sys/un.h>
#include <time.h>

static socklen_t loopback(struct sockaddr_storage *address) {
  struct sockaddr_in *in = (struct sockaddr_in *)address;
  *in = (struct sockaddr_in){.sin_family = AF_INET, .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
  return sizeof *in;
}

int listening(const char *transport, struct sockaddr_storage *address, socklen_t *length) {
  int tcp = !strcmp(transport, "tcp");
  int s = socket(tcp ? AF_INET : AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
  require(s >= 0, "socket");
  *address = (struct sockaddr_storage){.ss_family = AF_UNIX};
  *length = tcp ? loopback(address) : sizeof(sa_family_t);
  require(bind(s, (struct sockaddr *)address, *length) == 0, "bind");
  require(listen(s, 128) == 0, "listen");
  *length = sizeof *address;
  require(getsockname(s, (struct sockaddr *)address, length) == 0, "getsockname");
  return s;
}

int connected(const struct sockaddr_storage *address, socklen_t length) {
  int s = socket(address->ss_family, SOCK_STREAM | SOCK_CLOEXEC, 0);
  require(s >= 0, "socket");
  require(connect(s, (struct sockaddr *)address, length) == 0, "connect");
  if (address->ss_family == AF_INET) {
    struct linger linger = {1, 0};
    require(setsockopt(s, SOL_SOCKET, SO_LINGER, &linger, sizeof linger) == 0, "SO_LINGER");
  }
  return s;
}

static int bound_udp(struct sockaddr_storage *address) {
  int s = socket(AF_INET, SOCK_DGRAM | SOCK_CLOEXEC, 0);
  socklen_t length = loopback(address);
  require(s >= 0 && bind(s, (struct sockaddr *)address, length) == 0, "bind");
  require(getsockname(s, (struct sockaddr *)address, &length) == 0, "getsockname");
  return s;
}

static void pair(struct work *w, int connect_them) {
  const char *transport = w->task.transport;
  if (!strncmp(transport, "unix", 4)) {
    int type = !strcmp(transport, "unix-stream") ? SOCK_STREAM : SOCK_DGRAM, fds[2];
    require(socketpair(AF_UNIX, type | SOCK_CLOEXEC, 0, fds) == 0, "socketpair");
    w->first = fds[0];
    w->second = fds[1];
  } else if (!strcmp(transport, "udp")) {
    struct sockaddr_storage a, b;
    w->first = bound_udp(&a);
    w->second = bound_udp(&b);
    socklen_t length = sizeof(struct sockaddr_in);
    if (connect_them) {
      require(connect(w->first, (struct sockaddr *)&b, length) == 0, "connect");
      require(connect(w->second, (struct sockaddr *)&a, length) == 0, "connect");
    } else {
      w->more = malloc(sizeof b);
      memcpy(w->more, &b, sizeof b);
    }
  } else {
    struct sockaddr_storage address;
    socklen_t length;
    int server = listening(transport, &address, &length);
    w->first = connected(&address, length);
    w->second = accept4(server, NULL, NULL, SOCK_CLOEXEC);
    require(w->second >= 0, "accept4");
    close(server);
  }
}

static void close_pair(struct work *w) {
  close(w->first);
  close(w->second);
  free(w->more);
}

static void send_receive(struct work *w, long times) {
  for (long i = 0; i < times; i++) {
    send_fully(w->first, w->out, w->task.size);
    require(receive_fully(w->second, w->in, w->task.size), "recv");
  }
}

static void send_to(struct work *w, long times) {
  for (long i = 0; i < times; i++) {
    require(sendto(w->first, w->out, w->task.size, 0, w->more, sizeof(struct sockaddr_in)) > 0, "sendto");
    struct sockaddr_storage from;
    socklen_t length = sizeof from;
    require(recvfrom(w->second, w->in, w->task.size, 0, (struct sockaddr *)&from, &length) > 0, "recvfrom");
  }
}

static void datagrams(struct work *w, long times) {
  for (long i = 0; i < times; i++) {
    for (int j = 0; j < BATCH; j++) {
      require(send(w->first, w->out, w->task.size, 0) == w->task.size, "send");
    }
    for (int j = 0; j < BATCH; j++) {
      require(recv(w->second, w->in, w->task.size, 0) == w->task.size, "recv");
    }
  }
}

struct batch {
  struct mmsghdr sent[BATCH], received[BATCH];
  struct iovec out[BATCH], in[BATCH];
};

static void open_batch(struct work *w) {
  struct batch *b = w->more = calloc(1, sizeof *b);
  w->in = realloc(w->in, (size_t)w->task.size * BATCH);
  w->out = realloc(w->out, (size_t)w->task.size * BATCH);
  for (int i = 0; i < BATCH; i++) {
    b->out[i] = (struct iovec){w->out + (size_t)i * w->task.size, w->task.size};
    b->in[i] = (struct iovec){w->in + (size_t)i * w->task.size, w->task.size};
    b->sent[i].msg_hdr = (struct msghdr){.msg_iov = &b->out[i], .msg_iovlen = 1};
    b->received[i].msg_hdr = (struct msghdr){.msg_iov = &b->in[i], .msg_iovlen = 1};
  }
}

static void batched(struct work *w, long times) {
  struct batch *b = w->more;
  for (long i = 0; i < times; i++) {
    for (int done = 0, n; done < BATCH; done += n) {
      require((n = sendmmsg(w->first, b->sent + done, BATCH - done, 0)) > 0, "sendmmsg");
    }
    for (int done = 0, n; done < BATCH; done += n) {
      n = recvmmsg(w->second, b->received + done, BATCH - done, MSG_WAITFORONE, NULL);
      require(n > 0, "recvmmsg");
    }
  }
}

/* With two control messages: looks at them, or not. */
static void message(struct work *w, long times) {
  int look = strcmp(w->task.variant, "ignored");
  for (long i = 0; i < times; i++) {
    require(send(w->first, w->out, w->task.size, 0) == w->task.size, "send");
    char control[CMSG_SPACE(sizeof(int)) + CMSG_SPACE(sizeof(struct timespec))];
    struct iovec vector = {w->in, w->task.size};
    struct msghdr header = {
        .msg_iov = &vector, .msg_iovlen = 1, .msg_control = control, .msg_controllen = sizeof control};
    require(recvmsg(w->second, &header, 0) == w->task.size, "recvmsg");
    int seen = look ? 0 : 2;
    for (struct cmsghdr *c = look ? CMSG_FIRSTHDR(&header) : NULL; c; c = CMSG_NXTHDR(&header, c)) {
      int ttl;
      struct timespec time;
      if (c->cmsg_level == IPPROTO_IP && c->cmsg_type == IP_TTL) {
        memcpy(&ttl, CMSG_DATA(c), sizeof ttl);
        seen += ttl > 0;
      } else if (c->cmsg_level == SOL_SOCKET && c->cmsg_type == SCM_TIMESTAMPNS) {
        memcpy(&time, CMSG_DATA(c), sizeof time);
        seen += time.tv_sec > 0;
      }
    }
    require(seen == 2, "control messages");
  }
}

/* The thread at the other end: echoes, or takes all and answers with a byte. */
struct peer {
  pthread_t thread;
  struct work *work;
  int file;
  char *mapped;
};

static void *echo(void *peer) {
  struct work *w = ((struct peer *)peer)->work;
  char *buffer = malloc(w->task.size);
  while (receive_fully(w->second, buffer, w->task.size)) {
    send_fully(w->second, buffer, w->task.size);
  }
  free(buffer);
  return NULL;
}

static void *sink(void *peer) {
  struct work *w = ((struct peer *)peer)->work;
  char *buffer = malloc(w->task.size);
  for (ssize_t n = 1; n > 0;) {
    for (int64_t total = 0; total < (int64_t)w->task.count << 20 && n > 0; total += n) {
      n = recv(w->second, buffer, w->task.size, 0);
    }
    if (n > 0) {
      send_fully(w->second, buffer, 1);
    }
  }
  free(buffer);
  return NULL;
}

static void open_peer(struct work *w, void *(*body)(void *)) {
  struct peer *p = w->more = calloc(1, sizeof *p);
  p->work = w;
  require(pthread_create(&p->thread, NULL, body, p) == 0, "pthread_create");
}

static void close_peer(struct work *w) {
  struct peer *p = w->more;
  shutdown(w->first, SHUT_RDWR);
  pthread_join(p->thread, NULL);
  if (p->mapped) {
    munmap(p->mapped, (size_t)w->task.count << 20);
    close(p->file);
  }
  close_pair(w);
}

static void request_response(struct work *w, long times) {
  for (long i = 0; i < times; i++) {
    send_fully(w->first, w->out, w->task.size);
    require(receive_fully(w->first, w->in, w->task.size), "recv");
  }
}

static void bulk(struct work *w, long times) {
  for (long i = 0; i < times; i++) {
    for (int64_t sent = 0; sent < (int64_t)w->task.count << 20; sent += w->task.size) {
      send_fully(w->first, w->out, w->task.size);
    }
    require(receive_fully(w->first, w->in, 1), "not all came");
  }
}

static void open_file(struct work *w) {
  struct peer *p = w->more;
  size_t size = (size_t)w->task.count << 20;
  p->file = open(getenv("BENCHMARK_FILE"), O_RDONLY | O_CLOEXEC);
  require(p->file >= 0, "BENCHMARK_FILE");
  p->mapped = mmap(NULL, size, PROT_READ, MAP_SHARED, p->file, 0);
  require(p->mapped != MAP_FAILED, "mmap");
}

static void send_file(struct work *w, long times) {
  struct peer *p = w->more;
  size_t size = (size_t)w->task.count << 20;
  for (long i = 0; i < times; i++) {
    if (!strcmp(w->task.variant, "mapped")) {
      send_fully(w->first, p->mapped, size);
    } else {
      for (off_t offset = 0; offset < (off_t)size;) {
        require(sendfile(w->first, p->file, &offset, size - offset) > 0, "sendfile");
      }
    }
    require(receive_fully(w->first, w->in, 1), "not all came");
  }
}

struct server {
  struct sockaddr_storage address;
  socklen_t length;
};

static void accepting(struct work *w, long times) {
  struct server *server = w->more;
  for (long i = 0; i < times; i++) {
    int s = connected(&server->address, server->length);
    int accepted = accept4(w->first, NULL, NULL, SOCK_CLOEXEC);
    require(accepted >= 0, "accept4");
    close(s);
    close(accepted);
  }
}

const char *work_open(struct work *w, struct task task) {
  w->task = task;
  w->operations = 1;
  w->first = w->second = -1;
  w->close = close_pair;
  w->out = calloc(1, task.size);
  w->in = calloc(1, task.size);
  if (!strcmp(task.work, "send-receive")) {
    w->run = send_receive;
    pair(w, 1);
  } else if (!strcmp(task.work, "send-to")) {
    w->run = send_to;
    pair(w, 0);
  } else if (!strcmp(task.work, "datagrams")) {
    int one = strcmp(task.variant, "batched");
    w->run = one ? datagrams : batched;
    w->operations = BATCH;
    pair(w, 1);
    if (!one) {
      open_batch(w);
    }
  } else if (!strcmp(task.work, "message")) {
    int on = 1;
    w->run = message;
    pair(w, 1);
    require(setsockopt(w->second, IPPROTO_IP, IP_RECVTTL, &on, sizeof on) == 0, "IP_RECVTTL");
    require(setsockopt(w->second, SOL_SOCKET, SO_TIMESTAMPNS, &on, sizeof on) == 0, "SO_TIMESTAMPNS");
  } else if (!strcmp(task.work, "request-response")) {
    w->run = request_response;
    w->close = close_peer;
    pair(w, 1);
    open_peer(w, echo);
  } else if (!strcmp(task.work, "bulk") || !strcmp(task.work, "file")) {
    w->run = !strcmp(task.work, "bulk") ? bulk : send_file;
    w->close = close_peer;
    pair(w, 1);
    open_peer(w, sink);
    if (w->run == send_file) {
      open_file(w);
    }
  } else if (!strcmp(task.work, "accept")) {
    struct server *server = w->more = calloc(1, sizeof *server);
    w->run = accepting;
    w->first = listening(task.transport, &server->address, &server->length);
  } else if (!strcmp(task.work, "select")) {
    return crowd_open(w);
  } else if (!strcmp(task.work, "can")) {
    return can_open(w);
  } else {
    return !strcmp(task.work, "decode") ? "there is nothing to decode in C" : "C has no virtual threads";
  }
  return NULL;
}
