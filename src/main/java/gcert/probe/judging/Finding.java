package gcert.probe.judging;

import java.util.Optional;

/**
 * How a norm thinks of one thing that was found out.
 *
 * @param subject what kind of thing it is, as in the norm's table: {@code version}, {@code suite},
 *     {@code ssl2}, {@code group}, {@code dh}, {@code scheme}, {@code key}, {@code order}, {@code
 *     feature} or {@code missing}
 * @param name which one
 * @param grade empty when the norm says nothing about it
 * @param clause where the norm says so; empty without a grade
 */
public record Finding(String subject, String name, Optional<Grade> grade, String clause) {}
