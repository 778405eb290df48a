package gcert.cli.settings;

import gcert.app.DaneDirectory;
import gcert.app.LocalFaultException;
import gcert.cli.message.Messages;
import gcert.cli.option.Option;
import gcert.cli.option.OptionGroup;
import gcert.cli.option.OptionValues;
import gcert.cli.option.UsageException;
import gcert.cli.option.ValueTypes;
import gcert.cli.terminal.Session;
import gcert.dane.DaneLookup;
import gcert.dnssec.SecureLookup;
import gcert.dnssec.TrustAnchors;
import gcert.dnssec.TrustedResolverLookup;
import gcert.dnssec.ValidatingLookup;
import gcert.failure.IoFault;
import gcert.input.UserFile;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Whether to judge by DANE, and where belief in DNS begins. */
public final class DaneOptions {
  private static final int LARGEST_FILE = 65_536;

  /** By TLSA records. */
  public static final Option<Boolean> DANE =
      Option.flag(
          "--dane",
          "Check by TLSA records (DANE) as sending mail servers do, validated with DNSSEC.");

  /** Where belief begins. */
  public static final Option<Optional<Path>> ANCHOR =
      Option.value(
          "--dnssec-anchor",
          "FILE",
          ValueTypes.FILE,
          "Use the DS or DNSKEY records in FILE as trust anchors, not the keys of the root zone.");

  /** Whether the resolver is believed. */
  public static final Option<Boolean> TRUST_RESOLVER =
      Option.flag(
          "--trust-resolver",
          "Trust what --resolver has validated (the AD bit). It must be at a loopback address.");

  /** All of it. */
  public static final OptionGroup GROUP = new OptionGroup("DANE", DANE, ANCHOR, TRUST_RESOLVER);

  /** Where belief in DNS begins, for a command that asks it in any case. */
  public static final OptionGroup DNSSEC = new OptionGroup("DNSSEC", ANCHOR, TRUST_RESOLVER);

  private DaneOptions() {}

  /** What DNS says about servers; empty when it is not to be asked. */
  public static Optional<DaneDirectory> read(OptionValues values, Session session)
      throws UsageException, LocalFaultException {
    if (!values.get(DANE)) {
      if (values.given(TRUST_RESOLVER) || values.given(ANCHOR)) {
        throw new UsageException(
            (values.given(TRUST_RESOLVER) ? TRUST_RESOLVER : ANCHOR).name() + " needs --dane");
      }
      return Optional.empty();
    }
    SecureLookup lookup = readLookup(values, session);
    return Optional.of(
        new DaneDirectory(
            new DaneLookup(lookup, values.get(ConnectionOptions.TIMEOUT)),
            MailDomains.read(values)));
  }

  /** What finds records and says what they are worth. */
  public static SecureLookup readLookup(OptionValues values, Session session)
      throws UsageException, LocalFaultException {
    boolean trust = values.get(TRUST_RESOLVER);
    Optional<Path> anchor = values.get(ANCHOR);
    if (trust && anchor.isPresent()) {
      throw new UsageException("--trust-resolver and --dnssec-anchor cannot be combined");
    }
    return trust
        ? trusted(values)
        : new ValidatingLookup(
            servers(values),
            anchor.isPresent() ? anchors(anchor.get()) : TrustAnchors.ofRoot(),
            session.clock());
  }

  private static SecureLookup trusted(OptionValues values) throws UsageException {
    Optional<InetSocketAddress> resolver = values.get(ConnectionOptions.RESOLVER);
    if (resolver.isEmpty() || !resolver.get().getAddress().isLoopbackAddress()) {
      throw new UsageException(
          "--trust-resolver needs --resolver with a loopback address, such as 127.0.0.1: on the way"
              + " from anywhere else the answers can be changed");
    }
    return new TrustedResolverLookup(resolver.get());
  }

  private static List<InetSocketAddress> servers(OptionValues values) throws UsageException {
    Optional<InetSocketAddress> resolver = values.get(ConnectionOptions.RESOLVER);
    return resolver.isPresent() ? List.of(resolver.get()) : ValidatingLookup.systemServers();
  }

  private static TrustAnchors anchors(Path file) throws LocalFaultException {
    byte[] text;
    try {
      text = UserFile.read(file, LARGEST_FILE);
    } catch (IOException e) {
      throw fault(file, IoFault.describe(e), e);
    }
    try {
      return TrustAnchors.parse(text);
    } catch (IOException e) {
      throw fault(file, String.valueOf(e.getMessage()), e);
    }
  }

  private static LocalFaultException fault(Path file, String what, IOException cause) {
    return new LocalFaultException(
        "--dnssec-anchor: " + Messages.printable(file.toString()) + ": " + Messages.printable(what),
        cause);
  }
}
