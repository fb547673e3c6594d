/*
 * The contender in C: does each task that a line of standard input names, a while whenever it has the
 * turn, and tells at the end how many nanoseconds an operation took in each round.
 */
#include "contender.h"

#include <stdio.h>
#include <time.h>

void require(int condition, const char *what) {
  if (!condition) {
    perror(what);
    exit(1);
  }
}

int64_t now(void) {
  struct timespec t;
  clock_gettime(CLOCK_MONOTONIC, &t);
  return t.tv_sec * INT64_C(1000000000) + t.tv_nsec;
}

/* Runs for a while. The clock is read seldom: it costs what a short operation would notice. */
static double measure(struct work *work, int millis, long *batch) {
  int64_t start = now(), end = start + millis * INT64_C(1000000), last = start;
  long runs = 0;
  work->uncounted = 0;
  while (last < end) {
    work->run(work, *batch);
    runs += *batch;
    int64_t next = now();
    if (next - last < 250000) {
      *batch *= 2;
    }
    last = next;
  }
  return (double)(last - start - work->uncounted) / runs / work->operations;
}

int main(int argc, char **argv) {
  if (argc == 3 && !strcmp(argv[1], "connect")) {
    return connect_idle(atoi(argv[2]));
  }
  char line[256];
  while (fgets(line, sizeof line, stdin)) {
    static char name[64], transport[64], variant[64];
    struct task task = {name, transport, variant, 0, 0};
    int millis, warmups, rounds;
    require(sscanf(line, "row %63s %63s %d %63s %d %d %d %d", name, transport, &task.size, variant,
                   &task.count, &millis, &warmups, &rounds) == 8, line);
    struct work work = {0};
    const char *reason = work_open(&work, task);
    if (reason) {
      printf("cannot %s\n", reason);
      fflush(stdout);
      continue;
    }
    puts("ready");
    fflush(stdout);
    double *scores = calloc(rounds, sizeof *scores);
    long batch = 1;
    for (int i = -warmups; i < rounds; i++) {
      if (!fgets(line, sizeof line, stdin)) {
        return 1;
      }
      require(!strcmp(line, "run\n"), line);
      double score = measure(&work, millis, &batch);
      if (i >= 0) {
        scores[i] = score;
      }
      puts("done");
      fflush(stdout);
    }
    printf("scores -1");
    for (int i = 0; i < rounds; i++) {
      printf(" %.3f", scores[i]);
    }
    putchar('\n');
    fflush(stdout);
    free(scores);
    work.close(&work);
    free(work.out);
    free(work.in);
  }
  return 0;
}
