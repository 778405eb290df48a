package gcert.servers;

import static org.assertj.core.api.Assertions.assertThat;

import gcert.testing.FakeMailServer;
import gcert.testing.MailProtocol;
import gcert.testing.ServerIdentity;
import gcert.testing.TestCertificate;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The definitions for Nagios and Icinga: read by both, and run as both would. */
@NeedsServers
class MonitoringIT {
  private static final Path EXAMPLES = Path.of("src", "package", "debian", "examples");
  private static final int NAGIOS = 908;

  /** The guidelines: {@code 'label'=value[UOM];[warn];[crit];[min];[max]}, with blanks between. */
  private static final String NUMBER = "-?[0-9]+(\\.[0-9]+)?";

  private static final String RANGE = "(@?(~|" + NUMBER + ")?:?(" + NUMBER + ")?)?";
  private static final String METRIC =
      "('[^'=]+'|[^'= ]+)=("
          + NUMBER
          + "|U)(us|ms|s|%|[KMGT]?B|c)?(;"
          + RANGE
          + "){0,2}(;[0-9.]*){0,2}";
  private static final String LINE =
      "GCERT (OK|WARNING|CRITICAL|UNKNOWN) - [^|\n]+(\\|" + METRIC + "( " + METRIC + ")*)?";

  @TempDir private Path folder;

  private final ServerRoot root = new ServerRoot();

  @AfterEach
  void stop() {
    root.close();
  }

  @Test
  void nagiosReadsTheDefinitions() {
    root.directory("/var/lib/nagios4/spool/checkresults", NAGIOS, NAGIOS)
        .directory("/var/log/nagios4", NAGIOS, NAGIOS)
        .file("/etc/nagios4/gcert.cfg", new HowTo("nagios").file("/etc/nagios4/conf.d/gcert.cfg"))
        .file(
            "/etc/nagios4/host.cfg",
            """
            define host {
              use                 generic-host
              host_name           mx.example.net
              address             192.0.2.25
              max_check_attempts  3
            }
            """)
        .file(
            "/etc/nagios4/nagios.cfg",
            """
            cfg_file=/etc/nagios4/objects/commands.cfg
            cfg_file=/etc/nagios4/objects/contacts.cfg
            cfg_file=/etc/nagios4/objects/timeperiods.cfg
            cfg_file=/etc/nagios4/objects/templates.cfg
            cfg_file=/etc/nagios4/host.cfg
            cfg_file=/etc/nagios4/gcert.cfg
            check_result_path=/var/lib/nagios4/spool/checkresults
            log_file=/var/log/nagios4/nagios.log
            nagios_user=nagios
            nagios_group=nagios
            """);
    assertThat(root.call("/usr/sbin/nagios4", "-v", "/etc/nagios4/nagios.cfg"))
        .contains("Checked 1 services.")
        .contains("Total Errors:   0");
  }

  @Test
  void icingaReadsTheDefinitions() {
    HowTo page = new HowTo("icinga");
    root.directory("/var/cache/icinga2", NAGIOS, NAGIOS)
        .directory("/var/lib/icinga2/api/packages", NAGIOS, NAGIOS)
        .directory("/var/lib/icinga2", NAGIOS, NAGIOS)
        .directory("/var/log/icinga2", NAGIOS, NAGIOS)
        .file("/etc/icinga2/gcert.conf", page.file("/etc/icinga2/conf.d/gcert.conf"))
        .file("/etc/icinga2/mx.conf", page.file("/etc/icinga2/conf.d/mx.conf"))
        .file(
            "/etc/icinga2/icinga2.conf",
            """
            include "constants.conf"
            include <itl>
            include <plugins>
            include "mx.conf"
            include "gcert.conf"
            """);
    assertThat(root.callWithProc("/usr/sbin/icinga2", "daemon", "-C"))
        .contains("Instantiated 1 Host.")
        .contains("Instantiated 1 Service.")
        .contains("Finished validating the configuration file(s).");
  }

  @Test
  void thePackagesBringWhatThePagesShow() throws IOException {
    assertThat(Files.readString(EXAMPLES.resolve("nagios.cfg")))
        .endsWith(new HowTo("nagios").file("/etc/nagios4/conf.d/gcert.cfg"));
    assertThat(Files.readString(EXAMPLES.resolve("icinga2.conf")))
        .endsWith(new HowTo("icinga").file("/etc/icinga2/conf.d/gcert.conf"));
  }

  /** As Nagios runs it: with its macros filled in, by a shell. */
  @ParameterizedTest
  @CsvSource({"60, OK, 0", "15, WARNING, 1", "5, CRITICAL, 2", "-3, CRITICAL, 2", "0, UNKNOWN, 3"})
  void speaksAsThePluginGuidelinesHaveIt(int daysLeft, String state, int code) {
    TestCertificate ca = TestCertificate.root().mint();
    Instant end = Instant.now().plus(Duration.ofDays(daysLeft)).plusSeconds(3600);
    TestCertificate leaf =
        TestCertificate.leaf("mx.test")
            .issuedBy(ca)
            .valid(end.minus(Duration.ofDays(90)), end)
            .mint();
    Terminal terminal = new Terminal(folder).file("roots.pem", ca.pem());
    boolean known = !state.equals("UNKNOWN");
    terminal.set("GCERT_ROOTS", folder.resolve(known ? "roots.pem" : "missing.pem"));
    try (FakeMailServer server =
        FakeMailServer.speaking(MailProtocol.SMTP).as(ServerIdentity.of(leaf)).start()) {
      Terminal.Outcome outcome = terminal.run(command("127.0.0.1", server.port(), "mx.test"));
      assertThat(outcome.out()).startsWith("GCERT " + state + " - ").matches(LINE + "\n");
      assertThat(outcome.code()).isEqualTo(code);
      assertThat(outcome.err()).isEmpty();
    }
  }

  private static String command(String address, int port, String name) {
    return new HowTo("nagios")
        .file("/etc/nagios4/conf.d/gcert.cfg")
        .lines()
        .filter(line -> line.contains("command_line"))
        .map(line -> line.replaceFirst(" *command_line */usr/bin/", ""))
        .map(line -> line.replace("$HOSTADDRESS$", address).replace("$HOSTNAME$", name))
        .map(line -> line.replace("$ARG1$", String.valueOf(port)))
        .findFirst()
        .orElseThrow();
  }
}
