package io.sockets4j.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The modules of a Linux kernel that make sockets work, by the names under which socket(2) asks for
 * them: {@code net-pf-29} for family 29, {@code net-pf-16-proto-4}, {@code
 * net-pf-2-proto-132-type-1}. depmod(8) lists these in {@code modules.alias}.
 */
final class KernelModules {
  private static final String PREFIX = "alias net-pf-";

  private final Map<String, String> byAlias;

  private KernelModules(Map<String, String> byAlias) {
    this.byAlias = byAlias;
  }

  /**
   * Those of a folder.
   *
   * @param folder such as {@code /lib/modules/6.1.0-18-amd64}; without a list, or without a folder,
   *     as in most containers, no module is known
   * @throws IOException if the list cannot be read
   */
  static KernelModules in(Path folder) throws IOException {
    List<String> lines;
    try {
      lines = Files.readAllLines(folder.resolve("modules.alias"), StandardCharsets.ISO_8859_1);
    } catch (NoSuchFileException e) {
      return none();
    }
    Map<String, String> byAlias = new HashMap<>();
    for (String line : lines) {
      if (line.startsWith(PREFIX)) {
        String[] words = line.split(" ", 3); // alias, what is asked for, the module
        if (words.length == 3) {
          byAlias.putIfAbsent(words[1], words[2]);
        }
      }
    }
    return new KernelModules(byAlias);
  }

  /** No modules. */
  static KernelModules none() {
    return new KernelModules(Map.of());
  }

  /** The module for a kind of socket, by the three arguments of socket(2). */
  Optional<String> find(int domain, int type, int protocol) {
    String family = "net-pf-" + domain;
    String withProtocol = family + "-proto-" + protocol;
    return Optional.ofNullable(byAlias.get(withProtocol + "-type-" + type))
        .or(() -> Optional.ofNullable(byAlias.get(withProtocol)))
        .or(() -> Optional.ofNullable(byAlias.get(family)));
  }
}
