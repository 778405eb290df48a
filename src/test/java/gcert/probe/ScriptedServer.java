package gcert.probe;

import gcert.failure.Category;
import gcert.failure.Failure;
import gcert.failure.Step;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A server that answers hellos as the RFCs say, for whatever it is set to: versions, suites and
 * groups that no library speaks any more, too. It reads the octets of each hello by itself.
 */
final class ScriptedServer implements ProbeConnection {
  static final byte[] RETRY =
      HexFormat.of().parseHex("cf21ad74e59a6111be1d8c021e65b891c2a211167abb8c5e079e09e2c8a8339c");

  final Map<Integer, List<Integer>> suites = new LinkedHashMap<>();
  List<Integer> groups = List.of(29, 23);
  List<Integer> groups13 = List.of(29, 23);
  List<Integer> schemes = List.of(0x0804, 0x0401);
  List<Integer> ssl2 = List.of();
  List<String> protocols = List.of();
  List<Integer> extensions = List.of();
  boolean serverOrder;
  boolean compresses;
  boolean refusesEmptyShares;
  int dhBits = 2048;
  byte[] certificate = new byte[0];

  /** By server name, for those that have one of their own; an empty one refuses the name. */
  final Map<String, byte[]> certificates = new LinkedHashMap<>();

  int longest = Integer.MAX_VALUE;
  boolean takesPieces = true;
  int connections;

  /** A hello as this server reads it. */
  private record Read(
      int version,
      List<Integer> suites,
      boolean deflate,
      List<Integer> groups,
      List<Integer> schemes,
      List<String> protocols,
      List<Integer> shares,
      List<Integer> extensions,
      String serverName) {}

  @Override
  public HelloAnswer ask(ClientHello hello) {
    return answer(hello, false);
  }

  @Override
  public HelloAnswer askForCertificate(ClientHello hello) {
    return answer(hello, true);
  }

  @Override
  public HelloAnswer askInPieces(ClientHello hello, int cut) {
    if (hello.octets().length > longest) {
      connections++;
      return new HelloAnswer.Unanswered(
          new Failure(Step.HANDSHAKE, Category.HANDSHAKE, "timed out", Optional.empty()));
    }
    return cut > 0 && !takesPieces ? new HelloAnswer.Refused(-1) : answer(hello, false);
  }

