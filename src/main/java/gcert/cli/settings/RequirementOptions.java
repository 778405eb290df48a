package gcert.cli.settings;

import gcert.app.LocalFaultException;
import gcert.cli.option.Completion;
import gcert.cli.option.InvalidValueException;
import gcert.cli.option.Option;
import gcert.cli.option.OptionGroup;
import gcert.cli.option.OptionValues;
import gcert.cli.option.UsageException;
import gcert.cli.option.ValueType;
import gcert.cli.option.ValueTypes;
import gcert.trust.requirement.ExpiresWithin;
import gcert.trust.requirement.Pin;
import gcert.trust.requirement.Pins;
import gcert.trust.requirement.RequiredAnchor;
import gcert.trust.requirement.RequiredTls;
import gcert.trust.requirement.Requirement;
import gcert.trust.requirement.Requirements;
import gcert.trust.requirement.TlsRequirement;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What is demanded beyond a trusted path and a valid name. */
public final class RequirementOptions {
  /** When to warn of the end, and when to fail. */
  public static final Option<List<ExpiresWithin.Threshold>> EXPIRES_WITHIN =
      Option.commaList(
              "--expires-within",
              "TIME",
              new ThresholdType(),
              "Warn (exit code 6) if a certificate expires within TIME: 14d, or 20% of its lifetime."
                  + " A second TIME (21d,7d) is critical (exit code 1). Default: warn at 10%,"
                  + " with exit code 0.")
          .briefly("Warn if a certificate expires within TIME (14d, 20%).");

  /** The acceptable certificates. */
  public static final Option<List<String>> PIN =
      Option.list(
              "--pin",
              "PIN",
              ValueTypes.FILE_NAME,
              "Require this SHA-256 of the certificate, its key, or a verified issuer: hex, base64,"
                  + " sha256//BASE64, or a PEM FILE. May be repeated; one match is enough.")
          .briefly("Require this SHA-256 of a certificate or key.");

  /** What the session must be. */
  public static final Option<List<TlsRequirement>> REQUIRE =
      Option.commaList(
              "--require",
              "WORDS",
              new TlsDemandType(),
              "Require these properties of the TLS session: "
                  + tlsWords()
                  + ". May be repeated; of several ciphers one is enough.")
          .briefly("Require tls1.2, tls1.3, pfs, aead or others.");

  /** The acceptable roots. */
  public static final Option<List<String>> REQUIRE_ANCHOR =
      Option.list(
          "--require-anchor",
          "NAME",
          new AnchorType(),
          "Require the root of this name or SHA-256. May be repeated; one match is enough.");

  /** What is demanded. */
  public static final OptionGroup GROUP =
      new OptionGroup("Requirements", EXPIRES_WITHIN, PIN, REQUIRE, REQUIRE_ANCHOR);

  private RequirementOptions() {}

  /** Everything that is demanded. */
  public static Requirements read(OptionValues values) throws UsageException, LocalFaultException {
    List<Requirement> demands = new ArrayList<>();
    demands.add(readExpiry(values).orElseGet(ExpiresWithin::usual));
    List<Pin> pins = new ArrayList<>();
    for (String text : values.get(PIN)) {
      try {
        pins.addAll(PinReader.read(text));
      } catch (InvalidValueException e) {
        throw values.wrong(PIN, text, String.valueOf(e.getMessage()));
      }
    }
    if (!pins.isEmpty()) {
      demands.add(new Pins(pins));
    }
    List<TlsRequirement> tls = values.get(REQUIRE);
    if (!tls.isEmpty()) {
      demands.add(new RequiredTls(EnumSet.copyOf(tls)));
    }
    List<String> anchors = values.get(REQUIRE_ANCHOR);
    if (!anchors.isEmpty()) {
      demands.add(new RequiredAnchor(anchors));
    }
    return new Requirements(demands);
  }

  /** When to warn, and when to fail: {@code --expires-within}; empty when it is not given. */
  public static Optional<ExpiresWithin> readExpiry(OptionValues values) throws UsageException {
    return ExpiryThresholds.of(values.get(EXPIRES_WITHIN));
  }

  private static List<String> tlsDemands() {
    List<String> words = new ArrayList<>();
    for (TlsRequirement demand : TlsRequirement.values()) {
      words.add(demand.word());
    }
    return words;
  }

  private static String tlsWords() {
    return String.join(", ", tlsDemands());
  }

  private static final class TlsDemandType implements ValueType<TlsRequirement> {
    @Override
    public TlsRequirement parse(String text) throws InvalidValueException {
      return TlsRequirement.of(text)
          .orElseThrow(() -> new InvalidValueException("is not one of " + tlsWords()));
    }

    @Override
    public Completion completion() {
      return Completion.someOf(tlsDemands());
    }
  }

  /** The name of a root, or its SHA-256 in lower-case hex. */
  private static final class AnchorType implements ValueType<String> {
    @Override
    public String parse(String text) throws InvalidValueException {
      if (text.isBlank()) {
        throw new InvalidValueException("is neither a name nor a SHA-256");
      }
      String hex = text.strip().replace(":", "").toLowerCase(Locale.ROOT);
      return hex.matches("[0-9a-f]{64}") ? hex : text.strip();
    }
  }
}
