package io.hypervigil.collect.settings;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Describes a component of a settings record. From it come the YAML key ({@code
 * mount_points_exclude} for {@code mountPointsExclude}), the flag ({@code
 * --PREFIX.filesystem.mount-points-exclude}) and the line in docs/configuration.md.
 *
 * <p>A component is a {@code String}, {@code boolean}, {@code int}, {@code long}, {@code double},
 * {@link java.time.Duration} ({@code 1m30s}), {@link java.nio.file.Path}, {@link Secret}, an enum
 * (written in lower case), a {@code List} or {@code Map<String, …>} of these or of records, a
 * nested record, or {@code Optional} of any. The record's compact constructor refuses bad values
 * with {@link IllegalArgumentException}, whose message begins with the component's name and a
 * colon; the refusal then points at that value.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.RECORD_COMPONENT)
public @interface Setting {

    /** One line for people. */
    String help();

    /** The value where nothing is said, as written in YAML; "" for empty, none or false. */
    String byDefault() default "";

    /** The smallest number taken. */
    long min() default Long.MIN_VALUE;

    /** The largest number taken. */
    long max() default Long.MAX_VALUE;

    /**
     * The last part of the flag, where another exporter calls it otherwise than the key: {@code
     * info.flags-include} for {@code infoFlagsInclude}. One that begins with two dashes is the
     * whole flag.
     */
    String flag() default "";

    /** Keys that this one had in earlier versions: they are refused, and the new one is named. */
    String[] formerly() default {};
}
