package io.sockets4j.testkit;

import io.sockets4j.os.CHeaders;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Compares declarations with the C headers of a toolchain: makes a C source of static assertions
 * and lets the compiler say which of them fail. So constants that are macros and those that are
 * enumerators are found alike, and nothing has to run on the machine that the headers are for.
 */
final class HeaderCheck {
  /** The file that claims stand in, as far as the compiler knows: one a line. */
  private static final String CLAIMS = "claim";

  private static final Pattern COMPLAINT =
      Pattern.compile("^" + CLAIMS + ":(\\d+):", Pattern.MULTILINE);

  private final HeaderDeclarations declarations;
  private final Toolchain toolchain;
  private final CLibrary library;

  HeaderCheck(HeaderDeclarations declarations, Toolchain toolchain) throws IOException {
    this.declarations = declarations;
    this.toolchain = toolchain;
    this.library = toolchain.library();
  }

  /**
   * What came out.
   *
   * @param checked how many claims the headers have confirmed
   * @param problems what is wrong, for people
   */
  record Result(int checked, List<String> problems) {}

  /** Compares all. */
  Result run() throws IOException {
    List<String> problems = new ArrayList<>(pointlessAllowances());
    int checked = 0;
    for (Class<?> holder : declarations.holders()) {
      List<Claim> claims = Claim.of(holder, toolchain.platform());
      Set<Claim> failed = failing(holder, claims, Claim::truth);
      Set<Claim> absent =
          failing(holder, List.copyOf(failed), claim -> claim.expression() + " > 0");
      checked += claims.size() - failed.size();
      for (Claim claim : failed) {
        problem(holder, claim, absent.contains(claim)).ifPresent(problems::add);
      }
    }
    return new Result(checked, List.copyOf(problems));
  }

  private Optional<String> problem(Class<?> holder, Claim claim, boolean absent) {
    boolean allowed =
        absent
            ? declarations.mayLack(claim.name(), library) || lacksStruct(claim)
            : declarations.mayDiffer(claim.name(), library);
    return allowed
        ? Optional.empty()
        : Optional.of(
            "%s: %s, but the headers of %s (%s, %s) %s"
                .formatted(
                    holder.getName(),
                    claim.meaning(),
                    toolchain.command(),
                    toolchain.platform(),
                    library,
                    absent ? "do not have it" : "say otherwise"));
  }

  /** A field of a struct that may be lacking may lack with it. */
  private boolean lacksStruct(Claim claim) {
    int dot = claim.name().indexOf('.');
    return dot > 0 && declarations.mayLack(claim.name().substring(0, dot), library);
  }

  /** What nobody declares needs no exception: it is misspelt, or a leftover. */
  private List<String> pointlessAllowances() {
    Set<String> names = new LinkedHashSet<>();
    declarations.holders().forEach(holder -> names.addAll(Claim.names(holder)));
    return declarations.allowances().stream()
        .filter(allowance -> !names.contains(allowance.name()))
        .map(allowance -> "an exception for " + allowance.name() + ", which is not declared")
        .toList();
  }

  /**
   * The claims that do not hold. Compilers stop after some errors: what has failed is left out and
   * the rest compiled again, until all of it holds.
   */
  private Set<Claim> failing(Class<?> holder, List<Claim> claims, Function<Claim, String> assertion)
      throws IOException {
    Set<Claim> failing = new LinkedHashSet<>();
    while (failing.size() < claims.size()) {
      Toolchain.Outcome outcome = toolchain.compile(source(holder, claims, failing, assertion));
      if (outcome.success()) {
        break;
      }
      int before = failing.size();
      Matcher complaint = COMPLAINT.matcher(outcome.output());
      while (complaint.find()) {
        failing.add(claims.get(Integer.parseInt(complaint.group(1)) - 1));
      }
      if (failing.size() == before) {
        throw new IOException(
            "%s cannot compile the headers of %s:%n%s"
                .formatted(toolchain.command(), holder.getName(), outcome.output()));
      }
    }
    return failing;
  }

  private static String source(
      Class<?> holder, List<Claim> claims, Set<Claim> without, Function<Claim, String> assertion) {
    StringBuilder source = new StringBuilder("#include <stddef.h>\n");
    for (String header : holder.getAnnotation(CHeaders.class).value()) {
      source.append("#if __has_include (<%1$s>)%n#include <%1$s>%n#endif%n".formatted(header));
    }
    source.append("#line 1 \"").append(CLAIMS).append("\"\n");
    for (Claim claim : claims) {
      if (!without.contains(claim)) {
        source.append("_Static_assert (").append(assertion.apply(claim)).append(", \"\");");
      }
      source.append('\n');
    }
    return source.toString();
  }
}
