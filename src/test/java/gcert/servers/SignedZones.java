package gcert.servers;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The zone {@code test.} and zones right below it, signed by BIND's {@code dnssec-signzone} with a
 * key for each, or damaged in a way that is told. They can be served by any name server.
 */
final class SignedZones implements AutoCloseable {
  private static final String TOP = "test";
  private static final String KEYS = "/etc/gcert/keys";

  /** How a zone is signed, or is not. */
  enum Signing {
    /** ECDSA, denials by NSEC. */
    NSEC,
    /** ECDSA, denials by NSEC3 (RFC 5155). */
    NSEC3,
    /** RSA, denials by NSEC. */
    RSA,
    /** Not at all, and the zone above says so. */
    UNSIGNED,
    /** Every signature has expired. */
    EXPIRED,
    /** The signatures are not those of the records, that of the keys aside. */
    FORGED,
    /** The zone above names another key. */
    OTHER_KEY;

    String algorithm() {
      return this == RSA ? "RSASHA256" : "ECDSAP256SHA256";
    }
  }

  private record Zone(Signing signing, String records) {}

  private final ServerRoot root = new ServerRoot();
  private final List<String> nameServers;
  private final Map<String, Zone> zones = new LinkedHashMap<>();
  private int serial = 1;

  /**
   * Begins with the zone {@code test.} alone.
   *
   * @param nameServers the IPv4 addresses of the name servers of every zone: {@code ns1}, {@code
   *     ns2} and so on below each
   */
  SignedZones(List<String> nameServers) {
    this.nameServers = List.copyOf(nameServers);
    root.directory(KEYS, 0, 0);
    key(TOP, Signing.NSEC);
  }

  /**
   * Adds a zone, or gives one that is there other records: its key stays.
   *
   * @param name such as {@code example.test}, one label below {@code test}
   * @param records in the form of a zone file, relative to the zone; without SOA and NS
   */
  SignedZones zone(String name, Signing signing, String records) {
    if (zones.put(name, new Zone(signing, records)) == null && signing != Signing.UNSIGNED) {
      key(name, signing);
    }
    return this;
  }

  /** All zones as they are now, signed, by name; each time with a greater serial number. */
  Map<String, String> signed() {
    Map<String, String> signed = new LinkedHashMap<>();
    StringBuilder top = new StringBuilder();
    zones.forEach(
        (name, zone) -> {
          signed.put(name, sign(name, zone));
          for (int i = 1; i <= nameServers.size(); i++) {
            top.append("%s. IN NS ns%d.%s.%n".formatted(name, i, name));
            top.append("ns%d.%s. IN A %s%n".formatted(i, name, nameServers.get(i - 1)));
          }
          if (zone.signing() != Signing.UNSIGNED) {
            top.append(delegation(name, zone.signing()));
          }
        });
    signed.put(TOP, sign(TOP, new Zone(Signing.NSEC, top.toString())));
    serial++;
    return signed;
  }

  /** The trust anchor: the DNSKEY record of {@code test.}, a line of a zone file. */
  String anchor() {
    return root.text(KEYS + "/" + TOP + ".key")
        .lines()
        .filter(line -> !line.startsWith(";"))
        .collect(Collectors.joining("\n", "", "\n"));
  }

  private void key(String name, Signing signing) {
    List<String> command = new ArrayList<>(List.of("/usr/bin/dnssec-keygen", "-q", "-K", KEYS));
    command.addAll(List.of("-L", "60", "-a", signing.algorithm(), "-f", "KSK"));
    if (signing == Signing.RSA) {
      command.addAll(List.of("-b", "2048"));
    }
    command.add(name);
    String made = root.call(command.toArray(String[]::new)).strip();
    root.file(KEYS + "/" + name + ".key", root.text(KEYS + "/" + made + ".key"));
  }

  /** What the zone above says of the key. */
  private String delegation(String name, Signing signing) {
    if (signing == Signing.OTHER_KEY) {
      return name + ". IN DS 4711 13 2 " + "0f".repeat(32) + "\n";
    }
    return root.call("/usr/bin/dnssec-dsfromkey", "-2", "-f", KEYS + "/" + name + ".key", name);
  }

  private String sign(String name, Zone zone) {
    StringBuilder text = new StringBuilder("$ORIGIN " + name + ".\n$TTL 60\n");
    text.append("@ IN SOA ns1 hostmaster ").append(serial).append(" 3600 600 86400 60\n");
    for (int i = 1; i <= nameServers.size(); i++) {
      text.append("@ IN NS ns%d%nns%d IN A %s%n".formatted(i, i, nameServers.get(i - 1)));
    }
    text.append(zone.records()).append('\n');
    if (zone.signing() == Signing.UNSIGNED) {
      return text.toString();
    }
    String plain = "/etc/gcert/" + name + ".plain";
    String out = "/etc/gcert/" + name + ".signed";
    root.file(plain, text.toString());
    List<String> command = new ArrayList<>(List.of("/usr/bin/dnssec-signzone", "-q", "-S", "-z"));
    command.addAll(List.of("-K", KEYS, "-d", "/tmp", "-O", "full", "-o", name, "-f", out));
    switch (zone.signing()) {
      case NSEC3 -> command.addAll(List.of("-3", "-", "-H", "0"));
      case EXPIRED -> command.addAll(List.of("-s", "20200101000000", "-e", "20200201000000"));
      default -> command.addAll(List.of("-s", "now-86400", "-e", "now+864000"));
    }
    // What is wrong with a zone is meant.
    command.add("-P");
    command.add(plain);
    root.call(command.toArray(String[]::new));
    String signed = root.text(out);
    return zone.signing() == Signing.FORGED ? forged(signed) : signed;
  }

  /** Another digit near the end of each signature. */
  private static String forged(String zone) {
    return zone.lines()
        .map(
            line -> {
              if (!line.matches(".*\\sIN\\s+RRSIG\\s+(?!DNSKEY).*")) {
                return line;
              }
              int at = line.length() - 8;
              while (line.charAt(at) == ' ') {
                at--;
              }
              char other = line.charAt(at) == 'A' ? 'B' : 'A';
              return line.substring(0, at) + other + line.substring(at + 1);
            })
        .collect(Collectors.joining("\n", "", "\n"));
  }

  @Override
  public void close() {
    root.close();
  }
}
