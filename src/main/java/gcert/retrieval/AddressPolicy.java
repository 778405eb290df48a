package gcert.retrieval;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;

/**
 * To which addresses connections may be made. A certificate that names an address inside the
 * network of whoever checks it would have its reader knock at doors that its writer cannot reach.
 */
@FunctionalInterface
public interface AddressPolicy {
  /** Any address. */
  AddressPolicy ANY = address -> true;

  /** Addresses of the public Internet alone (RFC 6890). */
  AddressPolicy PUBLIC = AddressPolicy::isPublic;

  /** Whether an address may be connected to. */
  boolean allows(InetAddress address);

  private static boolean isPublic(InetAddress address) {
    if (address.isAnyLocalAddress()
        || address.isLoopbackAddress()
        || address.isLinkLocalAddress()
        || address.isSiteLocalAddress()
        || address.isMulticastAddress()) {
      return false;
    }
    byte[] octets = address.getAddress();
    return address instanceof Inet4Address ? isPublic4(octets) : isPublic6(octets);
  }

  private static boolean isPublic4(byte[] octets) {
    int first = octets[0] & 0xff;
    int second = octets[1] & 0xff;
    int third = octets[2] & 0xff;
    boolean shared = first == 100 && (second & 0xc0) == 64;
    boolean special = first == 192 && second == 0 && (third == 0 || third == 2);
    boolean benchmark = first == 198 && (second & 0xfe) == 18;
    boolean documentation =
        (first == 198 && second == 51 && third == 100)
            || (first == 203 && second == 0 && third == 113);
    return first != 0 && first < 224 && !shared && !special && !benchmark && !documentation;
  }

  private static boolean isPublic6(byte[] octets) {
    int first = (octets[0] & 0xff) << 8 | (octets[1] & 0xff);
    int second = (octets[2] & 0xff) << 8 | (octets[3] & 0xff);
    if (first == 0x2002) {
      return embeds(octets, 2);
    }
    if (first == 0x64 && second == 0xff9b) {
      boolean wellKnown = Arrays.equals(octets, 4, 12, new byte[8], 0, 8);
      return wellKnown && embeds(octets, 12);
    }
    // 2000::/3 is all that is handed out; of it 2001::/23 and 2001:db8::/32 are for other things.
    return (first & 0xe000) == 0x2000 && !(first == 0x2001 && (second < 0x200 || second == 0xdb8));
  }

  /** Addresses of the old kind inside of new ones: 6to4 (RFC 3056), NAT64 (RFC 6052). */
  private static boolean embeds(byte[] octets, int at) {
    try {
      return isPublic(InetAddress.getByAddress(Arrays.copyOfRange(octets, at, at + 4)));
    } catch (UnknownHostException e) {
      return false;
    }
  }
}
