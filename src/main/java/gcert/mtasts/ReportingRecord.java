package gcert.mtasts;

import gcert.failure.Escaped;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The TXT record at {@code _smtp._tls.DOMAIN}, by which a domain asks senders for reports on how
 * they fared (RFC 8460 section 3).
 *
 * @param addresses where reports go, at least one: {@code mailto} and {@code https} URIs
 */
public record ReportingRecord(List<String> addresses) {
  private static final String VERSION = "v=TLSRPTv1";
  private static final int SHOWN = 80;

  /** Takes a copy of the list. */
  public ReportingRecord {
    addresses = List.copyOf(addresses);
  }

  /**
   * Reads it.
   *
   * @param texts the TXT records of the name
   * @return empty when none of them is about TLS reporting
   * @throws MalformedPolicyException when there are several, or one that breaks the grammar
   */
  public static Optional<ReportingRecord> find(List<String> texts) throws MalformedPolicyException {
    Optional<String> text = TextRecord.find(texts, VERSION);
    return text.isEmpty() ? Optional.empty() : Optional.of(parse(text.get()));
  }

  /** A URI may hold an equals sign, as the values of other fields may not. */
  private static ReportingRecord parse(String text) throws MalformedPolicyException {
    String rua = TextRecord.fields(text, "rua").get("rua");
    if (rua == null) {
      throw new MalformedPolicyException("it has no rua, the address for reports");
    }
    List<String> addresses = new ArrayList<>();
    for (String address : rua.split(",", -1)) {
      addresses.add(address(TextRecord.stripped(address)));
    }
    return new ReportingRecord(addresses);
  }

  private static String address(String text) throws MalformedPolicyException {
    try {
      URI uri = new URI(text);
      String scheme = String.valueOf(uri.getScheme()).toLowerCase(Locale.ROOT);
      boolean mail =
          scheme.equals("mailto") && uri.getRawSchemeSpecificPart().matches("[^@\\s]+@[^@\\s]+");
      boolean web = scheme.equals("https") && uri.getHost() != null;
      // RFC 8460 section 3: these are percent-encoded, since they mean something in the record.
      if ((mail || web) && text.indexOf('!') < 0) {
        return text;
      }
    } catch (URISyntaxException e) {
      // Said below.
    }
    throw new MalformedPolicyException(
        "\"" + Escaped.of(text, SHOWN) + "\" is not a mailto or https URI");
  }
}
