package gcert.testing;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.xbill.DNS.CNAMERecord;
import org.xbill.DNS.DClass;
import org.xbill.DNS.DNSKEYRecord;
import org.xbill.DNS.DNSSEC;
import org.xbill.DNS.DSRecord;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Master;
import org.xbill.DNS.Message;
import org.xbill.DNS.NSECRecord;
import org.xbill.DNS.Name;
import org.xbill.DNS.RRSIGRecord;
import org.xbill.DNS.RRset;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.Section;
import org.xbill.DNS.Type;

/**
 * A recursive name server on a free loopback port with zones of its own, each signed with ECDSA and
 * denying by NSEC (RFC 4034), or damaged in a way that is told.
 */
public final class SignedDns implements AutoCloseable {
  private final String top;
  private final Map<Name, Zone> zones = new TreeMap<>();
  private final FakeDns server;

  /** What is wrong with a zone. */
  public enum Damage {
    NONE,
    /** It has no keys, and the zone above says so. */
    UNSIGNED,
    /** Its signatures have expired. */
    EXPIRED,
    /** Its signatures are not those of its records. */
    FORGED,
    /** The zone above names another key. */
    OTHER_KEY,
    /** Its records have no signatures, although the zone above says that they should. */
    STRIPPED
  }

  private SignedDns(String top, int port) {
    this.top = top;
    zone(top, Damage.NONE);
    server = FakeDns.at(port, question -> Optional.of(answer(question).toWire(4096)));
  }

  /** A server whose zone {@code test.} is empty, and signed with the key of {@link #anchor}. */
  public static SignedDns start() {
    return new SignedDns("test.", 0);
  }

  /** A server at a port, whose own zone is another, such as the root. */
  public static SignedDns of(String top, int port) {
    return new SignedDns(top, port);
  }

  /** Adds a zone, below the first or another that was added before. */
  public SignedDns zone(String name, Damage damage, String... records) {
    synchronized (zones) {
      Name apex = name(name);
      Zone zone = new Zone(apex, damage, records);
      parent(apex).ifPresent(parent -> parent.delegate(zone));
      zones.put(apex, zone);
    }
    return this;
  }

  /** The trust anchor, as {@code --dnssec-anchor} takes it. */
  public String anchor() {
    return zones.get(name(top)).key + "\n";
  }

  /** The server. */
  public FakeDns server() {
    return server;
  }

  @Override
  public void close() {
    server.close();
  }

  /** What it answers, for a server that stands before it. */
  public Message answer(Message question) {
    synchronized (zones) {
      Message answer = FakeDns.emptyAnswer(question);
      answer.getHeader().setFlag(Flags.CD);
      if (!question.getHeader().getFlag(Flags.RD)) {
        // Whoever asks without recursion asks the zone's own name server.
        answer.getHeader().setFlag(Flags.AA);
      }
      Record asked = question.getQuestion();
      Name at = asked.getName();
      for (int step = 0; step < 8; step++) {
        Optional<Zone> zone = zoneOf(at, asked.getType());
        if (zone.isEmpty()) {
          answer.getHeader().setRcode(Rcode.SERVFAIL);
          return answer;
        }
        Optional<Name> alias = zone.get().answer(at, asked.getType(), answer);
        if (alias.isEmpty()) {
          return answer;
        }
        at = alias.get();
      }
      return answer;
    }
  }

  /** The DS records of a zone are in the one above. */
  private Optional<Zone> zoneOf(Name name, int type) {
    return type == Type.DS && zones.containsKey(name)
        ? parent(name)
        : deepest(zones.values(), name);
  }

  private Optional<Zone> parent(Name apex) {
    List<Zone> others = new ArrayList<>(zones.values());
    others.removeIf(zone -> zone.apex.equals(apex));
    return deepest(others, apex);
  }

  private static Optional<Zone> deepest(Collection<Zone> zones, Name name) {
    return zones.stream()
        .filter(zone -> name.subdomain(zone.apex))
        .max((a, b) -> Integer.compare(a.apex.labels(), b.apex.labels()));
  }

  private static Name name(String text) {
    try {
      return Name.fromString(text, Name.root);
    } catch (IOException e) {
      throw new IllegalArgumentException(text, e);
    }
  }

  /** One zone with its key. */
  private static final class Zone {
    private final Name apex;
    private final Damage damage;
    private final KeyPair pair;
    private final DNSKEYRecord key;
    private final Map<Name, Map<Integer, RRset>> sets = new TreeMap<>();
    private final TreeSet<Name> delegated = new TreeSet<>();

    Zone(Name apex, Damage damage, String... records) {
      this.apex = apex;
      this.damage = damage;
      this.pair = pair();
      this.key = key(apex, pair);
      add("@ 300 IN SOA ns hostmaster 1 3600 600 86400 60");
      add("@ 300 IN NS ns");
      for (String record : records) {
        add(record);
      }
      if (damage != Damage.UNSIGNED) {
        add(key);
      }
    }

    void delegate(Zone child) {
      delegated.add(child.apex);
      add(child.apex + " 300 IN NS ns." + child.apex);
      if (child.damage != Damage.UNSIGNED) {
        DNSKEYRecord named = child.damage == Damage.OTHER_KEY ? key(child.apex, pair()) : child.key;
        add(new DSRecord(child.apex, DClass.IN, 300, 2, named));
      }
    }

