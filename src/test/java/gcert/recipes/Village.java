package gcert.recipes;

import gcert.testing.FakeMailServer;
import gcert.testing.KeyKind;
import gcert.testing.MailProtocol;
import gcert.testing.ServerIdentity;
import gcert.testing.SignedDns;
import gcert.testing.TestCertificate;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.locks.LockSupport;

/**
 * The hosts that the documents name, each at its own address and ports; needs a network and mounts
 * of its own.
 *
 * <p>It takes orders from the commands that a document hides: {@code village renew HOST} gives a
 * host a new certificate, {@code village renew HOST PORT} forgets the server at that port, and
 * {@code village await ADDRESS PORT} waits until somebody listens there.
 */
final class Village implements AutoCloseable {
  private static final int DNS_PORT = 53;
  private static final int LIFETIME_DAYS = 61;
  private static final int EXPIRING_DAYS = 5;

  private static final String DONE = "done";
  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final Duration PAUSE = Duration.ofMillis(20);

  /** Ten addresses, of which seven show a new certificate already. */
  private static final String POOL = "mx.example.com";

  private static final int POOL_SIZE = 10;
  private static final int POOL_RENEWED = 7;
  private static final int OLDER_DAYS = 23;
  private static final int NEWER_DAYS = 84;

  private static final TestCertificate ROOT =
      TestCertificate.root("Example Mail CA").key(KeyKind.EC_P384).mint();
  private static final TestCertificate GOOGLE_ROOT =
      TestCertificate.root("GTS Root R4").key(KeyKind.EC_P384).mint();
  private static final TestCertificate GOOGLE_ISSUER =
      TestCertificate.intermediate("WE2").issuedBy(GOOGLE_ROOT).mint();

  private static final Map<Integer, MailProtocol> PORTS =
      new TreeMap<>(
          Map.of(
              25, MailProtocol.SMTP,
              587, MailProtocol.SMTP,
              465, MailProtocol.SMTPS,
              143, MailProtocol.IMAP,
              110, MailProtocol.POP3,
              4190, MailProtocol.SIEVE,
              993, MailProtocol.SMTPS,
              995, MailProtocol.SMTPS));

  private final Map<String, House> houses = new LinkedHashMap<>();
  private final TestCertificate next = leaf(ROOT, LIFETIME_DAYS + 30, "mx.example.net");
  private final PolicyHost policies;
  private final SignedDns dns;
  private final ServerSocket door;

  /** A host: its address, what it shows, its servers. */
  private static final class House {
    final String[] names;
    final TestCertificate issuer;
    final Map<Integer, FakeMailServer> servers = new LinkedHashMap<>();
    TestCertificate certificate;

    House(String address, TestCertificate certificate, TestCertificate issuer, String... names) {
      this.names = names;
      this.issuer = issuer;
      this.certificate = certificate;
      ServerIdentity shown = identity();
      for (Map.Entry<Integer, MailProtocol> port : PORTS.entrySet()) {
        servers.put(port.getKey(), server(address, port.getKey(), port.getValue(), shown));
      }
    }

    private ServerIdentity identity() {
      return issuer.issuer().isPresent()
          ? ServerIdentity.of(certificate, issuer)
          : ServerIdentity.of(certificate);
    }

    /** Brings a new certificate to all its servers, but to the one at a port that was forgotten. */
    void renew(int forgotten) {
      certificate = leaf(issuer, LIFETIME_DAYS, names);
      ServerIdentity shown = identity();
      servers.forEach(
          (port, server) -> {
            if (port != forgotten) {
              server.show(shown);
            }
          });
    }

    private static FakeMailServer server(
        String address, int port, MailProtocol protocol, ServerIdentity shown) {
      return FakeMailServer.speaking(protocol).on(address).port(port).as(shown).start();
    }
  }

