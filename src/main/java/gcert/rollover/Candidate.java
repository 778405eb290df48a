package gcert.rollover;

import gcert.certificate.Certificate;
import gcert.signature.KeyType;
import gcert.signature.PublicKey;
import gcert.signature.Sha256;
import java.util.List;
import java.util.Optional;

/**
 * What is to be deployed: a certificate with its chain, or a key for which there is none yet.
 *
 * @param name how the user calls it, unescaped
 * @param chain the certificates, the end entity's first; empty where only the key is known
 * @param key the SubjectPublicKeyInfo (RFC 5280 section 4.1); empty where only its digest is known
 * @param sha256 the SHA-256 of the SubjectPublicKeyInfo, lower-case hex digits
 */
public record Candidate(
    String name, List<Certificate> chain, Optional<PublicKey> key, String sha256) {

  /** Takes a copy of the list. */
  public Candidate {
    chain = List.copyOf(chain);
  }

  /** A certificate with its chain. */
  public static Candidate of(String name, List<Certificate> chain) {
    Certificate leaf = chain.get(0);
    return new Candidate(name, chain, Optional.of(leaf.publicKey()), leaf.spkiSha256());
  }

  /** A key. */
  public static Candidate of(String name, PublicKey key) {
    return new Candidate(name, List.of(), Optional.of(key), Sha256.hex(key.spki()));
  }

  /** A key of which only the digest is known. */
  public static Candidate ofDigest(String name, String sha256) {
    return new Candidate(name, List.of(), Optional.empty(), sha256);
  }

  /** The certificate; empty where only the key is known. */
  public Optional<Certificate> certificate() {
    return chain.stream().findFirst();
  }

  /**
   * The family of the key, as {@link Certificate#keyFamily} has it; empty where it is not known.
   */
  public Optional<String> keyFamily() {
    return key.flatMap(PublicKey::type).map(KeyType::family);
  }
}
