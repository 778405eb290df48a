package gcert.probe;

import gcert.certificate.Certificate;
import gcert.certificate.MalformedCertificateException;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Looks at the certificates of a server under every light: with its name, without one and with a
 * wrong one, by each kind of key, at each of its addresses.
 */
final class ShowingSurvey {
  /** Such a name has nobody (RFC 6761 section 6.4). */
  private static final String NOBODY = "gcert-probe.invalid";

  private final Showings source;
  private final Map<Showing.Sent, Optional<String>> names = new LinkedHashMap<>();
  private final List<Showing> found = new ArrayList<>();

  /** Shows what a server shows to one client. */
  interface Showings {

    /**
     * Asks once.
     *
     * @param address the address to ask; empty for the one that has been asked all along
     * @param name the server name; empty sends none
     * @param authentication {@code RSA} or {@code ECDSA}
     */
    Result ask(Optional<InetAddress> address, Optional<String> name, String authentication);
  }

  /** What came of it: a certificate, an alert, or neither when the server could not be asked. */
  record Result(Optional<Certificate> certificate, OptionalInt alert) {
    static Result unknown() {
      return new Result(Optional.empty(), OptionalInt.empty());
    }

    boolean isUnknown() {
      return certificate.isEmpty() && alert.isEmpty();
    }

    /** What an answer in clear shows. */
    static Result of(HelloAnswer answer) {
      if (answer instanceof HelloAnswer.Refused refused) {
        return new Result(Optional.empty(), OptionalInt.of(refused.alert()));
      }
      if (answer instanceof HelloAnswer.Accepted accepted && !accepted.certificates().isEmpty()) {
        return shown(accepted.certificates().get(0));
      }
      return unknown();
    }

    /** A certificate was shown. */
    static Result shown(byte... der) {
      try {
        return new Result(Optional.of(Certificate.parse(der)), OptionalInt.empty());
      } catch (MalformedCertificateException e) {
        return unknown();
      }
    }
  }

  /**
   * Makes one.
   *
   * @param usual the server name that the server is sent always
   * @param host the name of the host; empty for an address
   */
  ShowingSurvey(Showings source, Optional<String> usual, Optional<String> host) {
    this.source = source;
    names.put(usual.isPresent() ? Showing.Sent.USUAL : Showing.Sent.NONE, usual);
    if (host.isPresent() && !host.equals(usual)) {
      names.put(Showing.Sent.HOST, host);
    }
    names.put(Showing.Sent.NONE, Optional.empty());
    names.put(Showing.Sent.WRONG, Optional.of(NOBODY));
  }

  /**
   * Asks.
   *
   * @param first the address that has been asked all along
   * @param others the other addresses of the host
   * @param authentications the kinds of key that the server has
   */
  List<Showing> ask(
      Optional<InetAddress> first, List<InetAddress> others, List<String> authentications) {
    all(first, Optional.empty(), authentications);
    for (InetAddress other : others) {
      all(Optional.of(other), Optional.of(other), authentications);
    }
    return List.copyOf(found);
  }

  private void all(
      Optional<InetAddress> address, Optional<InetAddress> asked, List<String> authentications) {
    for (String authentication : authentications) {
      for (Map.Entry<Showing.Sent, Optional<String>> name : names.entrySet()) {
        Result result = source.ask(asked, name.getValue(), authentication);
        found.add(
            new Showing(
                address,
                name.getKey(),
                name.getValue(),
                authentication,
                result.certificate(),
                result.alert()));
        if (result.isUnknown()) {
          // A server that is silent once is not waited for again and again.
          return;
        }
      }
    }
  }
}
