package gcert.cli;

import static org.assertj.core.api.Assertions.assertThat;

import gcert.certificate.Certificate;
import gcert.pem.PemReader;
import gcert.testing.FakeMailServer;
import gcert.testing.Fault;
import gcert.testing.Gcert;
import gcert.testing.GcertProcess;
import gcert.testing.MailProtocol;
import gcert.testing.Moment;
import gcert.testing.ServerIdentity;
import gcert.testing.TestCertificate;
import gcert.watch.JournalEvent;
import gcert.watch.KnownCertificate;
import gcert.watch.StateFolder;
import gcert.watch.WatchState;
import gcert.watch.view.EventLines;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.CertificateEncodingException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is left of processes that were killed, with a signal that nobody can catch. */
@EnabledOnOs(OS.LINUX)
class KilledIT {
  private static final int RUNS = 100;
  private static final int WORKERS = 2;
  private static final TestCertificate ROOT = TestCertificate.root("Killed Root").mint();

  @TempDir static Path shared;
  private static GcertProcess gcert;

  @TempDir Path folder;

  @BeforeAll
  static void prepare() throws Exception {
    gcert = new GcertProcess(shared);
    ROOT.writePem(shared.resolve("root.pem"));
  }

  @Test
  void watchKilledAtRandomMomentsKeepsEveryEventAndCertificate() throws Exception {
    inParallel(
        worker -> {
          try (FakeMailServer server = FakeMailServer.smtp(fresh())) {
            watchAndKill(worker, server, folder.resolve("state" + worker));
          }
        });
  }

  private void watchAndKill(int worker, FakeMailServer server, Path state) throws Exception {
    Killer killer = new Killer(worker);
    Path out = folder.resolve("out" + worker);
    assertThat(killer.toTheEnd(gcert.with(arguments(server, state)), out)).isEqualTo(7);
    Set<String> told = new HashSet<>(wholeLines(out));
    for (int run = 0; run < RUNS; run++) {
      server.show(fresh());
      killer.run(gcert.with(arguments(server, state)), out);
      told.addAll(wholeLines(out));
      checkState(state, told);
    }
    assertThat(killer.toTheEnd(gcert.with(arguments(server, state)), out)).isIn(0, 7);
    told.addAll(wholeLines(out));

    WatchState whole = checkState(state, told);
    assertThat(told).hasSameSizeAs(whole.events());
    assertThat(whole.pending()).isEmpty();
    assertThat(killer.killed()).isGreaterThan(RUNS / 3);
    assertThat(whole.events()).hasSizeGreaterThan(RUNS / 10);
  }

  /** Every line that a run printed is in the journal; every certificate in it is a whole file. */
  private static WatchState checkState(Path folder, Set<String> told) throws Exception {
    WatchState state = StateFolder.read(folder);
    Set<String> recorded = new HashSet<>();
    for (JournalEvent event : state.events()) {
      recorded.add(new String(EventLines.json(event, state), StandardCharsets.UTF_8).strip());
    }
    assertThat(recorded).containsAll(told);
    for (KnownCertificate certificate : state.certificates()) {
      assertThat(folder.resolve("certificates/" + certificate.sha256() + ".pem")).exists();
    }
    try (DirectoryStream<Path> files =
        Files.newDirectoryStream(folder.resolve("certificates"), "[0-9a-f]*.pem")) {
      for (Path file : files) {
        assertThat(file.getFileName()).hasToString(certificate(file).sha256() + ".pem");
      }
    }
    return state;
  }

  @Test
  void fetchKilledAtRandomMomentsLeavesTheOldFileOrTheNew() throws Exception {
    inParallel(
        worker -> {
          Path file = folder.resolve("cert" + worker + ".pem");
          Killer killer = new Killer(worker + 10);
          List<ServerIdentity> shown = new ArrayList<>(List.of(fresh()));
          try (FakeMailServer server = FakeMailServer.smtp(shown.get(0))) {
            ProcessBuilder fetch = gcert.with(fetchArguments(server, file));
            Path out = folder.resolve("out" + worker);
            assertThat(killer.toTheEnd(fetch, out)).isZero();
            for (int run = 0; run < RUNS; run++) {
              shown.add(fresh());
              server.show(shown.get(shown.size() - 1));
              killer.run(fetch, out);
              byte[] kept = certificate(file).der();
              assertThat(shown).anyMatch(identity -> Arrays.equals(kept, der(identity)));
            }
          }
          assertThat(killer.killed()).isGreaterThan(RUNS / 3);
        });
  }

  @Test
  void aSecondRunSaysSoOrWaitsUntilTheFirstIsKilled() throws Exception {
    try (FakeMailServer good = FakeMailServer.smtp(fresh());
        FakeMailServer silent = silent()) {
      Path state = folder.resolve("state");
      Process first = stuck(good, silent, state, new ArrayList<>());

      List<String> arguments = arguments(good, state);
      arguments.addAll(List.of("--lock-wait", "100ms"));
      Gcert.Outcome second = Gcert.run(arguments.toArray(String[]::new));
      assertThat(second.code()).as(() -> second + stateOf(first)).isEqualTo(8);
      assertThat(second.err())
          .contains("waiting for another gcert watch")
          .contains("another gcert watch (process " + first.pid() + ") uses this state");

      Process third = gcert.with(arguments(good, state)).redirectErrorStream(true).start();
      try (BufferedReader said = third.inputReader(StandardCharsets.UTF_8)) {
        assertThat(said.readLine()).contains("waiting for another gcert watch");
        first.destroyForcibly().waitFor();
        assertThat(third.waitFor()).isIn(0, 7);
      }
      assertThat(StateFolder.read(state).events()).hasSize(1);
    }
  }

