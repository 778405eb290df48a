package gcert.fault;

import static org.assertj.core.api.Assertions.assertThat;

import gcert.testing.FakeMailServer;
import gcert.testing.Fault;
import gcert.testing.Gcert;
import gcert.testing.MailProtocol;
import gcert.testing.Moment;
import gcert.testing.TestCertificate;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.parallel.Isolated;

/** No fault leaves a thread or a descriptor behind. */
@Isolated("it counts the threads and descriptors of the process")
class LeftBehindTest {
  private static final TestCertificate LEAF = TestCertificate.leaf("mx.test").mint();

  @Test
  @EnabledOnOs(OS.LINUX)
  void nothingIsLeftOfManyFaults() throws IOException {
    meetEveryFault();
    Set<String> threads = threads();
    long sockets = sockets();
    for (int i = 0; i < 5; i++) {
      meetEveryFault();
    }

    assertThat(sockets()).isLessThanOrEqualTo(sockets);
    Set<String> more = threads();
    more.removeAll(threads);
    assertThat(more).isEmpty();
  }

  private static void meetEveryFault() {
    for (Moment moment : Moment.values()) {
      for (Fault fault : List.of(Fault.reset(), Fault.close(), Fault.stall(), Fault.say("?\r\n"))) {
        try (FakeMailServer server =
            FakeMailServer.speaking(MailProtocol.SMTP)
                .as(LEAF.identity())
                .at(moment, fault)
                .start()) {
          Gcert.run("fetch", "-k", "--timeout", "100ms", server.target());
        }
      }
    }
  }

  /** The names of gcert's own threads that live; those of the JDK's pools come and go. */
  private static Set<String> threads() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> thread.isAlive() && thread.getName().startsWith("gcert"))
        .map(thread -> thread.getName() + " " + thread.getId())
        .collect(Collectors.toSet());
  }

  private static long sockets() throws IOException {
    try (Stream<Path> descriptors = Files.list(Path.of("/proc/self/fd"))) {
      return descriptors.filter(LeftBehindTest::isSocket).count();
    }
  }

  private static boolean isSocket(Path descriptor) {
    try {
      return Files.readSymbolicLink(descriptor).toString().startsWith("socket:");
    } catch (IOException e) {
      // The descriptor of the listing itself.
      return false;
    }
  }
}
