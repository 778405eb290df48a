package gcert.servers;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import gcert.sender.DomainOutlook;
import gcert.testing.Gcert;
import gcert.testing.KeyKind;
import gcert.testing.ServerIdentity;
import gcert.testing.TestCertificate;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * {@code gcert policy} and a real Postfix in the worlds of {@code senders.txt}: Postfix sends a
 * message every way to every domain, through a validating Unbound, and what becomes of each has to
 * be what gcert says.
 *
 * <p>This Postfix is older than 3.11: with MTA-STS it compares the certificate with the patterns of
 * the policy. In these worlds certificates have no name that would make a difference.
 */
@NeedsServers
class SendersIT {
  private static final LoopbackNet NET = LoopbackNet.free();
  private static final TestCertificate ROOT = TestCertificate.root().mint();
  private static final TestCertificate CA = TestCertificate.intermediate().issuedBy(ROOT).mint();
  private static final TestCertificate OTHER =
      TestCertificate.leaf("other.test").freshKey().issuedBy(CA).mint();
  private static final int FIRST_HOST = 10;

  /** The columns of gcert that have a real sender here, in the order of the first ways. */
  private static final List<String> COMPARED =
      List.of("opportunistic", "verify", "mta-sts-postfix", "dane", "dane+mta-sts");

  @TempDir private static Path folder;

  private static final List<AutoCloseable> STARTED = new ArrayList<>();
  private static Map<String, String> sent = Map.of();
  private static Map<String, String> fingered = Map.of();
  private static Map<String, Map<String, String>> said = Map.of();

  /** One line of the file. */
  private record World(
      String name,
      SignedZones.Signing signing,
      String shown,
      List<String> tlsa,
      String policy,
      String found,
      String expected) {

    static World of(String line) {
      List<String> cells = Arrays.stream(line.split(";", -1)).map(String::strip).toList();
      return new World(
          cells.get(0),
          SignedZones.Signing.valueOf(cells.get(1).toUpperCase(Locale.ROOT).replace('-', '_')),
          cells.get(2),
          Arrays.stream(cells.get(3).split("\\+"))
              .map(String::strip)
              .filter(r -> !r.isEmpty())
              .toList(),
          cells.get(4),
          cells.get(5),
          cells.get(6));
    }

    String zone() {
      return zone(signing);
    }

    static String zone(SignedZones.Signing signing) {
      return signing.name().toLowerCase(Locale.ROOT).replace('_', '-') + ".test";
    }

    String domain() {
      return name + "." + zone();
    }

    /** The zone of the mail host. */
    SignedZones.Signing hostSigning() {
      return found.equals("signed") ? SignedZones.Signing.NSEC : signing;
    }

    /** The name in the MX record. */
    String host() {
      return "mx." + name + "." + zone(hostSigning());
    }

    String mode() {
      return policy.split(" ")[0];
    }

    List<String> patterns() {
      return Arrays.stream(policy.split(" "))
          .skip(1)
          .map(pattern -> pattern.replace("$M", host()))
          .toList();
    }
  }

  static Stream<String> worlds() throws IOException {
    try (InputStream in =
        Objects.requireNonNull(SendersIT.class.getResourceAsStream("senders.txt"))) {
      return new String(in.readAllBytes(), UTF_8).lines().filter(line -> !line.startsWith("#"));
    }
  }

  @BeforeAll
  static void start() throws IOException {
    List<World> worlds = worlds().map(World::of).toList();
    SignedZones zones = started(new SignedZones(List.of(NET.address(1))));
    SendingPostfix postfix = started(new SendingPostfix(NET.address(2), ROOT));
    Map<SignedZones.Signing, StringBuilder> records = new LinkedHashMap<>();
    for (SignedZones.Signing signing : SignedZones.Signing.values()) {
      records.put(signing, new StringBuilder());
    }
    Map<String, String> policies = new LinkedHashMap<>();
    for (int i = 0; i < worlds.size(); i++) {
      build(worlds.get(i), NET.address(FIRST_HOST + i), records, policies, postfix);
    }
    records.forEach((signing, text) -> zones.zone(World.zone(signing), signing, text.toString()));
    started(new Knot(NET.address(1))).start(zones.signed());
    started(new ValidatingUnbound(NET.address(2), NET.address(1), zones.anchor())).start();
    String[] names = policies.keySet().stream().map(d -> "mta-sts." + d).toArray(String[]::new);
    TestCertificate web = TestCertificate.leaf(names).freshKey().issuedBy(CA).mint();
    started(new PolicyHosts(NET.address(3), ServerIdentity.of(web, CA), policies));
    postfix.start();

    List<String> domains = worlds.stream().map(World::domain).toList();
    sent = postfix.send(domains);
    fingered = postfix.finger(domains);
    said = gcert(domains, zones.anchor());
  }

