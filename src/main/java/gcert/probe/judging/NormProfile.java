package gcert.probe.judging;

/** The norms that servers can be judged by; what they say stands in tables. */
public enum NormProfile {
  /** BCP 195 of the IETF. */
  RFC9325("rfc9325"),
  /** The guidelines of the Dutch National Cyber Security Centre. */
  NCSC_NL_2025("ncsc-nl-2025"),
  /** The technical guideline of the German Federal Office for Information Security. */
  BSI_TR_02102_2("bsi-tr-02102-2"),
  /** Mozilla's recommended configuration. */
  MOZILLA_INTERMEDIATE("mozilla-intermediate");

  private final String key;

  NormProfile(String key) {
    this.key = key;
  }

  /** Its name on the command line and in reports. */
  public String key() {
    return key;
  }
}
