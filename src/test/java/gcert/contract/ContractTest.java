package gcert.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import org.junit.jupiter.api.Test;

/**
 * Nothing that scripts rely on is taken away or renamed: everything that the last release had is
 * there. What is new is added to the list when it is released (CONTRIBUTING.md).
 */
final class ContractTest {
  private static final Path LIST = Path.of("src/test/resources/gcert/contract/last-release.txt");

  @Test
  void whateverTheLastReleaseHadIsThere() throws Exception {
    SortedSet<String> now = Contract.lines();
    if (Boolean.getBoolean("gcert.contract.renew")) {
      Files.write(LIST, now, StandardCharsets.UTF_8);
    }
    List<String> missing = new ArrayList<>(Files.readAllLines(LIST, StandardCharsets.UTF_8));
    assertThat(missing).hasSizeGreaterThan(500);
    missing.removeAll(now);
    assertThat(missing).as("taken away since the last release").isEmpty();
  }
}
