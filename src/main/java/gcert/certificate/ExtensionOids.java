package gcert.certificate;

/** The object identifiers of the extensions of RFC 5280 section 4.2. */
public final class ExtensionOids {
  /** Key usage (section 4.2.1.3). */
  public static final String KEY_USAGE = "2.5.29.15";

  /** Subject alternative name (section 4.2.1.6). */
  public static final String ALTERNATIVE_NAMES = "2.5.29.17";

  /** Certificate policies (section 4.2.1.4). */
  public static final String POLICIES = "2.5.29.32";

  /** Policy mappings (section 4.2.1.5). */
  public static final String POLICY_MAPPINGS = "2.5.29.33";

  /** Policy constraints (section 4.2.1.11). */
  public static final String POLICY_CONSTRAINTS = "2.5.29.36";

  /** Extended key usage (section 4.2.1.12). */
  public static final String EXTENDED_KEY_USAGE = "2.5.29.37";

  /** Inhibit anyPolicy (section 4.2.1.14). */
  public static final String INHIBIT_ANY_POLICY = "2.5.29.54";

  /** Basic constraints (section 4.2.1.9). */
  public static final String BASIC_CONSTRAINTS = "2.5.29.19";

  /** Name constraints (section 4.2.1.10). */
  public static final String NAME_CONSTRAINTS = "2.5.29.30";

  /** Subject key identifier (section 4.2.1.2). */
  public static final String SUBJECT_KEY_ID = "2.5.29.14";

  /** Authority key identifier (section 4.2.1.1). */
  public static final String AUTHORITY_KEY_ID = "2.5.29.35";

  /** CRL distribution points (section 4.2.1.13). */
  public static final String CRL_DISTRIBUTION_POINTS = "2.5.29.31";

  /** Authority information access (section 4.2.2.1). */
  public static final String AUTHORITY_INFORMATION_ACCESS = "1.3.6.1.5.5.7.1.1";

  /** TLS feature (RFC 7633 section 4.1). */
  public static final String TLS_FEATURE = "1.3.6.1.5.5.7.1.24";

  private ExtensionOids() {}
}
