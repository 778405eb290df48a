package gcert.target;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TargetLinesTest {

  @Test
  void commentsBlankLinesTabsAndCarriageReturnsAreNoPartOfATarget() {
    assertThat(targets("# all of them\r\n\r\n\tmx.example.net  # the first\r\n   \nmx:2525\n"))
        .containsExactly("mx.example.net", "mx:2525");
  }

  @Test
  void aByteOrderMarkIsPassedOver() {
    assertThat(targets("\ufeffmx.example.net\nmx2.example.net"))
        .hasSize(2)
        .startsWith("mx.example.net");
  }

  @Test
  void aMarkInsideAWordIsNoComment() {
    assertThat(targets("file:/tmp/a#b.pem\n")).containsExactly("file:/tmp/a#b.pem");
  }

  @Test
  void theLastLineNeedsNoEnd() {
    assertThat(targets("one.example\ntwo.example")).containsExactly("one.example", "two.example");
  }

  @Test
  void aTargetThatStandsTwiceIsGivenTwice() {
    assertThat(targets("mx\nmx\n")).containsExactly("mx", "mx");
  }

  @Test
  void aBadLineIsToldByItsNumberAndTheRestIsRead() {
    List<TargetLines.Line> lines = lines("good.example\n\nnon sense\nhost:0\nlast.example\n");

    assertThat(lines).extracting(TargetLines.Line::number).containsExactly(1L, 3L, 4L, 5L);
    assertThat(lines.get(1).fault()).hasValueSatisfying(f -> assertThat(f).contains("'non sense'"));
    assertThat(lines.get(2).fault()).isPresent();
    assertThat(lines.get(3).target()).isPresent();
  }

  @Test
  void aLineWithoutEndIsRefusedWithoutBeingKept() {
    InputStream endless = new Endless(1_000_000);

    List<TargetLines.Line> lines = read(endless);

    assertThat(lines).hasSize(1);
    assertThat(lines.get(0).fault())
        .hasValueSatisfying(f -> assertThat(f).contains("longer than 4096 octets"));
  }

  @Test
  void aLongCommentDoesNotSpoilItsLine() {
    assertThat(targets("mx.example.net # " + "x".repeat(10_000) + "\nnext.example\n"))
        .containsExactly("mx.example.net", "next.example");
  }

  @Test
  void aLineThatIsNotUtf8IsRefused() {
    byte[] octets = {'m', 'x', (byte) 0xff, '\n', 'm', 'x', '\n'};

    List<TargetLines.Line> lines = read(new ByteArrayInputStream(octets));

    assertThat(lines).hasSize(2);
    assertThat(lines.get(0).fault()).contains("the line is not UTF-8");
  }

  @Test
  void whatIsNoTextIsNoListAndAnEndlessOneIsNotReadToItsEnd() {
    InputStream zeros =
        new InputStream() {
          @Override
          public int read() {
            return 0;
          }
        };
    byte[] utf16 = "\ufeffmx.test\r\n".getBytes(StandardCharsets.UTF_16LE);

    assertThatThrownBy(
            () -> new TargetLines(zeros, new TargetParser(OptionalInt.empty())).hasNext())
        .hasRootCauseMessage("is not text: it holds NUL octets");
    assertThatThrownBy(
            () ->
                new TargetLines(
                        new ByteArrayInputStream(utf16), new TargetParser(OptionalInt.empty()))
                    .hasNext())
        .hasRootCauseMessage("is UTF-16 text; save it as UTF-8");
  }

  @Test
  void theListIsReadNoFurtherThanItIsAskedFor() throws IOException {
    ByteArrayInputStream in =
        new ByteArrayInputStream(
            "mx.example.net\n".repeat(100_000).getBytes(StandardCharsets.US_ASCII));

    new TargetLines(in, new TargetParser(OptionalInt.empty())).next();

    assertThat(in.available()).isGreaterThan(1_400_000);
  }

  @Test
  void aListThatCannotBeReadIsNoEndOfIt() {
    InputStream broken =
        new InputStream() {
          @Override
          public int read() throws IOException {
            throw new IOException("broken");
          }
        };

    assertThatThrownBy(() -> read(broken)).isInstanceOf(UncheckedIOException.class);
  }

  @ParameterizedTest
  @ValueSource(longs = {11, 12, 13, 14, 15, 16, 17, 18})
  void randomOctetsGiveLinesInOrderAndNothingElse(long seed) {
    byte[] octets = new byte[20_000];
    new Random(seed).nextBytes(octets);

    List<TargetLines.Line> lines = read(behindAHead(octets));

    assertThat(lines).extracting(TargetLines.Line::number).isSorted().doesNotHaveDuplicates();
    assertThat(lines)
        .allSatisfy(
            line -> assertThat(line.target().isPresent()).isNotEqualTo(line.fault().isPresent()));
  }

  @ParameterizedTest
  @ValueSource(longs = {21, 22, 23, 24})
  void linesThatAreAlmostTargetsAreReadOrRefusedOneByOne(long seed) {
    String[] words = {
      "mx.example.net",
      ":25",
      ":",
      ",",
      "[",
      "]",
      "::1",
      "smtp://",
      "imaps://",
      "file:",
      "./",
      "#",
      " ",
      "\t",
      "\n",
      "\n",
      "\r\n",
      "@",
      "ß",
      "\ufeff",
      "192.0.2.1",
      "-",
      ".",
      "*",
      "a",
      "%",
      "\0"
    };
    Random random = new Random(seed);
    StringBuilder list = new StringBuilder();
    for (int i = 0; i < 20_000; i++) {
      list.append(words[random.nextInt(words.length)]);
    }

    List<TargetLines.Line> lines =
        read(behindAHead(list.toString().getBytes(StandardCharsets.UTF_8)));

    assertThat(lines).hasSizeGreaterThan(1000);
    assertThat(lines)
        .allSatisfy(
            line -> {
              assertThat(line.target().isPresent()).isNotEqualTo(line.fault().isPresent());
              line.fault()
                  .ifPresent(fault -> assertThat(fault).isNotBlank().matches("[^\\p{Cntrl}]*"));
              line.target()
                  .filter(ServerTarget.class::isInstance)
                  .ifPresent(target -> assertReadAgain((ServerTarget) target));
            });
  }

  /** What messages call a server is a target again, and the same. */
  private static void assertReadAgain(ServerTarget server) {
    String written = server.protocol().scheme() + "://" + server.hostAndPort();
    assertThat(targetsOf(written))
        .singleElement()
        .isEqualTo(
            new ServerTarget(
                written, server.host(), server.port(), server.protocol(), server.name()));
  }

  private static List<Target> targetsOf(String list) {
    return lines(list).stream().map(line -> line.target().orElseThrow()).toList();
  }

  private static List<String> targets(String list) {
    return lines(list).stream().map(line -> line.target().orElseThrow().text()).toList();
  }

  private static List<TargetLines.Line> lines(String list) {
    return read(new ByteArrayInputStream(list.getBytes(StandardCharsets.UTF_8)));
  }

  /** Octets with blank lines before them, as many as it takes for a list to count as text. */
  private static InputStream behindAHead(byte[] octets) {
    return new SequenceInputStream(
        new ByteArrayInputStream("\n".repeat(8192).getBytes(StandardCharsets.US_ASCII)),
        new ByteArrayInputStream(octets));
  }

  private static List<TargetLines.Line> read(InputStream in) {
    List<TargetLines.Line> lines = new ArrayList<>();
    new TargetLines(in, new TargetParser(OptionalInt.empty())).forEachRemaining(lines::add);
    return lines;
  }

  /** So many octets of one line. */
  private static final class Endless extends InputStream {
    private int left;

    Endless(int length) {
      left = length;
    }

    @Override
    public int read() {
      return left-- > 0 ? 'a' : -1;
    }
  }
}
