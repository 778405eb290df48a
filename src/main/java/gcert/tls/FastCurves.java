package gcert.tls;

import java.math.BigInteger;
import java.security.InvalidAlgorithmParameterException;
import java.security.Provider;
import java.security.SecureRandom;
import java.security.Security;
import java.security.interfaces.ECKey;
import java.security.interfaces.XECKey;
import java.security.spec.AlgorithmParameterSpec;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.ECParameterSpec;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.crypto.ec.CustomNamedCurves;
import org.bouncycastle.jcajce.provider.asymmetric.ec.KeyAgreementSpi;
import org.bouncycastle.jcajce.provider.asymmetric.ec.KeyPairGeneratorSpi;
import org.bouncycastle.jcajce.provider.asymmetric.ec.SignatureSpi;
import org.bouncycastle.jcajce.provider.asymmetric.util.EC5Util;
import org.bouncycastle.jcajce.provider.asymmetric.util.ECUtil;

/**
 * The elliptic curves of Bouncy Castle under the TLS of the platform: a key pair of P-256 takes a
 * fifth of the time that JDK 17 needs, a signature to be checked a seventh.
 *
 * <p>That holds for code that is compiled. Its first operations take longer than the platform's, so
 * that it is for processes that visit many servers.
 */
final class FastCurves extends Provider {
  private static final long serialVersionUID = 1L;
  private static final String NAME = "gcert-curves";

  /** The orders of P-256, P-384 and P-521, which no other curve shares. */
  private static final Set<BigInteger> ORDERS =
      Set.of(
          CustomNamedCurves.getByName("P-256").getN(),
          CustomNamedCurves.getByName("P-384").getN(),
          CustomNamedCurves.getByName("P-521").getN());

  FastCurves() {
    super(NAME, "1", "elliptic curves by Bouncy Castle");
    add("KeyPairGenerator", "EC", NamedCurveGenerator::new);
    add("KeyAgreement", "ECDH", KeyAgreementSpi.DH::new);
    add(
        "KeyPairGenerator",
        "XDH",
        org.bouncycastle.jcajce.provider.asymmetric.edec.KeyPairGeneratorSpi.XDH::new);
    add(
        "KeyAgreement",
        "XDH",
        org.bouncycastle.jcajce.provider.asymmetric.edec.KeyAgreementSpi.XDH::new);
    add("Signature", "SHA256withECDSA", SignatureSpi.ecDSA256::new);
    add("Signature", "SHA384withECDSA", SignatureSpi.ecDSA384::new);
    add("Signature", "SHA512withECDSA", SignatureSpi.ecDSA512::new);
  }

  /** Prefers them to the platform's from now on, in the whole process. */
  static void prefer() {
    Security.insertProviderAt(new FastCurves(), 1);
  }

  private void add(String type, String algorithm, Supplier<Object> maker) {
    putService(new Made(this, type, algorithm, maker));
  }

  /** A service made without reflection, which a module would not allow the platform. */
  private static final class Made extends Service {
    private final Supplier<Object> maker;

    Made(Provider provider, String type, String algorithm, Supplier<Object> maker) {
      super(provider, type, algorithm, maker.getClass().getName(), null, null);
      this.maker = maker;
    }

    @Override
    public Object newInstance(Object parameter) {
      return maker.get();
    }

    /**
     * Bouncy Castle knows curves that the platform does not: what is made of a certificate must not
     * hang on how many servers were visited before.
     */
    @Override
    public boolean supportsParameter(Object key) {
      return key instanceof XECKey
          || (key instanceof ECKey curve && ORDERS.contains(curve.getParams().getOrder()));
    }
  }

  /**
   * Gives curves their names: for one that is spelt out Bouncy Castle computes its table of
   * multiples anew for each key pair.
   */
  private static final class NamedCurveGenerator extends KeyPairGeneratorSpi.EC {
    private static final Map<ECParameterSpec, AlgorithmParameterSpec> NAMED =
        new ConcurrentHashMap<>();

    @Override
    public void initialize(AlgorithmParameterSpec curve, SecureRandom random)
        throws InvalidAlgorithmParameterException {
      super.initialize(
          curve instanceof ECParameterSpec spelt
              ? NAMED.computeIfAbsent(spelt, this::named)
              : curve,
          random);
    }

    private AlgorithmParameterSpec named(ECParameterSpec spelt) {
      ASN1ObjectIdentifier name = ECUtil.getNamedCurveOid(EC5Util.convertSpec(spelt));
      return name == null ? spelt : new ECGenParameterSpec(name.getId());
    }
  }
}
