package gcert.starttls;

import gcert.trace.ExchangeLog;
import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/**
 * One reply of SMTP from octets in memory: by gcert, which bounds and checks it; and its bare lines
 * by the JDK, which does neither.
 */
@State(Scope.Benchmark)
public class ReplyReading {
  private static final List<String> KEYWORDS =
      List.of(
          "mx.google.com at your service, [192.0.2.25]",
          "SIZE 157286400",
          "8BITMIME",
          "STARTTLS",
          "ENHANCEDSTATUSCODES",
          "PIPELINING",
          "CHUNKING",
          "SMTPUTF8",
          "DSN",
          "ETRN",
          "AUTH PLAIN LOGIN",
          "LIMITS RCPTMAX=1000");

  @Param({"EHLO of 12 lines", "longest permitted"})
  public String reply;

  private byte[] octets;

  @Setup
  public void write() throws Exception {
    List<String> lines = reply.startsWith("EHLO") ? KEYWORDS : longest();
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < lines.size(); i++) {
      text.append("250").append(i == lines.size() - 1 ? ' ' : '-').append(lines.get(i));
      text.append("\r\n");
    }
    octets = text.toString().getBytes(StandardCharsets.US_ASCII);
    if (gcert().lines().size() != lines.size() || jdk().size() != lines.size()) {
      throw new IllegalStateException(reply);
    }
  }

  /** As many lines as there may be, and as long as all of them together may be. */
  private static List<String> longest() {
    String keyword = "X".repeat(LineReader.MAX_REPLY / LineReader.MAX_LINES - "250-\r\n".length());
    List<String> lines = new ArrayList<>();
    for (int i = 0; i < LineReader.MAX_LINES; i++) {
      lines.add(keyword);
    }
    return lines;
  }

  @Benchmark
  public Reply gcert() throws IOException, MalformedReplyException {
    LineReader lines = new LineReader(new ByteArrayInputStream(octets));
    return new ReplyReader(lines, ExchangeLog.SILENT).read();
  }

  @Benchmark
  public List<String> jdk() throws IOException {
    BufferedReader reader =
        new BufferedReader(
            new InputStreamReader(new ByteArrayInputStream(octets), StandardCharsets.ISO_8859_1));
    List<String> lines = new ArrayList<>();
    String line = reader.readLine();
    while (line != null) {
      lines.add(line.substring(4));
      line = reader.readLine();
    }
    return lines;
  }
}
