package gcert.rollover;

import java.util.Optional;

/**
 * What one name server of a zone, asked directly at one of its addresses, says of TLSA records.
 *
 * @param server its name
 * @param address the text of the address
 * @param set the records; empty when it did not say
 * @param signed whether a signature that is in force comes with them
 * @param failure why it did not say, one clause; empty when it did
 */
public record NameServerAnswer(
    String server, String address, Optional<TlsaSet> set, boolean signed, String failure) {

  /** One that says what it has. */
  public static NameServerAnswer told(String server, String address, TlsaSet set, boolean signed) {
    return new NameServerAnswer(server, address, Optional.of(set), signed, "");
  }

  /** One that does not answer. */
  public static NameServerAnswer silent(String server, String address, String failure) {
    return new NameServerAnswer(server, address, Optional.empty(), false, failure);
  }
}