  @AfterAll
  static void stop() throws Exception {
    for (int i = STARTED.size() - 1; i >= 0; i--) {
      STARTED.get(i).close();
    }
  }

  @ParameterizedTest
  @MethodSource("worlds")
  void sendersDoAsGcertSays(String line) {
    World world = World.of(line);
    Map<String, String> cells = Objects.requireNonNull(said.get(world.domain()));
    StringBuilder real = new StringBuilder();
    StringBuilder compared = new StringBuilder();
    StringBuilder log = new StringBuilder(line);
    for (int i = 0; i < COMPARED.size(); i++) {
      String outcome =
          Objects.requireNonNull(sent.get(SendingPostfix.WAYS.get(i) + "@" + world.domain()));
      real.append(outcome.charAt(0));
      compared.append(cells.get(COMPARED.get(i)));
      log.append("\n").append(COMPARED.get(i)).append(": ").append(outcome);
    }

    assertThat(String.join("", cells.values())).as(line).isEqualTo(world.expected());
    assertThat(real.toString()).as(log.toString()).isEqualTo(compared.toString());
  }

  /** What docs/policy.md says of the levels that have no column of their own. */
  @ParameterizedTest
  @MethodSource("worlds")
  void levelsWithoutAColumnFollowFromTheColumns(String line) {
    World world = World.of(line);
    Map<String, String> cells = Objects.requireNonNull(said.get(world.domain()));
    String dane = Objects.requireNonNull(cells.get("dane"));
    String verify = Objects.requireNonNull(cells.get("verify"));
    boolean elsewhere = !world.host().endsWith("." + world.domain());

    assertThat(sent("only", world)).startsWith(dane.equals("V") ? "V" : "D");
    assertThat(sent("match", world)).startsWith(verify);
    assertThat(sent("secure", world)).startsWith(elsewhere ? "D" : verify);
  }

  @ParameterizedTest
  @MethodSource("worlds")
  void posttlsFingerVerifiesWhatGcertSaysIsVerified(String line) {
    World world = World.of(line);
    Map<String, String> cells = Objects.requireNonNull(said.get(world.domain()));
    boolean elsewhere = !world.host().endsWith("." + world.domain());
    for (String level : SendingPostfix.LEVELS) {
      String log = Objects.requireNonNull(fingered.get(level + "@" + world.domain()));
      String column = level.startsWith("dane") ? "dane" : "verify";
      boolean verified = "V".equals(cells.get(column)) && !(level.equals("secure") && elsewhere);

      assertThat(log.contains("Verified TLS connection established"))
          .as(line + "\n" + level + ": " + log)
          .isEqualTo(verified);
    }
  }

  private static String sent(String way, World world) {
    return Objects.requireNonNull(sent.get(way + "@" + world.domain()));
  }

  private static void build(
      World world,
      String address,
      Map<SignedZones.Signing, StringBuilder> records,
      Map<String, String> policies,
      SendingPostfix postfix) {
    Map<String, TestCertificate> known = certificates(world.host());
    StringBuilder domain = Objects.requireNonNull(records.get(world.signing()));
    StringBuilder host = Objects.requireNonNull(records.get(world.hostSigning()));
    domain.append("%s IN MX 10 %s.%n".formatted(world.name(), world.host()));
    boolean alias = world.found().equals("cname");
    String own = alias ? "real." + world.name() : "mx." + world.name();
    if (alias) {
      host.append("mx.%s IN CNAME %s%n".formatted(world.name(), own));
    }
    host.append("%s IN A %s%n".formatted(own, address));
    for (String record : world.tlsa()) {
      host.append("_25._tcp.%s IN TLSA %s%n".formatted(own, data(record, known)));
    }
    postfix.host(world.name(), address, chains(world.shown(), known));
    boolean dane = !world.tlsa().isEmpty() && world.hostSigning() != SignedZones.Signing.UNSIGNED;
    String sts = "may";
    if (!world.policy().isEmpty()) {
      domain.append("_mta-sts.%s IN TXT \"v=STSv1; id=a\"%n".formatted(world.name()));
      domain.append("mta-sts.%s IN A %s%n".formatted(world.name(), NET.address(3)));
      StringBuilder policy = new StringBuilder("version: STSv1\nmode: " + world.mode() + "\n");
      world.patterns().forEach(pattern -> policy.append("mx: ").append(pattern).append('\n'));
      policies.put(world.domain(), policy.append("max_age: 604800\n").toString());
      if (world.mode().equals("enforce")) {
        // As postfix-mta-sts-resolver has it.
        sts =
            "secure match="
                + String.join(":", world.patterns()).replace("*.", ".")
                + " servername=hostname";
      }
    }
    postfix.level(world.domain(), sts, dane ? "dane" : sts);
  }

