package gcert.cli;

import static org.assertj.core.api.Assertions.assertThat;

import gcert.net.Loopback;
import gcert.testing.Gcert;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The password of a proxy is for the proxy alone. */
final class ProxySecretTest {
  @TempDir private Path folder;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "socks5://user:s3cret@h:1:2",
        "socks5://user:s3cret@",
        "ftp://user:s3cret@h:1",
        "user:s3cret@h",
        "socks5://us%zzer:s3cret@h:1",
        "socks5://user:s3cret",
        "socks5://user:s3cret@h:99999",
        "socks5://us@er:s3cret@h:1 2",
      })
  void aUrlThatIsRefusedIsNotRepeatedWhole(String url) throws IOException {
    Path file = folder.resolve("gcert.properties");
    Files.writeString(file, "proxy=" + url + "\n");

    assertSecret(Gcert.run("fetch", "-v", "--debug", "--proxy", url, "mx.test"));
    assertSecret(Gcert.run("check", "--format=json", "--proxy=" + url, "mx.test"));
    assertSecret(new Gcert().environment("GCERT_PROXY", url).with("check", "mx.test"));
    assertSecret(new Gcert().environment("GCERT_CONFIG", file.toString()).with("check", "mx.test"));
  }

  private static void assertSecret(Gcert.Outcome outcome) {
    assertThat(outcome.code()).isEqualTo(2);
    assertThat(outcome.err()).containsIgnoringCase("proxy").doesNotContain("s3cret");
    assertThat(outcome.text()).doesNotContain("s3cret");
  }

  @Test
  void thePasswordMayStandInAFile() throws IOException {
    Path file = folder.resolve("password");
    Files.writeString(file, "s3cret word\nmore\n");
    AtomicReference<String> heard = new AtomicReference<>("");
    try (Loopback proxy =
        new Loopback(
            socket -> {
              socket.getInputStream().readNBytes(4);
              socket.getOutputStream().write(new byte[] {5, 2});
              byte[] authentication = socket.getInputStream().readNBytes(3 + 4 + 11);
              heard.set(new String(authentication, StandardCharsets.ISO_8859_1));
              socket.getOutputStream().write(new byte[] {1, 1});
            })) {
      Gcert.Outcome outcome =
          Gcert.run(
              "fetch",
              "-v",
              "--proxy",
              "socks5://user@127.0.0.1:" + proxy.address().getPort(),
              "--proxy-password-file",
              file.toString(),
              "mx.test");

      assertThat(outcome.code()).isEqualTo(3);
      assertThat(outcome.err()).contains("does not accept").doesNotContain("s3cret");
      assertThat(heard.get()).isEqualTo("\1\4user\13s3cret word");
    }
  }

  @Test
  void aPasswordWithoutAUserIsAMistake() throws IOException {
    Path file = Files.writeString(folder.resolve("password"), "s3cret\n");

    Gcert.Outcome outcome =
        Gcert.run(
            "fetch",
            "--proxy=socks5://127.0.0.1:1",
            "--proxy-password-file",
            file.toString(),
            "mx.test");

    assertThat(outcome.code()).isEqualTo(2);
    assertThat(outcome.err()).contains("--proxy-password-file needs a user");
  }
}
