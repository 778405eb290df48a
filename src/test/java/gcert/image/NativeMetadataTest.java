package gcert.image;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What the native image's builder is told, because it cannot find it by itself. */
class NativeMetadataTest {
  private static final Path METADATA = Path.of("src/native/metadata/reachability-metadata.json");
  private static final Path RESOURCES = Path.of("src/main/resources");

  /** Found by the builder where services are looked up. */
  private static final Path SERVICES = Path.of("META-INF/services");

  @Test
  void everyResourceIsInTheNativeImage() throws IOException {
    List<PathMatcher> globs =
        Pattern.compile("\"glob\": \"([^\"]+)\"")
            .matcher(Files.readString(METADATA))
            .results()
            .map(found -> FileSystems.getDefault().getPathMatcher("glob:" + found.group(1)))
            .toList();
    try (Stream<Path> files = Files.walk(RESOURCES)) {
      assertThat(files.filter(Files::isRegularFile).map(RESOURCES::relativize))
          .filteredOn(file -> !file.startsWith(SERVICES))
          .isNotEmpty()
          .allMatch(file -> globs.stream().anyMatch(glob -> glob.matches(file)));
    }
  }
}
