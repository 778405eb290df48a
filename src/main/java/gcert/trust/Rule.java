package gcert.trust;

/**
 * The rules by which certificates are judged. The identifiers are stable: scripts match them. Of
 * two failures that of the rule declared first is reported first: it is the one whose remedy makes
 * the others worth looking at.
 */
public enum Rule {
  /** The octets are those of a certificate that can be read (RFC 5280 section 4.1). */
  MALFORMED("malformed"),
  /** Time has not passed the end of the validity (RFC 5280 section 4.1.2.5). */
  EXPIRED("expired"),
  /** Time has reached the begin of the validity (RFC 5280 section 4.1.2.5). */
  NOT_YET_VALID("not-yet-valid"),
  /** The server's certificate is signed by a CA, not by itself. */
  SELF_SIGNED("self-signed"),
  /** A path that the configured roots do not hold is not held by other roots either. */
  OTHER_ROOTS("other-roots"),
  /** The path ends in a configured trust anchor (RFC 5280 section 6.1). */
  UNTRUSTED_ROOT("untrusted-root"),
  /** The server sends every certificate between its own and a root (RFC 8446 section 4.4.2). */
  MISSING_INTERMEDIATE("missing-intermediate"),
  /** Each signature holds with the key of the issuer (RFC 5280 section 6.1.3 a 1). */
  SIGNATURE("signature"),
  /** An issuer is a CA and a server is not (RFC 5280 sections 4.2.1.9 and 6.1.4 k). */
  BASIC_CONSTRAINTS("basic-constraints"),
  /** No more CAs follow than a CA allows (RFC 5280 sections 4.2.1.9 and 6.1.4 l, m). */
  PATH_LENGTH("path-length"),
  /** Keys are used for what they are meant for (RFC 5280 sections 4.2.1.3 and 6.1.4 n). */
  KEY_USAGE("key-usage"),
  /** The certificates are meant for servers (RFC 5280 section 4.2.1.12). */
  EXTENDED_KEY_USAGE("extended-key-usage"),
  /** Names are within the limits of every CA above (RFC 5280 section 4.2.1.10). */
  NAME_CONSTRAINTS("name-constraints"),
  /** Every critical extension is understood (RFC 5280 section 4.2). */
  UNKNOWN_CRITICAL_EXTENSION("unknown-critical-extension"),
  /** The policies demanded by CAs are there (RFC 5280 section 6.1.5 g). */
  POLICY("policy"),
  /** The certificate is valid for the reference identity (RFC 9525). */
  NAME("name"),
  /** The kind of key is known, and it is strong enough (baseline requirements 6.1.5). */
  WEAK_KEY("weak-key"),
  /** The signature algorithm is strong enough (baseline requirements 7.1.3.2). */
  WEAK_SIGNATURE("weak-signature"),
  /** Judging the chain takes no more work than a chain of any sense. */
  EFFORT("effort"),
  /** Extensions are well-formed, and critical or not as the profile says (RFC 5280 section 4.2). */
  EXTENSION("extension"),
  /** Key identifiers are there and fit (RFC 5280 sections 4.2.1.1 and 4.2.1.2). */
  KEY_IDENTIFIER("key-identifier"),
  /** The serial number is positive and of at most 20 octets (RFC 5280 section 4.1.2.2). */
  SERIAL("serial"),
  /** The version is 3 where there are extensions (RFC 5280 section 4.1.2.1). */
  VERSION("version"),
  /** Subject, issuer and their alternatives are as the profile says (RFC 5280 section 4.1.2). */
  SUBJECT("subject"),
  /** The dates are encoded as the profile says (RFC 5280 section 4.1.2.5). */
  DATE("date"),
  /** The server sends its chain as clients expect it (RFC 5246 section 7.4.2). */
  CHAIN("chain"),
  /** A server's certificate lives no longer than the baseline requirements allow (6.3.2). */
  LIFETIME("lifetime"),
  /** No certificate expires within the threshold that the user set. */
  EXPIRES_SOON("expires-soon"),
  /** A pinned certificate or key was met. */
  PIN("pin"),
  /** The path ends in an anchor that the user requires. */
  ANCHOR("anchor"),
  /** The TLS version is as the user requires. */
  REQUIRE_VERSION("require-version"),
  /** The key exchange is as the user requires. */
  REQUIRE_KEY_EXCHANGE("require-key-exchange"),
  /** The cipher is as the user requires. */
  REQUIRE_CIPHER("require-cipher"),
  /** What was negotiated is as strong as is recommended today (RFC 9325). */
  WEAK_SESSION("weak-session"),
  /** The server has a certificate for another kind of key as well (RFC 8446 section 4.2.3). */
  OTHER_CERTIFICATE("other-certificate"),
  /** It is known whether the server has a certificate for each common kind of key. */
  OTHER_CERTIFICATE_UNSEEN("other-certificate-unseen"),
  /** No certificate below the anchor has been revoked (RFC 5280 section 6.3, RFC 6960). */
  REVOKED("revoked"),

