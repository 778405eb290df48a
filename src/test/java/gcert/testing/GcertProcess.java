package gcert.testing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * Starts gcert as a process of its own, for tests of what a signal or a second process does: a
 * {@link GcertBinary} where one is named. A class-data archive makes the start short where the
 * classes come from jars.
 */
public final class GcertProcess {
  private static final long PATIENCE_SECONDS = 120;

  private final List<String> command = new ArrayList<>();

  /**
   * Prepares the start.
   *
   * @param folder where the class-data archive may lie
   */
  public GcertProcess(Path folder) throws IOException, InterruptedException {
    Optional<GcertBinary> binary = GcertBinary.named();
    if (binary.isPresent()) {
      command.add(binary.get().file().toString());
    } else {
      startClasses(folder);
    }
  }

  private void startClasses(Path folder) throws IOException, InterruptedException {
    String classes =
        String.join(
            System.getProperty("path.separator"),
            Arrays.stream(
                    System.getProperty("java.class.path")
                        .split(System.getProperty("path.separator"), -1))
                .filter(entry -> !entry.endsWith("test-classes"))
                .toList());
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xshare:auto"));
    Path archive = folder.resolve("gcert.jsa");
    List<String> dump = new ArrayList<>(command);
    dump.addAll(List.of("-XX:ArchiveClassesAtExit=" + archive, "-cp", classes));
    dump.addAll(List.of("gcert.cli.Main", "watch", "--state", folder.resolve("dump").toString()));
    dump.add("127.0.0.1:1");
    new ProcessBuilder(dump)
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
        .start()
        .waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS);
    if (Files.exists(archive)) {
      command.add("-XX:SharedArchiveFile=" + archive);
    }
    command.addAll(List.of("-cp", classes, "gcert.cli.Main"));
  }

  /** A process about to be started, in an environment without any defaults of the user's own. */
  public ProcessBuilder with(List<String> arguments) {
    List<String> whole = new ArrayList<>(command);
    whole.addAll(arguments);
    ProcessBuilder builder = new ProcessBuilder(whole);
    builder.environment().keySet().removeIf(name -> name.startsWith("GCERT_"));
    builder.environment().put("GCERT_CONFIG", "");
    return builder;
  }
}