  private HelloAnswer answer(ClientHello hello, boolean untilCertificate) {
    connections++;
    try {
      byte[] said = said(hello.octets());
      return new FlightReader(new ByteArrayInputStream(said), untilCertificate).read();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public HelloAnswer askSsl2() {
    connections++;
    if (ssl2.isEmpty()) {
      return new HelloAnswer.Refused(-1);
    }
    try {
      return Ssl2.read(new ByteArrayInputStream(saidToSsl2()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What it says to a hello of SSL 2.0. */
  byte[] saidToSsl2() {
    TlsVectorWriter kinds = new TlsVectorWriter();
    ssl2.forEach(kinds::u24);
    byte[] list = kinds.toArray();
    byte[] body =
        new TlsVectorWriter()
            .u8(4)
            .u8(0)
            .u8(1)
            .u16(2)
            .u16(certificate.length)
            .u16(list.length)
            .u16(16)
            .raw(certificate)
            .raw(list)
            .raw(new byte[16])
            .toArray();
    return new TlsVectorWriter().u16(0x8000 | body.length).raw(body).toArray();
  }

  /** What it says to a hello, in records. */
  byte[] said(byte[] octets) {
    try {
      return said(read(octets));
    } catch (MalformedMessageException e) {
      throw new IllegalArgumentException(e);
    }
  }

  private byte[] said(Read hello) {
    List<Integer> taken = suites.get(hello.version());
    if (taken == null) {
      return alert(70);
    }
    if (hello.suites().contains(0x5600)
        && suites.keySet().stream().anyMatch(version -> version > hello.version())) {
      return alert(86);
    }
    boolean tls13 = hello.version() == 0x0304;
    for (int suite : serverOrder ? taken : hello.suites()) {
      if (!taken.contains(suite) || !hello.suites().contains(suite)) {
        continue;
      }
      byte[] answer = tls13 ? tls13(hello, suite) : classic(hello, suite);
      if (answer.length > 0) {
        return answer;
      }
    }
    return alert(40);
  }

  private byte[] tls13(Read hello, int suite) {
    int group = choose(groups13, hello.groups());
    if (group < 0 || (refusesEmptyShares && hello.shares().isEmpty())) {
      return new byte[0];
    }
    TlsVectorWriter extensions = new TlsVectorWriter().u16(43).vector16((byte) 3, (byte) 4);
    if (!hello.shares().contains(group)) {
      extensions.u16(51).vector16(new TlsVectorWriter().u16(group).toArray());
      return record(22, message(2, hello(0x0303, RETRY, suite, extensions.toArray(), 0)));
    }
    if (choose(schemes, hello.schemes()) < 0) {
      return new byte[0];
    }
    extensions.u16(51).vector16(new TlsVectorWriter().u16(group).vector16(new byte[32]).toArray());
    byte[] first =
        record(22, message(2, hello(0x0303, new byte[32], suite, extensions.toArray(), 0)));
    return new TlsVectorWriter().raw(first).raw(record(23, new byte[600])).toArray();
  }

  private byte[] classic(Read hello, int code) {
    CodePoint suite = Registry.suite(code);
    TlsVectorWriter flight = new TlsVectorWriter();
    TlsVectorWriter exchange = new TlsVectorWriter();
    if (suite.isEphemeralEc()) {
      int group = choose(groups, hello.groups());
      if (group < 0 && hello.version() > 0x0300) {
        return new byte[0];
      }
      exchange.u8(3).u16(Math.max(group, 23)).vector8(new byte[65]);
    } else if (suite.name().startsWith("TLS_DH")) {
      exchange.vector16(prime(dhBits)).vector16((byte) 2).vector16(prime(dhBits));
    } else if (suite.name().contains("EXPORT")) {
      exchange.vector16(prime(512)).vector16((byte) 3);
    }
    if (hello.version() == 0x0303 && suite.isSignedExchange()) {
      int scheme = choose(schemes, hello.schemes());
      if (scheme < 0) {
        return new byte[0];
      }
      exchange.u16(scheme);
    }
    byte[] answered = answered(hello);
    int compression = compresses && hello.deflate() ? 1 : 0;
    flight.raw(message(2, hello(hello.version(), new byte[32], code, answered, compression)));
    byte[] shown = certificates.getOrDefault(hello.serverName(), certificate);
    if (certificates.containsKey(hello.serverName()) && shown.length == 0) {
      return alert(112);
    }
    if (shown.length > 0) {
      byte[] list = new TlsVectorWriter().vector24(shown).toArray();
      flight.raw(message(11, new TlsVectorWriter().vector24(list).toArray()));
    }
    if (exchange.toArray().length > 0) {
      flight.raw(message(12, exchange.vector16(new byte[70]).toArray()));
    }
    return record(22, flight.raw(message(14)).toArray());
  }

  private byte[] answered(Read hello) {
    TlsVectorWriter answered = new TlsVectorWriter();
    for (int type : extensions) {
      if (hello.extensions().contains(type)) {
        answered.u16(type).vector16(type == 0xff01 ? new byte[1] : new byte[0]);
      }
    }
    for (String protocol : protocols) {
      if (hello.protocols().contains(protocol)) {
        byte[] name = new TlsVectorWriter().vector8(protocol.getBytes(US_ASCII)).toArray();
        answered.u16(16).vector16(new TlsVectorWriter().vector16(name).toArray());
        break;
      }
    }
    return answered.toArray();
  }

  private static final java.nio.charset.Charset US_ASCII =
      java.nio.charset.StandardCharsets.US_ASCII;

  private int choose(List<Integer> mine, List<Integer> theirs) {
    for (int each : serverOrder ? mine : theirs) {
      if (mine.contains(each) && theirs.contains(each)) {
        return each;
      }
    }
    return -1;
  }

  private static byte[] hello(
      int version, byte[] random, int suite, byte[] extensions, int compression) {
    TlsVectorWriter body =
        new TlsVectorWriter().u16(version).raw(random).u8(0).u16(suite).u8(compression);
    return extensions.length == 0 ? body.toArray() : body.vector16(extensions).toArray();
  }

  private static byte[] prime(int bits) {
    byte[] prime = new byte[bits / 8];
    prime[0] = (byte) 0x80;
    return prime;
  }

  static byte[] message(int type, byte... body) {
    return new TlsVectorWriter().u8(type).vector24(body).toArray();
  }

  static byte[] record(int type, byte... fragment) {
    return new TlsVectorWriter().u8(type).u16(0x0301).vector16(fragment).toArray();
  }

  static byte[] alert(int code) {
    return record(21, (byte) 2, (byte) code);
  }

  private static Read read(byte[] octets) throws MalformedMessageException {
    Cursor cursor = new Cursor(octets);
    cursor.take(5);
    cursor.take(4);
    int version = cursor.u16();
    cursor.take(32);
    cursor.take(cursor.u8());
    List<Integer> suites = codes(cursor.part(cursor.u16()));
    boolean deflate = cursor.u8() == 2;
    cursor.take(deflate ? 2 : 1);
    List<Integer> groups = List.of();
    List<Integer> schemes = List.of();
    List<String> protocols = new ArrayList<>();
    List<Integer> shares = new ArrayList<>();
    List<Integer> types = new ArrayList<>();
    String serverName = "";
    Cursor extensions = cursor.left() == 0 ? cursor : cursor.part(cursor.u16());
    while (extensions.left() > 0) {
      int type = extensions.u16();
      Cursor data = extensions.part(extensions.u16());
      types.add(type);
      switch (type) {
        case 0 -> {
          data.take(3);
          serverName = new String(data.take(data.u16()), US_ASCII);
        }
        case 10 -> groups = codes(data.part(data.u16()));
        case 13 -> schemes = codes(data.part(data.u16()));
        case 16 -> {
          Cursor names = data.part(data.u16());
          while (names.left() > 0) {
            protocols.add(new String(names.take(names.u8()), US_ASCII));
          }
        }
        case 43 -> {
          data.u8();
          version = data.u16();
        }
        case 51 -> {
          Cursor list = data.part(data.u16());
          while (list.left() > 0) {
            shares.add(list.u16());
            list.take(list.u16());
          }
        }
        default -> {}
      }
    }
    return new Read(
        version, suites, deflate, groups, schemes, protocols, shares, types, serverName);
  }

  private static List<Integer> codes(Cursor list) throws MalformedMessageException {
    List<Integer> codes = new ArrayList<>();
    while (list.left() > 0) {
      codes.add(list.u16());
    }
    return codes;
  }
}
