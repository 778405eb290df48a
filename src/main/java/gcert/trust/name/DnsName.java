package gcert.trust.name;

/** The form of DNS names in certificates (RFC 5280 section 4.2.1.6, RFC 1034 section 3.5). */
public final class DnsName {
  private static final int LONGEST = 253;
  private static final int LONGEST_LABEL = 63;

  private DnsName() {}

  /**
   * Whether a name is one or more labels of letters, digits, hyphens and (as common as they are
   * irregular) underscores; a wildcard is not, and neither is a name with a final dot.
   */
  public static boolean isWellFormed(String name) {
    if (name.isEmpty() || name.length() > LONGEST) {
      return false;
    }
    int label = 0;
    for (int i = 0; i < name.length(); i++) {
      char c = name.charAt(i);
      if (c == '.') {
        if (label == 0 || name.charAt(i - 1) == '-') {
          return false;
        }
        label = 0;
      } else {
        boolean hyphen = c == '-' && label > 0;
        if ((!isLetterOrDigit(c) && !hyphen && c != '_') || ++label > LONGEST_LABEL) {
          return false;
        }
      }
    }
    return label > 0 && name.charAt(name.length() - 1) != '-';
  }

  /** Whether text in the form of a name is an IPv4 address: its last label is a number. */
  public static boolean looksLikeAddress(String name) {
    int digits = 0;
    for (int i = name.length() - 1; i >= 0 && name.charAt(i) != '.'; i--) {
      if (name.charAt(i) < '0' || name.charAt(i) > '9') {
        return false;
      }
      digits++;
    }
    return digits > 0;
  }

  private static boolean isLetterOrDigit(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
  }
}
