package gcert.probe;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;

/** The hellos of SSL 2.0 ("The SSL Protocol", 1995), in records with a header of two octets. */
final class Ssl2 {
  private static final int MAX_RECORD = 0x7fff;
  private static final int SERVER_HELLO = 4;

  private Ssl2() {}

  /** A CLIENT-HELLO with every cipher kind there is. */
  static byte[] hello() {
    TlsVectorWriter kinds = new TlsVectorWriter();
    Registry.ssl2Kinds().forEach(kind -> kinds.u24(kind.code()));
    byte[] challenge = new byte[16];
    ThreadLocalRandom.current().nextBytes(challenge);
    byte[] specs = kinds.toArray();
    TlsVectorWriter body = new TlsVectorWriter().u8(1).u16(ProtocolVersion.SSL_2_0.code());
    body.u16(specs.length).u16(0).u16(challenge.length).raw(specs).raw(challenge);
    byte[] message = body.toArray();
    return new TlsVectorWriter().u16(0x8000 | message.length).raw(message).toArray();
  }

  /**
   * Reads the answer. Whatever is not a SERVER-HELLO of SSL 2.0 is a refusal.
   *
   * @throws IOException when the connection breaks or its time is up
   */
  static HelloAnswer read(InputStream in) throws IOException {
    byte[] header = in.readNBytes(2);
    if (header.length < 2 || (header[0] & 0x80) == 0) {
      return new HelloAnswer.Refused(-1);
    }
    int length = ((header[0] << 8) | (header[1] & 0xff)) & MAX_RECORD;
    try {
      return read(new Cursor(in.readNBytes(length)));
    } catch (MalformedMessageException e) {
      return new HelloAnswer.Refused(-1);
    }
  }

  private static HelloAnswer read(Cursor message) throws MalformedMessageException {
    if (message.u8() != SERVER_HELLO) {
      return new HelloAnswer.Refused(-1);
    }
    message.u8();
    message.u8();
    int version = message.u16();
    int certificate = message.u16();
    int kinds = message.u16();
    message.u16();
    message.take(certificate);
    Cursor list = message.part(kinds);
    List<Integer> found = new ArrayList<>();
    while (list.left() > 0) {
      found.add(list.u24());
    }
    return version == ProtocolVersion.SSL_2_0.code()
        ? new HelloAnswer.Ssl2(found)
        : new HelloAnswer.Refused(-1);
  }
}
