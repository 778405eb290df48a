package gcert.tls;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * What a server's Certificate message holds (RFC 5246 section 7.4.2, RFC 8446 section 4.4.2), read
 * without a look at what the certificates say: a chain that arrived is kept whatever comes of it.
 *
 * @param certificates the octets of each certificate, in the order sent; what comes behind a place
 *     where the message is malformed is missing
 * @param ocspResponses the OCSP response stapled to each certificate (TLS 1.3); an empty array
 *     where there is none
 */
record CertificateMessage(List<byte[]> certificates, List<byte[]> ocspResponses) {
  private static final int STATUS_REQUEST = 5;
  private static final int OCSP = 1;

  /**
   * Reads the body of one.
   *
   * @param tls13 whether it has the form of TLS 1.3, with extensions behind each certificate
   * @param limit how many certificates are kept; one more than that is read
   */
  static CertificateMessage read(byte[] body, boolean tls13, int limit) {
    List<byte[]> certificates = new ArrayList<>();
    List<byte[]> responses = new ArrayList<>();
    try {
      ByteBuffer message = ByteBuffer.wrap(body);
      if (tls13) {
        octets(message, message.get() & 0xff);
      }
      ByteBuffer list = ByteBuffer.wrap(octets(message, uint24(message)));
      while (list.hasRemaining() && certificates.size() <= limit) {
        certificates.add(octets(list, uint24(list)));
        if (tls13) {
          responses.add(ocspResponse(ByteBuffer.wrap(octets(list, uint16(list)))));
        }
      }
    } catch (BufferUnderflowException e) {
      // What was read up to here counts.
      return new CertificateMessage(certificates, responses);
    }
    return new CertificateMessage(certificates, responses);
  }

  /** The response of a CertificateStatus (RFC 6066 section 8); empty when it is none. */
  static byte[] statusResponse(byte[] status) {
    try {
      ByteBuffer message = ByteBuffer.wrap(status);
      return message.get() == OCSP ? octets(message, uint24(message)) : new byte[0];
    } catch (BufferUnderflowException e) {
      return new byte[0];
    }
  }

  private static byte[] ocspResponse(ByteBuffer extensions) {
    while (extensions.hasRemaining()) {
      int type = uint16(extensions);
      byte[] data = octets(extensions, uint16(extensions));
      if (type == STATUS_REQUEST) {
        return statusResponse(data);
      }
    }
    return new byte[0];
  }

  private static int uint16(ByteBuffer from) {
    return from.getShort() & 0xffff;
  }

  private static int uint24(ByteBuffer from) {
    return (from.get() & 0xff) << 16 | uint16(from);
  }

  private static byte[] octets(ByteBuffer from, int count) {
    if (count > from.remaining()) {
      throw new BufferUnderflowException();
    }
    byte[] octets = new byte[count];
    from.get(octets);
    return octets;
  }
}
