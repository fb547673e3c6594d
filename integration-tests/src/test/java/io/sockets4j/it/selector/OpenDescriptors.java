package io.sockets4j.it.selector;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/** What /proc/self tells of this process's sockets and of what selectors are made of. */
final class OpenDescriptors {
  private static final Path NUMBERS = Path.of("/proc/self/fd");
  private static final Path DETAILS = Path.of("/proc/self/fdinfo");

  private OpenDescriptors() {}

  /** What each number stands for, such as {@code socket:[4711]}. */
  static Map<Integer, String> all() throws IOException {
    Map<Integer, String> all = new TreeMap<>();
    try (Stream<Path> links = Files.list(NUMBERS)) {
      for (Path link : (Iterable<Path>) links::iterator) {
        String target = target(link);
        if (target.startsWith("socket:")
            || target.contains("[eventpoll]")
            || target.contains("[eventfd")) {
          all.put(Integer.valueOf(link.getFileName().toString()), target);
        }
      }
    }
    return all;
  }

  private static String target(Path link) {
    try {
      return Files.readSymbolicLink(link).toString();
    } catch (IOException e) {
      return ""; // closed since it was listed: the listing's own descriptor
    }
  }

  static int count() throws IOException {
    return all().size();
  }

  /** How many entries all epolls have. */
  static long epollEntries() throws IOException {
    long entries = 0;
    for (int epoll : epolls()) {
      entries += watchedBy(epoll).size();
    }
    return entries;
  }

  /** The numbers of all epolls. */
  static Set<Integer> epolls() throws IOException {
    Map<Integer, String> epolls = all();
    epolls.values().removeIf(target -> !target.contains("[eventpoll]"));
    return epolls.keySet();
  }

  /** The numbers that the entries of an epoll had when they were made, one for each entry. */
  static List<Integer> watchedBy(int epoll) throws IOException {
    List<Integer> watched = new ArrayList<>();
    for (String line : Files.readAllLines(DETAILS.resolve(Integer.toString(epoll)))) {
      if (line.startsWith("tfd:")) {
        watched.add(Integer.valueOf(line.substring("tfd:".length()).strip().split(" ", 2)[0]));
      }
    }
    return watched;
  }
}
