package gcert.app.bulk;

import gcert.target.TargetLines;
import java.util.OptionalLong;
import java.util.function.Supplier;

/**
 * A list of targets in a file or a stream.
 *
 * @param name how messages name it
 * @param lines what it holds
 * @param size how many octets it has; empty when that is not known
 * @param count counts its targets, apart from reading them; empty where that cannot be done
 */
public record TargetList(
    String name, TargetLines lines, OptionalLong size, Supplier<OptionalLong> count) {}
