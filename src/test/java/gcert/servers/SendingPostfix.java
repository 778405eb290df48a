package gcert.servers;

import gcert.testing.TestCertificate;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A Postfix that sends, in eight ways, and that is at the same time the mail host of every domain,
 * each on port 25 of an address of its own. What arrives is discarded.
 *
 * <p>Mail for {@code WAY@DOMAIN} goes the way of that name: {@code may}, {@code verify}, {@code
 * dane}, {@code sts}, {@code both}, {@code only} (the level {@code dane-only}), {@code secure}, and
 * {@code match} ({@code secure} with {@code match=hostname}). {@code sts} and {@code both} take the
 * level of a domain from a table, as from a plug-in for MTA-STS.
 *
 * <p>Its {@code posttls-finger} says of each level what it would make of a server.
 */
final class SendingPostfix implements AutoCloseable {
  static final List<String> WAYS =
      List.of("may", "verify", "sts", "dane", "both", "only", "secure", "match");

  /** The levels of {@code posttls-finger} at which it verifies. */
  static final List<String> LEVELS = List.of("dane", "dane-only", "verify", "secure");

  private static final int FINGERS = 4;

  private static final String LOG = "/var/log/postfix.log";
  private static final Pattern TLS =
      Pattern.compile(
          "postfix/(\\w+)/smtp\\[\\d+\\]: (\\w+) TLS connection established to ([\\w.-]+)\\[");
  private static final Pattern STATUS =
      Pattern.compile("to=<(\\w+)@([\\w.-]+)>, relay=([\\w.-]+).* status=(\\w+) (.*)");

  private static final String MAIN =
      Postfix.SENDER
          + """
      smtpd_recipient_limit = 5000
      transport_maps = regexp:/etc/postfix/transport
      smtp_dns_support_level = dnssec
      smtp_host_lookup = dns
      smtp_tls_CAfile = /etc/mailtls/roots.pem
      smtp_tls_loglevel = 1
      smtp_connection_cache_on_demand = no
      smtp_tls_session_cache_database =
      minimal_backoff_time = 1h
      smtpd_tls_security_level = may
      """;

  private static final String SERVICES =
      """
      cleanup  unix        n - n -     0 cleanup
      qmgr     unix        n - n 300   1 qmgr
      tlsmgr   unix        - - n 1000? 1 tlsmgr
      rewrite  unix        - - n -     - trivial-rewrite
      bounce   unix        - - n -     0 bounce
      defer    unix        - - n -     0 bounce
      trace    unix        - - n -     0 bounce
      error    unix        - - n -     - error
      retry    unix        - - n -     - error
      discard  unix        - - n -     - discard
      proxymap unix        - - n -     - proxymap
      anvil    unix        - - n -     1 anvil
      postlog  unix-dgram  n - n -     1 postlogd
      may      unix        - - n -     8 smtp -o syslog_name=postfix/may -o smtp_tls_security_level=may
      verify   unix        - - n -     8 smtp -o syslog_name=postfix/verify -o smtp_tls_security_level=verify
      dane     unix        - - n -     8 smtp -o syslog_name=postfix/dane -o smtp_tls_security_level=dane
      sts      unix        - - n -     8 smtp -o syslog_name=postfix/sts -o smtp_tls_security_level=may -o smtp_tls_policy_maps=texthash:/etc/postfix/sts
      both     unix        - - n -     8 smtp -o syslog_name=postfix/both -o smtp_tls_security_level=may -o smtp_tls_dane_insecure_mx_policy=dane -o smtp_tls_policy_maps=texthash:/etc/postfix/both
      only     unix        - - n -     8 smtp -o syslog_name=postfix/only -o smtp_tls_security_level=dane-only
      secure   unix        - - n -     8 smtp -o syslog_name=postfix/secure -o smtp_tls_security_level=secure
      match    unix        - - n -     8 smtp -o syslog_name=postfix/match -o smtp_tls_security_level=secure -o smtp_tls_secure_cert_match=hostname
      """;

  private final ServerRoot root = new ServerRoot();
  private final StringBuilder services = new StringBuilder(SERVICES);
  private final StringBuilder stsLevels = new StringBuilder();
  private final StringBuilder bothLevels = new StringBuilder();
  private final List<InetSocketAddress> places = new ArrayList<>();
  private final int entrance = LoopbackPorts.free();

  /**
   * Configures it.
   *
   * @param resolver the address of a name server that validates, on port 53
   * @param trusted the root that is trusted
   */
  SendingPostfix(String resolver, TestCertificate trusted) {
    root.file("/etc/resolv.conf", "nameserver " + resolver + "\noptions trust-ad\n")
        .file("/etc/mailtls/roots.pem", trusted.pem());
    services.append(entrance).append(" inet n - n - - smtpd -o syslog_name=postfix/entrance\n");
    places.add(new InetSocketAddress("127.0.0.1", entrance));
  }

