package org.campussentry.simulator.fault;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FaultFolderTest {
  @TempDir private Path home;

  @Test
  void a_fault_is_on_while_its_file_exists() throws IOException {
    Path files = home.resolve("faults");
    FaultFolder folder = new FaultFolder(files);
    assertThat(folder.active()).isEmpty();
    Files.createFile(files.resolve("line-cut"));
    Files.createFile(files.resolve("no-such-fault"));
    Files.createFile(files.resolve(".hidden"));
    assertThat(folder.active()).containsExactly(Fault.LINE_CUT);
    folder.remove(Fault.LINE_CUT);
    assertThat(folder.active()).isEmpty();
    assertThat(files.resolve("line-cut")).doesNotExist();
  }

  @Test
  void a_folder_that_vanished_leaves_faults_as_they_were() throws IOException {
    Path files = home.resolve("faults");
    FaultFolder folder = new FaultFolder(files);
    Files.createFile(files.resolve("fever"));
    assertThat(folder.active()).containsExactly(Fault.FEVER);
    Files.delete(files.resolve("fever"));
    Files.delete(files);
    assertThat(folder.active()).containsExactly(Fault.FEVER);
  }

  @Test
  void names_are_file_names_and_descriptions_fit_a_line() {
    assertThat(Arrays.stream(Fault.values()).map(Fault::id)).doesNotHaveDuplicates();
    for (Fault fault : Fault.values()) {
      assertThat(fault.id()).matches("[a-z][a-z-]*");
      assertThat(fault.english() + fault.chinese()).doesNotContain("\t", "\n");
      assertThat(Fault.named(fault.id())).contains(fault);
    }
  }
}