    private void add(String text) {
      try (Master master =
          new Master(new ByteArrayInputStream((text + "\n").getBytes(UTF_8)), apex, 300)) {
        Record record;
        while ((record = master.nextRecord()) != null) {
          add(record);
        }
      } catch (IOException e) {
        throw new IllegalArgumentException(text, e);
      }
    }

    private void add(Record record) {
      sets.computeIfAbsent(record.getName(), n -> new TreeMap<>())
          .computeIfAbsent(record.getType(), t -> new RRset())
          .addRR(record);
    }

    /** Adds what this zone says; gives the name that it leads to, if that is an alias. */
    Optional<Name> answer(Name name, int type, Message answer) {
      Map<Integer, RRset> here = sets.getOrDefault(name, Map.of());
      RRset found = here.get(type);
      if (found != null) {
        put(found, answer, Section.ANSWER);
        return Optional.empty();
      }
      RRset alias = here.get(Type.CNAME);
      if (alias != null) {
        put(alias, answer, Section.ANSWER);
        return Optional.of(((CNAMERecord) alias.first()).getTarget());
      }
      boolean exists = sets.keySet().stream().anyMatch(owner -> owner.subdomain(name));
      answer.getHeader().setRcode(exists ? Rcode.NOERROR : Rcode.NXDOMAIN);
      put(sets.get(apex).get(Type.SOA), answer, Section.AUTHORITY);
      if (damage != Damage.UNSIGNED) {
        RRset denial = denial(name);
        put(denial, answer, Section.AUTHORITY);
        RRset wildcard = denial(wildcard(name));
        if (!exists && !wildcard.getName().equals(denial.getName())) {
          put(wildcard, answer, Section.AUTHORITY);
        }
      }
      return Optional.empty();
    }

    /** The wildcard that might have been the answer: below the closest encloser. */
    private Name wildcard(Name name) {
      Name encloser = name;
      while (sets.keySet().stream().noneMatch(namesAt(encloser))) {
        encloser = new Name(encloser, 1);
      }
      try {
        return Name.concatenate(Name.fromString("*"), encloser);
      } catch (IOException e) {
        throw new IllegalStateException(e);
      }
    }

    private static Predicate<Name> namesAt(Name name) {
      return owner -> owner.subdomain(name);
    }

    private RRset denial(Name name) {
      Name before = apex;
      Name after = apex;
      for (Name owner : sets.keySet()) {
        if (owner.compareTo(name) <= 0) {
          before = owner;
        } else if (after.equals(apex)) {
          after = owner;
        }
      }
      List<Integer> types = new ArrayList<>(sets.get(before).keySet());
      types.addAll(List.of(Type.RRSIG, Type.NSEC));
      int[] sorted = types.stream().mapToInt(Integer::intValue).sorted().toArray();
      return new RRset(new NSECRecord(before, DClass.IN, 60, after, sorted));
    }

    private void put(RRset set, Message answer, int section) {
      set.rrs(false).forEach(record -> answer.addRecord(record, section));
      boolean cut = delegated.contains(set.getName()) && set.getType() == Type.NS;
      boolean stripped = damage == Damage.STRIPPED && set.getType() != Type.DNSKEY;
      if (damage != Damage.UNSIGNED && !stripped && !cut) {
        answer.addRecord(sign(set), section);
      }
    }

    private RRSIGRecord sign(RRset set) {
      boolean expired = damage == Damage.EXPIRED && set.getType() != Type.DNSKEY;
      Instant end = Instant.now().plus(Duration.ofDays(expired ? -1 : 10));
      RRSIGRecord open = signature(set, end, new byte[0]);
      try {
        Signature signer = Signature.getInstance("SHA256withECDSAinP1363Format");
        signer.initSign(pair.getPrivate());
        signer.update(DNSSEC.digestRRset(open, set));
        if (damage == Damage.FORGED && set.getType() != Type.DNSKEY) {
          signer.update((byte) 0);
        }
        return signature(set, end, signer.sign());
      } catch (GeneralSecurityException e) {
        throw new IllegalStateException(e);
      }
    }

    private RRSIGRecord signature(RRset set, Instant end, byte[] octets) {
      return new RRSIGRecord(
          set.getName(),
          DClass.IN,
          set.getTTL(),
          set.getType(),
          DNSSEC.Algorithm.ECDSAP256SHA256,
          set.getTTL(),
          end,
          end.minus(Duration.ofDays(20)),
          key.getFootprint(),
          apex,
          octets);
    }

    private static KeyPair pair() {
      try {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(new ECGenParameterSpec("secp256r1"));
        return generator.generateKeyPair();
      } catch (GeneralSecurityException e) {
        throw new IllegalStateException(e);
      }
    }

    private static DNSKEYRecord key(Name apex, KeyPair pair) {
      ECPublicKey point = (ECPublicKey) pair.getPublic();
      byte[] octets = new byte[64];
      copy(point.getW().getAffineX().toByteArray(), octets, 32);
      copy(point.getW().getAffineY().toByteArray(), octets, 64);
      return new DNSKEYRecord(
          apex,
          DClass.IN,
          300,
          DNSKEYRecord.Flags.ZONE_KEY | DNSKEYRecord.Flags.SEP_KEY,
          DNSKEYRecord.Protocol.DNSSEC,
          DNSSEC.Algorithm.ECDSAP256SHA256,
          octets);
    }

    private static void copy(byte[] number, byte[] octets, int end) {
      byte[] last = Arrays.copyOfRange(number, Math.max(0, number.length - 32), number.length);
      System.arraycopy(last, 0, octets, end - last.length, last.length);
    }
  }
}
