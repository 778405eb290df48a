package gcert.retrieval;

import gcert.output.AtomicFile;
import gcert.signature.Sha256;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Files of what was fetched, for the next run. Nothing in it is believed: whoever takes something
 * out verifies it as if it came from the network. A cache that cannot be read or written is one
 * that has nothing.
 */
public final class RetrievalCache {
  /** How long what was fetched is taken in place of asking again. */
  public static final Duration KEPT = Duration.ofHours(1);

  private static final int MOST_FILES = 1000;
  private static final long MOST_OCTETS = 256L * 1024 * 1024;

  private final Path folder;

  /** A cache in a folder, which is made when something is stored. */
  public RetrievalCache(Path folder) {
    this.folder = folder;
  }

  /**
   * The cache of the user: {@code gcert/retrieved} below {@code XDG_CACHE_HOME}, {@code ~/.cache}
   * or, on Windows, {@code LOCALAPPDATA}; empty when there is no home directory.
   *
   * @param environment the environment variables
   */
  public static Optional<RetrievalCache> ofUser(Map<String, String> environment) {
    for (String variable : new String[] {"XDG_CACHE_HOME", "LOCALAPPDATA"}) {
      String named = environment.get(variable);
      if (named != null && Path.of(named).isAbsolute()) {
        return Optional.of(new RetrievalCache(Path.of(named, "gcert", "retrieved")));
      }
    }
    String home = environment.get("HOME");
    return home == null || home.isEmpty()
        ? Optional.empty()
        : Optional.of(new RetrievalCache(Path.of(home, ".cache", "gcert", "retrieved")));
  }

  /**
   * What was stored.
   *
   * @param key what it was asked for by
   * @param largest how many octets it may have
   * @param youngest empty when it was stored before this instant
   */
  public Optional<byte[]> get(byte[] key, int largest, Instant youngest) {
    Path file = file(key);
    try {
      BasicFileAttributes attributes =
          Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
      if (!attributes.isRegularFile()
          || attributes.size() > largest
          || attributes.lastModifiedTime().toInstant().isBefore(youngest)) {
        return Optional.empty();
      }
      try (InputStream in = Files.newInputStream(file, LinkOption.NOFOLLOW_LINKS)) {
        byte[] octets = in.readNBytes(largest + 1);
        return octets.length > largest ? Optional.empty() : Optional.of(octets);
      }
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  /** Stores something; the eldest go when there is too much. */
  public void put(byte[] key, byte[] octets) {
    try {
      makeFolder();
      AtomicFile.replace(file(key), octets);
      Files.setLastModifiedTime(file(key), FileTime.from(Instant.now()));
      trim();
    } catch (IOException e) {
      // The next run fetches it again.
    }
  }

  /** What something is asked for by: the URL, and what was asked there. */
  public static byte[] key(String url, byte[] question) {
    ByteArrayOutputStream key = new ByteArrayOutputStream();
    key.writeBytes(url.getBytes(StandardCharsets.UTF_8));
    key.write(0);
    key.writeBytes(question);
    return key.toByteArray();
  }

  private Path file(byte[] key) {
    return folder.resolve(Sha256.hex(key));
  }

  private void makeFolder() throws IOException {
    if (!Files.isDirectory(folder)) {
      boolean posix = FileSystems.getDefault().supportedFileAttributeViews().contains("posix");
      if (posix) {
        Files.createDirectories(
            folder,
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
      } else {
        Files.createDirectories(folder);
      }
    }
  }

  private record Stored(Path file, long size, Instant time) {}

  private void trim() throws IOException {
    List<Stored> stored = new ArrayList<>();
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : (Iterable<Path>) files::iterator) {
        BasicFileAttributes attributes =
            Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
        if (attributes.isRegularFile()) {
          stored.add(
              new Stored(file, attributes.size(), attributes.lastModifiedTime().toInstant()));
        }
      }
    }
    stored.sort(Comparator.comparing(Stored::time).reversed());
    long octets = 0;
    for (int i = 0; i < stored.size(); i++) {
      octets += stored.get(i).size();
      if (i >= MOST_FILES || octets > MOST_OCTETS) {
        Files.deleteIfExists(stored.get(i).file());
      }
    }
  }
}