  /** Builds it. */
  Village(Path folder) throws IOException, InterruptedException {
    run("ip", "link", "set", "lo", "up");
    run("ip", "address", "add", "192.0.2.0/24", "dev", "lo");
    for (int host = 1; host < 64; host++) {
      run("ip", "address", "add", "192.0.2." + host + "/32", "dev", "lo");
    }
    build("192.0.2.25", ROOT, LIFETIME_DAYS, "mx.example.net");
    build("192.0.2.26", ROOT, LIFETIME_DAYS, "mx.example.org");
    build("192.0.2.28", ROOT, LIFETIME_DAYS, "mx1.example.net");
    houses.put(
        "mx2.example.net",
        new House("192.0.2.29", mature(EXPIRING_DAYS, "mx2.example.net"), ROOT, "mx2.example.net"));
    build("192.0.2.30", ROOT, LIFETIME_DAYS, "mail.example.net");
    build("127.0.0.1", ROOT, LIFETIME_DAYS, "mx.example.net", "localhost");
    String[] google = {
      "mx.google.com", "aspmx.l.google.com", "smtp-relay.gmail.com", "smtp.gmail.com"
    };
    build("192.0.2.40", GOOGLE_ISSUER, LIFETIME_DAYS, google);
    TestCertificate older = mature(OLDER_DAYS, POOL);
    TestCertificate newer = leaf(ROOT, NEWER_DAYS, POOL);
    for (int host = 1; host <= POOL_SIZE; host++) {
      TestCertificate shown = host <= POOL_RENEWED ? newer : older;
      houses.put(POOL + host, new House("192.0.2." + host, shown, ROOT, POOL));
    }
    policies =
        new PolicyHost(
            "192.0.2.31",
            leaf(
                ROOT,
                LIFETIME_DAYS,
                "mta-sts.example.net",
                "mta-sts.example.org",
                "mta-sts.example.com"),
            Map.of(
                "mta-sts.example.net", "mx.example.net",
                "mta-sts.example.org", "mx.example.org",
                "mta-sts.example.com", "mail.example.com"));
    dns = zones();
    write(folder, "resolv.conf", "nameserver 127.0.0.1\n");
    write(folder, "hosts", "127.0.0.1 localhost\n");
    write(folder, "nsswitch.conf", "hosts: files dns\n");
    write(folder, "dnssec-anchor", dns.anchor());
    write(folder, "system.pem", ROOT.pem());
    door = new ServerSocket(0, 10, InetAddress.getByName("127.0.0.1"));
    Thread porter = new Thread(this::obey, "porter");
    porter.setDaemon(true);
    porter.start();
  }

  /** The port at which it takes orders. */
  int door() {
    return door.getLocalPort();
  }

  /** Puts the files that the documents speak of into the folder in which they are played. */
  void furnish(Path home) {
    write(home, "ca.pem", ROOT.pem());
    write(home, "root.pem", GOOGLE_ROOT.pem());
    TestCertificate google = houses.get("mx.google.com").certificate;
    write(home, "mx.pem", TestCertificate.pems(List.of(google, GOOGLE_ISSUER)));
    write(home, "hosts.txt", "mx1.example.net\nmx2.example.net\nmx3.example.net\n");
    TestCertificate old = houses.get("mx.example.net").certificate;
    write(home, "old.pem", old.pem());
    write(home, "next.pem", next.pem());
    write(home, "new.pem", leaf(ROOT, LIFETIME_DAYS + 1, "mx.example.net").pem());
  }

  private void build(String address, TestCertificate issuer, int days, String... names) {
    houses.put(
        address.startsWith("127.") ? "localhost" : names[0],
        new House(address, leaf(issuer, days, names), issuer, names));
  }

  private static TestCertificate leaf(TestCertificate issuer, int days, String... names) {
    Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
    return TestCertificate.leaf(names)
        .freshKey()
        .issuedBy(issuer)
        .valid(now.minus(1, ChronoUnit.DAYS), now.plus(days, ChronoUnit.DAYS).plusSeconds(3600))
        .mint();
  }

