package gcert.target;

import java.nio.file.Path;
import java.util.Optional;

/**
 * Certificates in a file or on standard input.
 *
 * @param text what the user wrote: {@code file:PATH} or {@code -}
 * @param path the file; empty for standard input
 */
public record FileTarget(String text, Optional<Path> path) implements Target {}
