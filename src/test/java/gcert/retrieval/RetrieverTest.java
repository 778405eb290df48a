package gcert.retrieval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import gcert.dns.SystemLookup;
import gcert.net.Deadline;
import gcert.net.DialSettings;
import gcert.net.Ticker;
import gcert.testing.PublicationServer;
import gcert.tls.TlsClient;
import gcert.tls.TlsSettings;
import gcert.trace.ExchangeLog;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Where connections are made to for the sake of a certificate, and how much is read there. */
class RetrieverTest {
  private PublicationServer ca;

  @BeforeEach
  void startCa() throws IOException {
    ca = PublicationServer.start();
  }

  @AfterEach
  void stopCa() {
    ca.close();
  }

  private static Retriever retriever(AddressPolicy policy) {
    return new Retriever(
        new SystemLookup(),
        () -> new TlsClient(TlsSettings.defaults()),
        DialSettings.defaults(),
        seen -> {},
        policy,
        Ticker.system(),
        Clock.systemUTC());
  }

  private static String fetch(Retriever retriever, String url, int largest)
      throws RetrievalException {
    Deadline deadline = Deadline.after(Duration.ofSeconds(20), Ticker.system());
    return new String(
        retriever.fetch(url, Optional.empty(), largest, deadline, ExchangeLog.SILENT),
        StandardCharsets.US_ASCII);
  }

  private void publish(String path, String text) {
    ca.publish(path, text.getBytes(StandardCharsets.US_ASCII));
  }

  @Test
  void redirectionsAreFollowedAFewTimes() throws Exception {
    publish("/there", "content");
    ca.redirect("/1", "/2");
    ca.redirect("/2", ca.url("/3"));
    ca.redirect("/3", "there");
    ca.redirect("/ring", "/ring");

    assertThat(fetch(retriever(AddressPolicy.ANY), ca.url("/1"), 100)).isEqualTo("content");
    assertThatThrownBy(() -> fetch(retriever(AddressPolicy.ANY), ca.url("/ring"), 100))
        .hasMessage("cannot be fetched: more than 3 redirections");
    assertThat(ca.asked()).hasSize(8);
  }

  @Test
  void aRedirectionToAPrivateAddressIsRefused() {
    AddressPolicy oneAlone = address -> address.getHostAddress().equals("127.0.0.1");
    ca.redirect("/literal", "http://127.0.0.2/1.crl");
    ca.redirect("/mapped", "http://[::1]/1.crl");
    ca.redirect("/scheme", "file:///etc/passwd");
    ca.redirect("/host", "ldap://127.0.0.1/");

    assertThatThrownBy(() -> fetch(retriever(oneAlone), ca.url("/literal"), 100))
        .hasMessageStartingWith("leads to the private address 127.0.0.2");
    assertThatThrownBy(() -> fetch(retriever(oneAlone), ca.url("/mapped"), 100))
        .hasMessageStartingWith("leads to the private address ::1");
    assertThatThrownBy(() -> fetch(retriever(oneAlone), ca.url("/scheme"), 100))
        .hasMessage("cannot be fetched: it is not an HTTP URL");
    assertThatThrownBy(() -> fetch(retriever(oneAlone), ca.url("/host"), 100))
        .hasMessage("cannot be fetched: it is not an HTTP URL");
  }

  @Test
  void aNameThatLeadsToThisMachineIsRefused() {
    assertThatThrownBy(
            () ->
                fetch(
                    retriever(AddressPolicy.PUBLIC),
                    ca.url("/1").replace("127.0.0.1", "localhost"),
                    100))
        .hasMessageContaining("localhost has the private address ")
        .hasMessageContaining("--allow-private-addresses");
    assertThat(ca.asked()).isEmpty();
  }

  @Test
  void whatIsTooLargeIsNotRead() {
    publish("/large", "x".repeat(101));

    assertThatThrownBy(() -> fetch(retriever(AddressPolicy.ANY), ca.url("/large"), 100))
        .hasMessageContaining("larger than 100 octets");
  }

  @Test
  void whatCouldNotBeHadIsNotAskedForAgainAtOnce() {
    Retriever retriever = retriever(AddressPolicy.ANY);

    for (int i = 0; i < 3; i++) {
      assertThatThrownBy(() -> fetch(retriever, ca.url("/gone"), 100))
          .hasMessage("cannot be fetched: status 404");
    }

    assertThat(ca.asked()).containsExactly("/gone");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "no url", "http://", "http:///x", "http://a b/", "gopher://x/", "//x"})
  void whatIsNoUrlIsNotAsked(String url) {
    assertThatThrownBy(() -> fetch(retriever(AddressPolicy.ANY), url, 100))
        .isInstanceOf(RetrievalException.class)
        .hasMessageContaining("cannot be fetched");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "0.0.0.0",
        "10.1.2.3",
        "100.64.0.1",
        "127.0.0.1",
        "169.254.169.254",
        "172.16.0.1",
        "192.0.0.1",
        "192.0.2.1",
        "192.168.1.1",
        "198.18.0.1",
        "198.51.100.1",
        "203.0.113.1",
        "224.0.0.1",
        "240.0.0.1",
        "255.255.255.255",
        "::",
        "::1",
        "fe80::1",
        "fc00::1",
        "fd12::1",
        "fec0::1",
        "ff02::1",
        "::ffff:10.0.0.1",
        "64:ff9b::10.0.0.1",
        "64:ff9b:1::1",
        "2002:a00:1::1",
        "2001:db8::1",
        "2001::1"
      })
  void anAddressThatIsNotOfTheInternetIsPrivate(String address) throws Exception {
    assertThat(AddressPolicy.PUBLIC.allows(InetAddress.getByName(address))).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "1.1.1.1",
        "8.8.8.8",
        "100.128.0.1",
        "172.32.0.1",
        "192.0.1.1",
        "198.20.0.1",
        "2606:4700::1",
        "2a00:1450::1",
        "64:ff9b::8.8.8.8",
        "2002:808:808::1",
        "2001:4860::8888"
      })
  void anAddressOfTheInternetIsPublic(String address) throws Exception {
    assertThat(AddressPolicy.PUBLIC.allows(InetAddress.getByName(address))).isTrue();
  }
}
