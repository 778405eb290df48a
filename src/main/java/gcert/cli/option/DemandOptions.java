package gcert.cli.option;

import gcert.app.LocalFaultException;
import gcert.trust.Demand;
import gcert.trust.Demands;
import gcert.trust.ExpiresWithin;
import gcert.trust.Pin;
import gcert.trust.Pins;
import gcert.trust.RequiredAnchor;
import gcert.trust.RequiredTls;
import gcert.trust.TlsDemand;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine.Model.CommandSpec;

/** What is demanded beyond a trusted path and a valid name. */
public final class DemandOptions {
  private DemandOptions() {}

  public static void declare(CommandSpec spec) {
    new OptionGroup("Demands", 50)
        .list(
            "--expires-within",
            "TIME",
            "Warn, with exit code 6, when a certificate of the path expires within TIME (14d), or"
                + " when the server's own has no more than this share of its lifetime left (20%%)."
                + " With two (21d,7d) the second is critical: exit code 1. Default: warn at 10%%,"
                + " with exit code 0.")
        .list(
            "--pin",
            "PIN",
            "The certificate or a verified issuer must have this SHA-256, its own or that of its"
                + " key: hex, base64, sha256//BASE64, or a PEM FILE of certificates or public keys."
                + " May be repeated: one is enough.")
        .list(
            "--require",
            "WORDS",
            "What the session must be: "
                + tlsWords()
                + ". May be repeated; of ciphers one is enough.")
        .list(
            "--require-anchor",
            "NAME",
            "The path must end in the root of this name or SHA-256. May be repeated: one is enough.")
        .addTo(spec);
  }

  /** Everything that is demanded. */
  public static Demands read(OptionValues values) throws UsageException, LocalFaultException {
    List<Demand> demands = new ArrayList<>();
    demands.add(readExpiry(values).orElseGet(ExpiresWithin::usual));
    List<Pin> pins = new ArrayList<>();
    for (String text : values.list("--pin")) {
      pins.addAll(PinFile.read(text, values));
    }
    if (!pins.isEmpty()) {
      demands.add(new Pins(pins));
    }
    Set<TlsDemand> tls = readTls(values);
    if (!tls.isEmpty()) {
      demands.add(new RequiredTls(tls));
    }
    List<String> anchors = readAnchors(values);
    if (!anchors.isEmpty()) {
      demands.add(new RequiredAnchor(anchors));
    }
    return new Demands(demands);
  }

  /** When to warn, and when to fail: {@code --expires-within}. */
  public static Optional<ExpiresWithin> readExpiry(OptionValues values) throws UsageException {
    return ExpiryThresholds.read(values);
  }

  private static Set<TlsDemand> readTls(OptionValues values) throws UsageException {
    Set<TlsDemand> demands = EnumSet.noneOf(TlsDemand.class);
    for (String list : values.list("--require")) {
      for (String word : OptionValues.commaSeparated(list)) {
        demands.add(
            TlsDemand.of(word)
                .orElseThrow(() -> values.wrong("--require", word, "is not one of " + tlsWords())));
      }
    }
    return demands;
  }

  private static List<String> readAnchors(OptionValues values) throws UsageException {
    List<String> anchors = new ArrayList<>();
    for (String text : values.list("--require-anchor")) {
      if (text.isBlank()) {
        throw values.wrong("--require-anchor", text, "is neither a name nor a SHA-256");
      }
      String hex = text.strip().replace(":", "").toLowerCase(Locale.ROOT);
      anchors.add(hex.matches("[0-9a-f]{64}") ? hex : text.strip());
    }
    return anchors;
  }

  private static String tlsWords() {
    return Stream.of(TlsDemand.values()).map(TlsDemand::word).collect(Collectors.joining(", "));
  }
}
