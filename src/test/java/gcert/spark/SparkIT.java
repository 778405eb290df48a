package gcert.spark;

import static org.assertj.core.api.Assertions.assertThat;

import gcert.testing.FakeMailServer;
import gcert.testing.MailProtocol;
import gcert.testing.TestCertificate;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/**
 * The image in Spark's {@code RDD.pipe}, over thousands of targets on loopback and two worker
 * processes, by way of the script that {@code docs/scale.md} shows.
 */
@EnabledOnOs(OS.LINUX) // All of 127.0.0.0/8 is there.
@NeedsSpark
final class SparkIT {
  private static final int TARGETS = 3000;
  private static final int PARTS = 12;
  private static final int MINUTES = 10;
  private static final Pattern SCRIPT =
      Pattern.compile("```sh\n(#!/bin/sh\n.*?)```", Pattern.DOTALL);
  private static final Pattern RESULT =
      Pattern.compile("\"target\":\"([^\"]*)\".*?\"exit_code\":(\\d+)");

  /** What the driver's and the workers' virtual machines let Spark into. */
  private static final List<String> OPENED =
      List.of(
          "java.io",
          "java.lang",
          "java.lang.invoke",
          "java.lang.reflect",
          "java.net",
          "java.nio",
          "java.util",
          "java.util.concurrent",
          "java.util.concurrent.atomic",
          "sun.nio.ch",
          "sun.nio.cs",
          "sun.security.action",
          "sun.util.calendar");

  @TempDir private Path folder;

  @Test
  void givesEachTargetOfTheListOnceThroughTwoWorkerProcesses() throws Exception {
    TestCertificate root = TestCertificate.root().mint();
    TestCertificate leaf = TestCertificate.leaf("mx.test").issuedBy(root).mint();
    Path roots = root.writePem(folder.resolve("roots.pem"));
    Path part = Files.writeString(folder.resolve("gcert-part"), script());
    Path workers = Files.createDirectory(folder.resolve("workers"));
    Path results = folder.resolve("results");
    List<String> expected;
    try (FakeMailServer one = everywhere(leaf);
        FakeMailServer other = everywhere(leaf)) {
      expected = targets(one.port(), other.port());
      List<String> list = new ArrayList<>(expected);
      list.add(TARGETS / 2, "no target: at all");
      Files.write(folder.resolve("hosts.txt"), list);

      // The parent of what a task starts is the worker.
      run(
          folder.resolve("hosts.txt").toString(),
          Integer.toString(PARTS),
          results.toString(),
          "sh",
          "-c",
          "echo $PPID > \"$0/$$\"; exec sh \"$@\"",
          workers.toString(),
          part.toString(),
          "--roots",
          roots.toString(),
          "--name",
          "mx.test");
    }

    List<String> lines = lines(results, "part-*");
    assertThat(lines.stream().map(line -> found(line, 1)))
        .containsExactlyInAnyOrderElementsOf(expected);
    assertThat(lines)
        .allSatisfy(
            line ->
                assertThat(found(line, 2)).isEqualTo(found(line, 1).endsWith(":1") ? "3" : "0"));
    assertThat(Set.copyOf(lines(workers, "*"))).hasSizeGreaterThanOrEqualTo(2);
  }

  /** A server on every loopback address. */
  private static FakeMailServer everywhere(TestCertificate leaf) {
    return FakeMailServer.speaking(MailProtocol.SMTP).as(leaf.identity()).on("0.0.0.0").start();
  }

  /** Targets that differ, one in fifty on a port where nobody listens. */
  private static List<String> targets(int port, int other) {
    List<String> targets = new ArrayList<>();
    for (int i = 0; i < TARGETS; i++) {
      int at = i % 50 == 0 ? 1 : i % 2 == 0 ? port : other;
      targets.add("127.2.%d.%d:%d".formatted(i / 250, 1 + i % 250, at));
    }
    return targets;
  }

  /** The script of the document. */
  private static String script() throws IOException {
    Matcher matcher = SCRIPT.matcher(Files.readString(Path.of("docs", "scale.md")));
    assertThat(matcher.find()).isTrue();
    return matcher.group(1);
  }

  private static String found(String line, int group) {
    Matcher matcher = RESULT.matcher(line);
    assertThat(matcher.find()).as(line).isTrue();
    return matcher.group(group);
  }

  private void run(String... arguments) throws IOException, InterruptedException {
    Path home = Files.createDirectory(folder.resolve("spark"));
    Files.createSymbolicLink(home.resolve("jars"), NeedsSpark.JARS.toAbsolutePath());
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("-XX:TieredStopAtLevel=1");
    for (String opened : OPENED) {
      command.add("--add-opens=java.base/" + opened + "=ALL-UNNAMED");
    }
    command.addAll(List.of("-cp", home.resolve("jars") + "/*"));
    command.add(Path.of("src", "spark", "java", "PipeThroughSpark.java").toString());
    command.addAll(List.of(arguments));
    Path log = folder.resolve("spark.log");
    ProcessBuilder builder =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile());
    Map<String, String> environment = builder.environment();
    environment.keySet().removeIf(name -> name.startsWith("GCERT_"));
    environment.put("GCERT_CONFIG", "");
    environment.put("PATH", NeedsSpark.IMAGE.toAbsolutePath() + ":" + environment.get("PATH"));
    environment.put("SPARK_HOME", home.toString());
    environment.put("SPARK_LOCAL_IP", "127.0.0.1");
    // Otherwise it looks for the folders of Spark's own build.
    environment.put("SPARK_SCALA_VERSION", "2.13");
    Process process = builder.start();
    try {
      assertThat(process.waitFor(MINUTES, TimeUnit.MINUTES)).as("Spark has ended").isTrue();
    } finally {
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly();
    }
    assertThat(process.exitValue()).as(() -> "Spark's exit code; " + last(log)).isZero();
  }

  private static String last(Path log) {
    try {
      List<String> lines = Files.readAllLines(log, StandardCharsets.UTF_8);
      return String.join("\n", lines.subList(Math.max(0, lines.size() - 100), lines.size()));
    } catch (IOException e) {
      return e.toString();
    }
  }

  private static List<String> lines(Path in, String glob) throws IOException {
    List<String> lines = new ArrayList<>();
    try (DirectoryStream<Path> files = Files.newDirectoryStream(in, glob)) {
      for (Path file : files) {
        lines.addAll(Files.readAllLines(file, StandardCharsets.UTF_8));
      }
    }
    return lines;
  }
}
