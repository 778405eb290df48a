package gcert.probe;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** IANA's registries of TLS parameters, read from tables that ship with gcert. */
public final class Registry {
  private static final String RARE = "# rarely spoken";
  private static final Registry SUITES = new Registry("cipher-suites.tsv");
  private static final Registry SSL2_KINDS = new Registry("ssl2-cipher-kinds.tsv");
  private static final Registry GROUPS = new Registry("groups.tsv");
  private static final Registry SCHEMES = new Registry("signature-schemes.tsv");

  private final Map<Integer, CodePoint> entries = new LinkedHashMap<>();
  private int common;

  private Registry(String table) {
    String path = "/gcert/probe/" + table;
    try (InputStream in = Registry.class.getResourceAsStream(path)) {
      if (in == null) {
        throw new IllegalStateException(path + " is missing");
      }
      read(new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void read(BufferedReader lines) throws IOException {
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      if (line.equals(RARE)) {
        common = entries.size();
      }
      if (line.isEmpty() || line.startsWith("#")) {
        continue;
      }
      String[] fields = line.split("\t", -1);
      int code = Integer.parseInt(fields[0], 16);
      String openSsl = fields.length > 2 && !fields[2].equals("-") ? fields[2] : "";
      int bits = fields.length > 3 ? Integer.parseInt(fields[3]) : 0;
      entries.put(code, new CodePoint(code, fields[1], openSsl, bits));
    }
    common = common == 0 ? entries.size() : common;
  }

  /** The cipher suite with a code of two octets. */
  public static CodePoint suite(int code) {
    return SUITES.entry(code, 4);
  }

  /** The cipher kind of SSL 2.0 with a code of three octets. */
  public static CodePoint ssl2Kind(int code) {
    return SSL2_KINDS.entry(code, 6);
  }

  /** The key-exchange group with a code of two octets. */
  public static CodePoint group(int code) {
    return GROUPS.entry(code, 4);
  }

  /** The signature scheme with a code of two octets; pairs of TLS 1.2 included. */
  public static CodePoint scheme(int code) {
    return SCHEMES.entry(code, 4);
  }

  /** The cipher suites that servers are likely to accept, strong ones first. */
  static List<CodePoint> commonSuites() {
    return new ArrayList<>(SUITES.entries.values()).subList(0, SUITES.common);
  }

  /** All other cipher suites. */
  static List<CodePoint> rareSuites() {
    return new ArrayList<>(SUITES.entries.values()).subList(SUITES.common, SUITES.entries.size());
  }

  /** All cipher suites, those of TLS 1.3 included. */
  public static List<CodePoint> suites() {
    return List.copyOf(SUITES.entries.values());
  }

  /** All cipher kinds of SSL 2.0. */
  public static List<CodePoint> ssl2Kinds() {
    return List.copyOf(SSL2_KINDS.entries.values());
  }

  /** All groups for the key exchange. */
  public static List<CodePoint> groups() {
    return List.copyOf(GROUPS.entries.values());
  }

  /** All signature schemes, and the pairs of hash and key of TLS 1.2. */
  public static List<CodePoint> schemes() {
    return List.copyOf(SCHEMES.entries.values());
  }

  private CodePoint entry(int code, int digits) {
    CodePoint known = entries.get(code);
    if (known != null) {
      return known;
    }
    return new CodePoint(code, "0x" + String.format("%0" + digits + "x", code), "", 0);
  }
}
