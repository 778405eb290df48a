package gcert.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class NamedFilesTest {
  @TempDir private Path folder;

  @Test
  void aWordIsAFileWhereOneOfThatNameIsThereAndNoHostIsMeant() throws IOException {
    Path here = Files.createTempFile(Path.of(""), "gcert-test", ".pem");
    Path host = Path.of("mx.gcert-test.example");
    Files.createFile(host);
    try {
      assertThat(NamedFiles.isFile(here.toString())).isTrue();
      assertThat(NamedFiles.isFile(here.toString().replace(".pem", ".crt"))).isFalse();
      assertThat(NamedFiles.isFile(here + ":25")).isFalse();
      assertThat(NamedFiles.isFile(host.toString())).isFalse();
      assertThat(NamedFiles.isFile("pom.xml")).isFalse();
      assertThat(NamedFiles.isFile("src")).isFalse();
      assertThat(NamedFiles.isFile("localhost")).isFalse();
      assertThat(NamedFiles.isFile("")).isFalse();
      assertThat(NamedFiles.isFile("a\u0000.pem")).isFalse();
    } finally {
      Files.delete(here);
      Files.delete(host);
    }
  }

  @Test
  void aPatternStandsForTheFilesThatMatchInTheOrderOfTheirNames() throws Exception {
    for (String name : new String[] {"b.pem", "a.pem", "c.der", ".hidden.pem", "[x].pem"}) {
      Files.createFile(folder.resolve(name));
    }
    Files.createDirectory(folder.resolve("d.pem"));

    assertThat(NamedFiles.expand("file:" + folder + "/?.pem"))
        .containsExactly("file:" + folder + "/a.pem", "file:" + folder + "/b.pem");
    assertThat(NamedFiles.expand(folder + "/*.der")).containsExactly(folder + "/c.der");
    assertThat(NamedFiles.expand("file:" + folder + "/[x]*"))
        .containsExactly("file:" + folder + "/[x].pem");
    assertThatThrownBy(() -> NamedFiles.expand("file:" + folder + "/*.crt"))
        .isInstanceOf(CertificateFileException.class)
        .hasMessage("no file matches");
    assertThatThrownBy(() -> NamedFiles.expand("file:" + folder + "/none/*.crt"))
        .isInstanceOf(CertificateFileException.class);
  }

  @Test
  void aFileOfThatVeryNameIsMeantBeforeThoseThatMatch() throws Exception {
    Files.createFile(folder.resolve("*.pem"));
    Files.createFile(folder.resolve("a.pem"));

    assertThat(NamedFiles.expand("file:" + folder + "/*.pem"))
        .containsExactly("file:" + folder + "/*.pem");
  }

  @Test
  void whatNamesNoFileStaysAsItIs() throws Exception {
    for (String word : new String[] {"mx.example.net", "smtp://h*st/x", "*", "-", "h:25", ""}) {
      assertThat(NamedFiles.expand(word)).containsExactly(word);
    }
  }
}