  /**
   * Adds a mail host.
   *
   * @param address where it listens, on port 25
   * @param chains a key with its chain each, in PEM; none for a host without TLS
   */
  void host(String name, String address, List<String> chains) {
    List<String> files = new ArrayList<>();
    for (String chain : chains) {
      String file = "/etc/mailtls/" + name + "-" + files.size() + ".pem";
      root.file(file, chain).permissions(file, "rw-------");
      files.add(file);
    }
    services.append(address).append(":25 inet n - n - - smtpd -o syslog_name=postfix/sink");
    services.append(" -o myhostname=sink.invalid");
    services.append(" -o smtpd_recipient_restrictions=check_recipient_access,static:discard");
    services.append(
        files.isEmpty()
            ? " -o smtpd_tls_security_level=none\n"
            : " -o smtpd_tls_chain_files=" + String.join(",", files) + "\n");
    places.add(new InetSocketAddress(address, 25));
  }

  /** Says how a domain is to be treated by the senders that ask a plug-in. */
  void level(String domain, String sts, String both) {
    stsLevels.append(domain).append(' ').append(sts).append('\n');
    bothLevels.append(domain).append(' ').append(both).append('\n');
  }

  /** Starts it; returns when all hosts can be reached. */
  void start() {
    StringBuilder ways = new StringBuilder();
    WAYS.forEach(way -> ways.append("/^").append(way).append("@/ ").append(way).append(":\n"));
    Postfix.spool(root)
        .file("/etc/postfix/main.cf", MAIN)
        .file("/etc/postfix/master.cf", services.toString())
        .file("/etc/postfix/transport", ways.toString())
        .file("/etc/postfix/sts", stsLevels.toString())
        .file("/etc/postfix/both", bothLevels.toString())
        .startAt(places, "/usr/lib/postfix/sbin/master", "-d", "-c", "/etc/postfix");
  }

  /**
   * Sends a message every way to every domain, and waits until it is known what became of all.
   *
   * @return by {@code WAY@DOMAIN}: V for a verified server, E for TLS, C for clear, D for deferred,
   *     B for bounced; behind it what the log says
   */
  Map<String, String> send(List<String> domains) {
    List<String> recipients = new ArrayList<>();
    for (String way : WAYS) {
      domains.forEach(domain -> recipients.add(way + "@" + domain));
    }
    Submission.send(entrance, recipients);
    Patience.await(
        () -> outcomes().size() >= recipients.size(),
        () ->
            "not everything was tried: "
                + recipients.stream().filter(one -> !outcomes().containsKey(one)).toList()
                + root.text(LOG).lines().filter(line -> line.contains("fatal")).toList());
    return outcomes();
  }

  /**
   * Has {@code posttls-finger} look at every domain at every level.
   *
   * @return by {@code LEVEL@DOMAIN} what it says
   */
  Map<String, String> finger(List<String> domains) {
    ExecutorService threads = Executors.newFixedThreadPool(FINGERS);
    try {
      Map<String, Future<String>> running = new LinkedHashMap<>();
      for (String level : LEVELS) {
        for (String domain : domains) {
          running.put(level + "@" + domain, threads.submit(() -> finger(level, domain)));
        }
      }
      Map<String, String> said = new LinkedHashMap<>();
      for (Map.Entry<String, Future<String>> one : running.entrySet()) {
        said.put(one.getKey(), one.getValue().get());
      }
      return said;
    } catch (ExecutionException e) {
      throw new IllegalStateException(e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    } finally {
      threads.shutdownNow();
    }
  }

  private String finger(String level, String domain) {
    List<String> words = new ArrayList<>(List.of("/usr/sbin/posttls-finger", "-c", "-t10"));
    words.addAll(List.of("-l", level));
    if (!level.startsWith("dane")) {
      // Given roots it would verify by them, too, where DANE does not apply.
      words.addAll(List.of("-F", "/etc/mailtls/roots.pem"));
    }
    words.add(domain);
    return root.tryCall(words.toArray(String[]::new)).said();
  }

  private Map<String, String> outcomes() {
    Map<String, String> levels = new LinkedHashMap<>();
    Map<String, String> outcomes = new LinkedHashMap<>();
    for (String line : root.text(LOG).lines().toList()) {
      Matcher tls = TLS.matcher(line);
      if (tls.find()) {
        levels.put(tls.group(1) + " " + tls.group(3), tls.group(2));
      }
      Matcher status = STATUS.matcher(line);
      if (status.find() && WAYS.contains(status.group(1))) {
        String level = levels.getOrDefault(status.group(1) + " " + status.group(3), "");
        outcomes.put(
            status.group(1) + "@" + status.group(2),
            letter(status.group(4), level) + " " + level + " " + status.group(5));
      }
    }
    return outcomes;
  }

  private static String letter(String status, String level) {
    return switch (status) {
      case "sent" -> level.isEmpty() ? "C" : level.equals("Verified") ? "V" : "E";
      case "deferred" -> "D";
      default -> "B";
    };
  }

  @Override
  public void close() {
    root.close();
  }
}