  @ParameterizedTest
  @CsvSource({"INT, 130", "TERM, 143"})
  void anInterruptedRunKeepsWhatWasDone(String signal, int code) throws Exception {
    try (FakeMailServer good = FakeMailServer.smtp(fresh());
        FakeMailServer silent = silent()) {
      Path state = folder.resolve("state");
      List<String> told = new ArrayList<>();
      Process process = stuck(good, silent, state, told);

      new ProcessBuilder("kill", "-" + signal, Long.toString(process.pid())).start().waitFor();

      assertThat(process.waitFor()).isEqualTo(code);
      checkState(state, new HashSet<>(told));
      assertThat(Gcert.run(arguments(good, state).toArray(String[]::new)).code()).isZero();
    }
  }

  /** A run that has told of one server and hangs on the next. */
  private Process stuck(FakeMailServer good, FakeMailServer silent, Path state, List<String> told)
      throws Exception {
    List<String> arguments = arguments(good, state);
    arguments.addAll(List.of(silent.target(), "--timeout", "10m"));
    Process process =
        gcert.with(arguments).redirectError(folder.resolve("stuck.err").toFile()).start();
    told.add(String.valueOf(process.inputReader(StandardCharsets.UTF_8).readLine()));
    assertThat(told.get(0)).contains("\"event\":\"first-seen\"");
    return process;
  }

  private String stateOf(Process stuck) {
    try {
      return "; the first "
          + (stuck.isAlive() ? "lives" : "ended with " + stuck.exitValue())
          + " and said: "
          + Files.readString(folder.resolve("stuck.err"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static FakeMailServer silent() {
    return FakeMailServer.speaking(MailProtocol.SMTP).at(Moment.GREETING, Fault.stall()).start();
  }

  private static List<String> arguments(FakeMailServer server, Path state) {
    List<String> arguments =
        new ArrayList<>(List.of("watch", server.target(), "--name", "mx.test", "--format", "json"));
    arguments.addAll(List.of("--state", state.toString()));
    arguments.addAll(List.of("--roots", shared.resolve("root.pem").toString()));
    return arguments;
  }

  private static List<String> fetchArguments(FakeMailServer server, Path file) {
    List<String> arguments =
        new ArrayList<>(List.of("fetch", server.target(), "--name", "mx.test"));
    arguments.addAll(List.of("-o", file.toString()));
    arguments.addAll(List.of("--roots", shared.resolve("root.pem").toString()));
    return arguments;
  }

  private static ServerIdentity fresh() {
    return ServerIdentity.of(TestCertificate.leaf("mx.test").issuedBy(ROOT).mint());
  }

  private static byte[] der(ServerIdentity identity) {
    try {
      return identity.chain().get(0).getEncoded();
    } catch (CertificateEncodingException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Certificate certificate(Path file) throws Exception {
    return Certificate.parse(
        PemReader.read(Files.readAllBytes(file), Set.of("CERTIFICATE")).get(0).octets());
  }

  private static List<String> wholeLines(Path out) throws IOException {
    String text = Files.readString(out);
    return text.substring(0, text.lastIndexOf('\n') + 1).lines().toList();
  }

  private interface Work {
    void run(int worker) throws Exception;
  }

  private static void inParallel(Work work) throws Exception {
    ExecutorService workers = Executors.newFixedThreadPool(WORKERS);
    try {
      List<Future<Boolean>> all = new ArrayList<>();
      for (int worker = 0; worker < WORKERS; worker++) {
        int number = worker;
        Callable<Boolean> task =
            () -> {
              work.run(number);
              return true;
            };
        all.add(workers.submit(task));
      }
      for (Future<Boolean> one : all) {
        assertThat(one.get()).isTrue();
      }
    } finally {
      workers.shutdownNow();
    }
  }

  /**
   * Kills processes at random moments, most of them in the second half of their lives, where files
   * are written. It learns how long such a life is on this machine.
   */
  private static final class Killer {
    private final Random random;
    private double lifeMillis;
    private int killed;

    Killer(long seed) {
      random = new Random(seed);
    }

    void run(ProcessBuilder builder, Path out) throws IOException, InterruptedException {
      Process process = start(builder, out);
      long delay = (long) (lifeMillis * (random.nextInt(4) == 0 ? random.nextDouble() : lately()));
      if (process.waitFor(delay, TimeUnit.MILLISECONDS)) {
        lifeMillis *= 0.95;
      } else {
        lifeMillis *= 1.03;
        killed++;
      }
      process.destroyForcibly().waitFor();
    }

    /** Lets a process live, and takes the length of its life for that of the next ones. */
    int toTheEnd(ProcessBuilder builder, Path out) throws IOException, InterruptedException {
      long start = System.nanoTime();
      int code = start(builder, out).waitFor();
      lifeMillis = (System.nanoTime() - start) / 1e6;
      return code;
    }

    int killed() {
      return killed;
    }

    private double lately() {
      return 0.7 + random.nextDouble() * 0.4;
    }

    private static Process start(ProcessBuilder builder, Path out) throws IOException {
      return builder
          .redirectOutput(out.toFile())
          .redirectError(ProcessBuilder.Redirect.DISCARD)
          .start();
    }
  }
}