  private static Map<String, TestCertificate> certificates(String host) {
    return Map.of(
        "root", ROOT,
        "ca", CA,
        "other", OTHER,
        "leaf", TestCertificate.leaf(host).issuedBy(CA).mint(),
        "rsa", TestCertificate.leaf(host).key(KeyKind.RSA_2048).issuedBy(CA).mint(),
        "self", TestCertificate.leaf(host).freshKey().mint(),
        "stranger", TestCertificate.leaf("stranger.test").issuedBy(CA).mint(),
        "expired", TestCertificate.leaf(host).expiredDays(3).issuedBy(CA).mint());
  }

  /** The key and the chain that a host shows, for each kind of key. */
  private static List<String> chains(String shown, Map<String, TestCertificate> known) {
    TestCertificate leaf = Objects.requireNonNull(known.getOrDefault(shown, known.get("leaf")));
    String key = leaf.privateKeyPem() + leaf.pem();
    return switch (shown) {
      case "none" -> List.of();
      case "alone", "self" -> List.of(key);
      case "whole" -> List.of(key + CA.pem() + ROOT.pem());
      case "both" -> {
        TestCertificate rsa = Objects.requireNonNull(known.get("rsa"));
        yield List.of(key + CA.pem(), rsa.privateKeyPem() + rsa.pem() + CA.pem());
      }
      default -> List.of(key + CA.pem());
    };
  }

  private static String data(String record, Map<String, TestCertificate> known) {
    String[] parts = record.split(" ");
    String numbers = String.join(" ", parts[0], parts[1], parts[2]) + " ";
    if (parts[3].equals("garbage")) {
      return numbers + "0a0b0c";
    }
    TestCertificate of = Objects.requireNonNull(known.get(parts[3]));
    byte[] octets = parts[1].equals("0") ? of.der() : of.keys().getPublic().getEncoded();
    try {
      return numbers
          + HexFormat.of()
              .formatHex(
                  switch (parts[2]) {
                    case "0" -> octets;
                    case "2" -> MessageDigest.getInstance("SHA-512").digest(octets);
                    default -> MessageDigest.getInstance("SHA-256").digest(octets);
                  });
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  /** By domain and sender, the letter of what gcert says. */
  private static Map<String, Map<String, String>> gcert(List<String> domains, String anchor)
      throws IOException {
    Files.writeString(folder.resolve("anchor"), anchor);
    ROOT.writePem(folder.resolve("root.pem"));
    List<String> words = new ArrayList<>(List.of("policy", "--format", "json"));
    words.addAll(List.of("--resolver", NET.address(2)));
    words.addAll(List.of("--dnssec-anchor", folder.resolve("anchor").toString()));
    words.addAll(List.of("--roots", folder.resolve("root.pem").toString()));
    words.addAll(domains);
    Gcert.Outcome outcome = Gcert.run(words.toArray(String[]::new));
    Map<String, Map<String, String>> said = new LinkedHashMap<>();
    Pattern cell =
        Pattern.compile(
            "\"sender\":\"([^\"]+)\",\"outcome\":\"([^\"]+)\",\"verified\":(true|false)");
    for (String line : outcome.text().lines().toList()) {
      Matcher domain = Pattern.compile("\"domain\":\"([^\"]+)\"").matcher(line);
      assertThat(domain.find()).as(line).isTrue();
      Map<String, String> letters = new LinkedHashMap<>();
      Matcher cells = cell.matcher(line);
      while (cells.find()) {
        letters.put(cells.group(1), letter(cells.group(2), cells.group(3)));
      }
      if (line.contains("\"addresses\":[]") && line.contains("\"mx_security\":\"bogus\"")) {
        DomainOutlook.SENDERS.forEach(sender -> letters.put(sender.id(), "D"));
      }
      said.put(domain.group(1), letters);
    }
    return said;
  }

  private static String letter(String outcome, String verified) {
    return switch (outcome) {
      case "delivers" -> verified.equals("true") ? "V" : "E";
      case "in clear" -> "C";
      case "defers" -> "D";
      default -> "B";
    };
  }

  private static <T extends AutoCloseable> T started(T one) {
    STARTED.add(one);
    return one;
  }
}