  /** One that was issued long ago. */
  private static TestCertificate mature(int daysLeft, String name) {
    Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS).plusSeconds(3600);
    return TestCertificate.leaf(name)
        .freshKey()
        .issuedBy(ROOT)
        .valid(now.minus(67, ChronoUnit.DAYS), now.plus(daysLeft, ChronoUnit.DAYS))
        .mint();
  }

  private SignedDns zones() {
    String right = tlsa(houses.get("mx.example.net").certificate, next);
    String wrong = tlsa(houses.get("mx1.example.net").certificate);
    return SignedDns.of(".", DNS_PORT)
        .zone("example.net.", SignedDns.Damage.NONE, example(right).split("\n"))
        .zone(
            "example.org.",
            SignedDns.Damage.NONE,
            "@ 300 IN MX 10 mx",
            "mx 300 IN A 192.0.2.26",
            "mta-sts 300 IN A 192.0.2.31",
            "_mta-sts 300 IN TXT \"v=STSv1; id=20261128\"",
            wrong)
        .zone("example.com.", SignedDns.Damage.UNSIGNED, pool())
        .zone(
            "com.",
            SignedDns.Damage.UNSIGNED,
            "aspmx.l.google 300 IN A 192.0.2.40",
            "smtp.gmail 300 IN A 192.0.2.40",
            "smtp-relay.gmail 300 IN A 192.0.2.40",
            "gmail 300 IN MX 5 aspmx.l.google");
  }

  private static String[] pool() {
    List<String> records = new ArrayList<>();
    records.add("@ 300 IN MX 10 mx");
    records.add("mta-sts 300 IN A 192.0.2.31");
    records.add("_mta-sts 300 IN TXT \"v=STSv1; id=20261128\"");
    for (int host = 1; host <= POOL_SIZE; host++) {
      records.add("mx 300 IN A 192.0.2." + host);
    }
    return records.toArray(String[]::new);
  }

  private static String tlsa(TestCertificate... certificates) {
    StringBuilder records = new StringBuilder();
    for (TestCertificate one : certificates) {
      records.append("_25._tcp.mx 3600 IN TLSA 3 1 1 ").append(keyDigest(one)).append('\n');
    }
    return records.toString();
  }

  private static String example(String tlsa) {
    return """
        @ 300 IN MX 10 mx
        mx 300 IN A 192.0.2.25
        mx1 300 IN A 192.0.2.28
        mx2 300 IN A 192.0.2.29
        mx3 300 IN A 192.0.2.27
        mail 300 IN A 192.0.2.30
        proxy 300 IN A 192.0.2.50
        ns 300 IN A 127.0.0.1
        mta-sts 300 IN A 192.0.2.31
        _mta-sts 300 IN TXT "v=STSv1; id=20261128"
        _smtp._tls 300 IN TXT "v=TLSRPTv1; rua=mailto:tls-reports@example.net"
        _submissions._tcp 300 IN SRV 0 1 465 mail
        _imaps._tcp 300 IN SRV 0 1 993 mail
        """
        + tlsa;
  }

  private static String keyDigest(TestCertificate certificate) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256")
              .digest(certificate.x509().getPublicKey().getEncoded());
      return HexFormat.of().formatHex(digest);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  private void obey() {
    while (true) {
      try (Socket caller = door.accept();
          BufferedReader in =
              new BufferedReader(
                  new InputStreamReader(caller.getInputStream(), StandardCharsets.UTF_8))) {
        String answer = obey(String.valueOf(in.readLine())) + "\n";
        caller.getOutputStream().write(answer.getBytes(StandardCharsets.UTF_8));
      } catch (IOException e) {
        return;
      }
    }
  }

  /** Does it; says {@code done}, or what was wrong with the order. */
  private String obey(String said) {
    String[] order = said.split(" ");
    House house = houses.get(order[1]);
    if (order[0].equals("renew") && house != null) {
      house.renew(order.length > 2 ? Integer.parseInt(order[2]) : -1);
      return DONE;
    }
    if (order[0].equals("await")) {
      InetSocketAddress place = new InetSocketAddress(order[1], Integer.parseInt(order[2]));
      return listens(place) ? DONE : "nobody listens at " + place;
    }
    return "no such order: " + said;
  }

  /** Whether somebody does, or will do soon. */
  private static boolean listens(InetSocketAddress place) {
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (System.nanoTime() < end) {
      try (Socket socket = new Socket()) {
        socket.connect(place);
        return true;
      } catch (IOException e) {
        LockSupport.parkNanos(PAUSE.toNanos());
      }
    }
    return false;
  }

  private static void write(Path folder, String name, String text) {
    try {
      Files.writeString(folder.resolve(name), text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void run(String... command) throws IOException, InterruptedException {
    int code = new ProcessBuilder(command).inheritIO().start().waitFor();
    if (code != 0) {
      throw new IOException(String.join(" ", command) + " ended with " + code);
    }
  }

  @Override
  public void close() throws IOException {
    door.close();
    dns.close();
    policies.close();
    houses.values().forEach(house -> house.servers.values().forEach(FakeMailServer::close));
  }
}
