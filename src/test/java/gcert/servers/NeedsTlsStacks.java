package gcert.servers;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Marks tests that talk to other implementations of TLS. Where one of them is missing they are
 * skipped with a sentence that says which; with {@code GCERT_REQUIRE_SERVERS=1} they fail with it.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(NeedsTlsStacks.Condition.class)
@interface NeedsTlsStacks {

  /** The programs that Debian does not have ready. */
  final class Programs {
    private Programs() {}

    /** Node.js, with an OpenSSL of its own. */
    static Path node() {
      return ServersFolder.folder().resolve("node/bin/node");
    }

    /** The test's server over mbed TLS, compiled when it is first asked for. */
    static synchronized Path mbedtls() {
      Path program = Path.of("target", "mbedtls-server").toAbsolutePath();
      Path source = Path.of("src/test/resources/gcert/servers/mbedtls-server.c");
      try {
        if (!Files.isExecutable(program)
            || Files.getLastModifiedTime(source).compareTo(Files.getLastModifiedTime(program))
                > 0) {
          Files.createDirectories(program.getParent());
          TlsStack.run(
              "gcc",
              "-O1",
              "-o",
              program.toString(),
              source.toString(),
              "-lmbedtls",
              "-lmbedx509",
              "-lmbedcrypto");
        }
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
      return program;
    }
  }

  /** The question whether all of them are there. */
  final class Condition implements ExecutionCondition {
    private static final List<String> PROGRAMS =
        List.of("openssl", "gnutls-serv", "selfserv", "certutil", "botan", "gcc");

    @Override
    public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
      Optional<String> missing =
          PROGRAMS.stream()
              .filter(program -> !ServersFolder.isInstalled(program))
              .map(program -> program + " is not installed")
              .findFirst();
      if (missing.isEmpty() && !Files.isExecutable(Programs.node())) {
        missing =
            Optional.of(
                "no Node.js in " + Programs.node() + "; src/test/servers/prepare-node gets it");
      }
      if (missing.isEmpty()) {
        return ConditionEvaluationResult.enabled("the implementations are there");
      }
      if (ServersFolder.required()) {
        throw new IllegalStateException(missing.get());
      }
      System.out.println(context.getDisplayName() + " skipped: " + missing.get());
      return ConditionEvaluationResult.disabled(missing.get());
    }
  }
}
