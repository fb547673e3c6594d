package io.sockets4j.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is read of the kernel's modules, and of seccomp. */
class MachineTest {

  @Test
  void findsTheModuleThatSaysMost(@TempDir Path folder) throws Exception {
    Files.writeString(
        folder.resolve("modules.alias"),
        """
        # Aliases extracted from modules themselves.
        alias pci:v00001000d00000012sv*sd*bc*sc*i* mptspi
        alias net-pf-16-proto-4 inet_diag
        alias net-pf-2-proto-132-type-1 sctp
        alias net-pf-29 can
        alias net-pf-29 can_of_somebody_else
        alias net-pf-40
        """);
    KernelModules modules = KernelModules.in(folder);
    assertThat(modules.find(29, 3, 1)).contains("can");
    assertThat(modules.find(16, 3, 4)).contains("inet_diag");
    assertThat(modules.find(2, 1, 132)).contains("sctp");
    assertThat(modules.find(2, 5, 132)).isEmpty();
    assertThat(modules.find(16, 3, 9)).isEmpty();
    assertThat(modules.find(40, 1, 0)).isEmpty();
  }

  @Test
  void knowsNoModuleWithoutAList(@TempDir Path folder) throws Exception {
    assertThat(KernelModules.in(folder.resolve("6.1.0")).find(29, 3, 1)).isEmpty();
  }

  @Test
  void seesSeccompFilters() {
    assertThat(Machine.hasSeccompFilter(List.of("Name:\tjava", "Seccomp:\t2"))).isTrue();
    assertThat(Machine.hasSeccompFilter(List.of("Seccomp:\t0", "Seccomp_filters:\t2"))).isFalse();
    assertThat(Machine.hasSeccompFilter(List.of("Name:\tjava"))).isFalse();
  }

  @Test
  void knowsThisMachine() throws Exception {
    assertThat(Machine.current().modules()).isNotNull();
    assertThat(Machine.kernel()).contains(System.getProperty("os.version"));
  }
}
