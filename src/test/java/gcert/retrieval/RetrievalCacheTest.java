package gcert.retrieval;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is kept from run to run. */
class RetrievalCacheTest {
  private static final byte[] KEY = RetrievalCache.key("http://ca.test/1.crl", new byte[0]);

  @TempDir private Path folder;

  private List<Path> files() throws Exception {
    try (Stream<Path> files = Files.list(folder.resolve("c"))) {
      return files.toList();
    }
  }

  @Test
  void whatWasStoredIsThereUntilItIsOld() throws Exception {
    RetrievalCache cache = new RetrievalCache(folder.resolve("c"));
    Instant now = Instant.now();

    assertThat(cache.get(KEY, 100, Instant.MIN)).isEmpty();
    cache.put(KEY, "list".getBytes(StandardCharsets.US_ASCII));

    assertThat(cache.get(KEY, 100, now.minusSeconds(60)).orElseThrow())
        .asString()
        .isEqualTo("list");
    assertThat(cache.get(KEY, 3, Instant.MIN)).isEmpty();
    Files.setLastModifiedTime(files().get(0), FileTime.from(now.minus(Duration.ofHours(2))));
    assertThat(cache.get(KEY, 100, now.minus(RetrievalCache.KEPT))).isEmpty();
    assertThat(cache.get(KEY, 100, Instant.MIN)).isPresent();
  }

  @Test
  void theEldestGoWhereThereAreTooMany() throws Exception {
    Path kept = Files.createDirectory(folder.resolve("c"));
    for (int i = 0; i < 1000; i++) {
      Path file = Files.writeString(kept.resolve("f" + i), "x");
      Files.setLastModifiedTime(file, FileTime.from(Instant.EPOCH.plusSeconds(i)));
    }

    new RetrievalCache(kept).put(KEY, new byte[] {1});

    assertThat(files()).hasSize(1000);
    assertThat(kept.resolve("f0")).doesNotExist();
    assertThat(kept.resolve("f1")).exists();
  }

  @Test
  void aFolderThatCannotBeMadeIsACacheThatHasNothing() throws Exception {
    Path file = Files.writeString(folder.resolve("file"), "x");
    RetrievalCache cache = new RetrievalCache(file.resolve("c"));

    cache.put(KEY, new byte[] {1});

    assertThat(cache.get(KEY, 100, Instant.MIN)).isEmpty();
  }

  @Test
  void aLinkIsNotFollowed() throws Exception {
    Path kept = folder.resolve("c");
    RetrievalCache cache = new RetrievalCache(kept);
    cache.put(KEY, new byte[] {1});
    Path file = files().get(0);
    Files.delete(file);
    Files.createSymbolicLink(file, Files.writeString(folder.resolve("secret"), "x"));

    assertThat(cache.get(KEY, 100, Instant.MIN)).isEmpty();
  }

  @Test
  void itIsWhereTheDesktopHasCaches() {
    assertThat(RetrievalCache.ofUser(Map.of())).isEmpty();
    assertThat(RetrievalCache.ofUser(Map.of("HOME", ""))).isEmpty();
    assertThat(RetrievalCache.ofUser(Map.of("HOME", folder.toString()))).isPresent();
    assertThat(RetrievalCache.ofUser(Map.of("XDG_CACHE_HOME", "relative"))).isEmpty();
  }
}
