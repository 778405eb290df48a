package gcert.app.library;

import static org.assertj.core.api.Assertions.assertThat;

import gcert.testing.FakeMailServer;
import gcert.testing.MailProtocol;
import gcert.testing.TestCertificate;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.io.StringWriter;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Compiles and runs the Java in docs/library.md, as it stands there. */
class LibraryDocTest {
  private static final Path DOCUMENT = Path.of("docs/library.md");
  private static final Pattern BLOCK = Pattern.compile("```java\n(.*?)```", Pattern.DOTALL);
  private static final String HOST = "\"mx.example.net\"";

  private static final TestCertificate ROOT = TestCertificate.root().mint();
  private static final TestCertificate LEAF = TestCertificate.leaf("mx.test").issuedBy(ROOT).mint();

  @TempDir Path folder;

  @Test
  void theFirstExampleFetchesACertificateAndSaysWhatIsWrongWithIt() throws Exception {
    String printed = run(blocks().get(0));

    assertThat(printed)
        .startsWith("CN=mx.test")
        .contains(", expires ")
        .contains("the certificate of its issuer Test Root is missing")
        .endsWith("FAILED\n");
  }

  @Test
  void theSecondExampleTrustsRootsOfOnesOwn() throws Exception {
    assertThat(run(blocks().get(1))).isEqualTo("trusted\n");
  }

  private static List<String> blocks() throws Exception {
    Matcher matcher = BLOCK.matcher(Files.readString(DOCUMENT));
    return matcher.results().map(found -> found.group(1)).toList();
  }

  private String run(String block) throws Exception {
    Path roots = ROOT.writePem(folder.resolve("roots.pem"));
    try (FakeMailServer server =
        FakeMailServer.speaking(MailProtocol.SMTP).as(LEAF.identity()).start()) {
      assertThat(block).contains(HOST);
      return execute(
          block
              .replace(HOST, '"' + server.target() + ",mx.test\"")
              .replace("\"roots.pem\"", '"' + roots.toString().replace("\\", "\\\\") + '"'));
    }
  }

  private String execute(String block) throws Exception {
    String imports =
        block.lines().filter(line -> line.startsWith("import ")).collect(Collectors.joining("\n"));
    String body =
        block.lines().filter(line -> !line.startsWith("import ")).collect(Collectors.joining("\n"));
    Path source = folder.resolve("Example.java");
    Files.writeString(
        source,
        imports
            + "\npublic class Example { public static void run() throws Exception {\n"
            + body
            + "\n} }\n");
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    StringWriter said = new StringWriter();
    boolean compiled =
        compiler
            .getTask(
                said,
                null,
                null,
                List.of("-d", folder.toString(), "-cp", System.getProperty("java.class.path")),
                null,
                compiler.getStandardFileManager(null, null, null).getJavaFileObjects(source))
            .call();
    assertThat(compiled).as(said.toString()).isTrue();
    PrintStream before = System.out;
    ByteArrayOutputStream printed = new ByteArrayOutputStream();
    try (URLClassLoader loader =
        new URLClassLoader(new URL[] {folder.toUri().toURL()}, getClass().getClassLoader())) {
      System.setOut(new PrintStream(printed, true, StandardCharsets.UTF_8));
      loader.loadClass("Example").getMethod("run").invoke(null);
    } finally {
      System.setOut(before);
    }
    return printed.toString(StandardCharsets.UTF_8).replace("\r\n", "\n");
  }
}
