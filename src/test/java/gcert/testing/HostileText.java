package gcert.testing;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Text as a server would send it that wants to harm the reader of a report. */
public final class HostileText {
  private HostileText() {}

  /** Chosen pieces, each an attack on some format, and seeded random ones. */
  public static List<String> all() {
    List<String> all =
        new ArrayList<>(
            List.of(
                "plain",
                "\u001b[2J\u001b]0;owned\u0007",
                "line one\r\nline two\nline three\u0085four\u2028five\u2029six",
                "a|b'=99;1;2 c\"d\\e",
                "\u202e gnp.exe \u2066x\u2069 \u200b\u200f\ufeff",
                "<!-- ]]> &amp; <x y='z'> --> <?pi?>",
                "</title></style></script><script>alert(1)</script>",
                "\"><img src=x onerror=alert(1)>' onload='alert(2)",
                "javascript:alert(1)//&#106;avascript:&Tab;",
                "a;b,c\\n:d\r\nEND:VEVENT\r\nATTACH:file:///etc/passwd",
                "}\n# HELP x y\nx{a=\"b\"} 1\n",
                "\ud800 alone, \udc00 alone, \ud83d\ude00 together \udbff",
                "\u0000\u0001\u0008\u000b\u000c\u001f\u007f\u0080\u009f\ufffe\uffff",
                "\udb40\udc41 tag, \u3164 filler, e\u0301",
                "back\\slash \\u202e \\x1b \\n",
                "",
                "ß".repeat(5000)));
    Random random = new Random(20261125);
    for (int i = 0; i < 40; i++) {
      StringBuilder text = new StringBuilder();
      int length = random.nextInt(60);
      for (int j = 0; j < length; j++) {
        text.append((char) random.nextInt(random.nextBoolean() ? 0x180 : 0x10000));
      }
      all.add(text.toString());
    }
    return all;
  }

  /** A distinguished name whose common name is the text, as far as that can be encoded. */
  public static String subject(String text) {
    StringBuilder quoted = new StringBuilder("CN=");
    text.codePoints()
        .filter(c -> c != 0 && (c < 0xd800 || c > 0xdfff))
        .limit(60)
        .forEach(
            c -> {
              if (",+\"\\<>;=# ".indexOf(c) >= 0) {
                quoted.append('\\');
              }
              quoted.appendCodePoint(c);
            });
    return quoted.length() == 3 ? "CN=x" : quoted.toString();
  }
}
