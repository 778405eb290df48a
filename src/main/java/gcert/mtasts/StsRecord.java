package gcert.mtasts;

import gcert.failure.Escaped;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The TXT record at {@code _mta-sts.DOMAIN}, by which a domain says that it has a policy (RFC 8461
 * section 3.1).
 *
 * @param id which version of the policy there is; 1 to 32 letters and digits
 */
public record StsRecord(String id) {
  static final String VERSION = "v=STSv1";
  private static final int LONGEST_ID = 32;

  /**
   * Reads it.
   *
   * @param texts the TXT records of the name
   * @return empty when none of them is about MTA-STS
   * @throws MalformedPolicyException when there are several, or one that breaks the grammar
   */
  public static Optional<StsRecord> find(List<String> texts) throws MalformedPolicyException {
    Optional<String> text = TextRecord.find(texts, VERSION);
    return text.isEmpty() ? Optional.empty() : Optional.of(parse(text.get()));
  }

  private static StsRecord parse(String text) throws MalformedPolicyException {
    Map<String, String> fields = TextRecord.fields(text, "");
    String id = fields.get("id");
    if (id == null) {
      throw new MalformedPolicyException("it has no id");
    }
    if (id.length() > LONGEST_ID || !id.chars().allMatch(TextRecord::isAlphanumeric)) {
      throw new MalformedPolicyException(
          "the id \"" + Escaped.of(id, 40) + "\" is not 1 to 32 letters and digits");
    }
    return new StsRecord(id);
  }
}
