package gcert.asn1;

import java.io.IOException;
import java.util.Optional;
import org.bouncycastle.asn1.ASN1Primitive;

/**
 * The door through which everything is read that somebody else has encoded.
 *
 * <p>Bouncy Castle reports malformed content by unchecked exceptions of many kinds, some of them
 * long after the octets were parsed, and recurses as deep as values are nested. All of that means
 * the same to a caller: what was to be read is malformed.
 */
public final class Asn1Decoding {
  private Asn1Decoding() {}

  /** Reads one thing; whatever it throws means that the thing is malformed. */
  public interface Step<T> {
    /** Reads it. */
    T read() throws IOException, MalformedAsn1Exception;
  }

  /**
   * What a step reads.
   *
   * @param what what is read, as a sentence has it: {@code its serial number}
   * @throws MalformedAsn1Exception when it cannot be read: {@code its serial number cannot be
   *     read}; or as the step itself throws it
   */
  public static <T> T read(String what, Step<T> step) throws MalformedAsn1Exception {
    try {
      return step.read();
    } catch (IOException | RuntimeException | StackOverflowError e) {
      throw new MalformedAsn1Exception(what + " cannot be read");
    }
  }

  /** What a step reads; empty when it cannot be read. */
  public static <T> Optional<T> attempt(Step<T> step) {
    try {
      return Optional.of(step.read());
    } catch (IOException | MalformedAsn1Exception | RuntimeException | StackOverflowError e) {
      return Optional.empty();
    }
  }

  /** What a step reads; another value when it cannot be read. */
  public static <T> T readOr(T otherwise, Step<T> step) {
    try {
      return step.read();
    } catch (IOException | MalformedAsn1Exception | RuntimeException | StackOverflowError e) {
      return otherwise;
    }
  }

  /**
   * One whole value.
   *
   * @param what as {@link #read} has it
   * @throws MalformedAsn1Exception when the octets are not one value and no more
   */
  public static ASN1Primitive value(String what, byte[] octets) throws MalformedAsn1Exception {
    return read(what, () -> ASN1Primitive.fromByteArray(octets));
  }
}