  /** It can be found out whether a certificate has been revoked (RFC 5280 section 6.3.3). */
  REVOCATION_UNKNOWN("revocation-unknown"),

  /** A server staples OCSP responses whose certificate asks for them (RFC 7633). */
  MUST_STAPLE("must-staple"),

  /** The OCSP response that a server staples holds (RFC 6066 section 8). */
  STAPLED_RESPONSE("stapled-response"),

  /** What DNS says about the server can be found out and believed (RFC 7672 section 2.1.2). */
  DANE_LOOKUP("dane-lookup"),
  /** The name of the server and its TLSA records are signed (RFC 7672 section 2.2.2). */
  DANE_UNSIGNED("dane-unsigned"),
  /** There is a TLSA record (RFC 7672 section 2.2.3). */
  DANE_MISSING("dane-missing"),
  /** TLSA records can be used (RFC 7672 sections 2.2 and 3.1.3). */
  DANE_UNUSABLE("dane-unusable"),
  /** A TLSA record vouches for the certificate (RFC 7672 section 3). */
  DANE("dane"),
  /** TLSA records vouch for the certificate with each kind of key (RFC 7671 section 8). */
  DANE_OTHER_KEY("dane-other-key"),
  /** The server sends the CA that its TLSA records name (RFC 7672 section 3.1.2). */
  DANE_CA_MISSING("dane-ca-missing"),
  /** The MX records that lead to the server are signed (RFC 7672 section 2.2.1). */
  DANE_MX_UNSIGNED("dane-mx-unsigned"),
  /** TLSA records need not change with each renewal (RFC 7671 section 5.1). */
  DANE_RENEWAL("dane-renewal"),
  /** No TLSA record names a CA that issues no more (RFC 7672 section 3.1.2). */
  DANE_CA_RETIRED("dane-ca-retired"),
  /** There are no more TLSA records than large senders take. */
  DANE_RECORDS("dane-records"),
  /** TLSA records hold digests (RFC 7671 section 10.1.2). */
  DANE_WHOLE("dane-whole"),
  /** Each TLSA record is for what the server shows. */
  DANE_UNMATCHED("dane-unmatched"),
  /** TLSA records may be kept for a day at most. */
  DANE_TTL("dane-ttl"),
  /** The domain has an MTA-STS record (RFC 8461 section 3.1). */
  MTA_STS_MISSING("mta-sts-missing"),
  /**
   * The MTA-STS record can be looked up, there is one, and it keeps the grammar (RFC 8461 section
   * 3.1).
   */
  MTA_STS_RECORD("mta-sts-record"),
  /** The host with the policy answers, and its certificate holds (RFC 8461 section 3.3). */
  MTA_STS_HOST("mta-sts-host"),
  /**
   * The answer has status 200 and media type text/plain, and is no redirect (RFC 8461 section 3.3).
   */
  MTA_STS_ANSWER("mta-sts-answer"),
  /** The policy keeps the grammar (RFC 8461 section 3.2). */
  MTA_STS_POLICY("mta-sts-policy"),
  /** The mail host is one that the policy names (RFC 8461 section 4.1). */
  MTA_STS_MX("mta-sts-mx"),
  /** The mail host fits the policy (RFC 8461 section 4). */
  MTA_STS("mta-sts"),
  /** The policy is enforced (RFC 8461 section 5). */
  MTA_STS_MODE("mta-sts-mode"),
  /** Senders keep the policy long enough (RFC 8461 section 3.2). */
  MTA_STS_AGE("mta-sts-age"),
  /** The policy has no empty lines (RFC 8461 section 3.2). */
  MTA_STS_BLANK_LINE("mta-sts-blank-line"),
  /** The id was changed with the policy (RFC 8461 section 3.1). */
  MTA_STS_ID("mta-sts-id"),
  /** The record for reports on TLS keeps its grammar (RFC 8460 section 3). */
  TLS_REPORTING("tls-reporting"),
  /** The mail host keeps a demand for TLS along the whole way (RFC 8689). */
  REQUIRETLS("requiretls");

  private final String id;

  Rule(String id) {
    this.id = id;
  }

  /** The stable identifier, kebab-case. */
  public String id() {
    return id;
  }
}
