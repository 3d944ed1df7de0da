package io.hypervigil.nvml.action;

import io.hypervigil.collect.action.ActionFailure;
import io.hypervigil.collect.action.Value;
import io.hypervigil.nvml.profile.ClockTarget;
import io.hypervigil.nvml.profile.ComputeMode;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A setting that a profile is tried with: a line of the journal until it is put back, its parts
 * apart by tabs.
 *
 * <pre>
 * 2026-11-22T09:00:00Z  GPU-1  power_limit_watts  500  650
 * </pre>
 *
 * @param since when it was written down
 * @param was what it was before; empty where nothing told, as of clocks, which are free then
 * @param tried what the trial sets
 */
record TriedSetting(
        Instant since, String uuid, String setting, Optional<String> was, String tried) {

    private static final Pattern UUID = Pattern.compile("GPU-[0-9A-Za-z-]{1,60}");
    private static final Pattern WATTS = Pattern.compile("[0-9]{1,6}(\\.[0-9]{1,3})?");
    private static final String UNKNOWN = "?";
    private static final int PARTS = 5;

    /** Holds what a setting was against what it is. */
    private interface Wanted {
        Optional<Change> of(SettingPlans plans) throws ActionFailure;
    }

    /** A change that is to be made and put back. */
    static TriedSetting of(Instant since, String uuid, Change change) {
        return new TriedSetting(
                since,
                uuid,
                change.setting(),
                change.old().map(TriedSetting::text),
                text(change.wanted()));
    }

    /**
     * @throws IllegalArgumentException where it is no line of the journal
     */
    static TriedSetting parse(String line) {
        var parts = line.split("\t", -1);
        if (parts.length != PARTS) {
            throw new IllegalArgumentException(
                    parts.length + " parts, " + PARTS + " expected, with tabs between them");
        }
        if (!UUID.matcher(parts[1]).matches()) {
            throw new IllegalArgumentException("'" + parts[1] + "': a UUID like GPU-… expected");
        }
        var tried =
                new TriedSetting(
                        time(parts[0]),
                        parts[1],
                        parts[2],
                        Optional.of(parts[3]).filter(was -> !was.equals(UNKNOWN)),
                        parts[4]);
        // What makes no sense is told with its line.
        var _ = tried.wanted();
        return tried;
    }

    /** Whether a change of a GPU is of the same setting. */
    boolean isOf(String otherUuid, Change change) {
        return uuid.equals(otherUuid) && setting.equals(change.setting());
    }

    /** As it is written down. */
    String line() {
        return String.join("\t", since.toString(), uuid, setting, was.orElse(UNKNOWN), tried);
    }

    /** What makes it as it was; nothing where the GPU has no such setting. */
    Optional<Change> asBefore(SettingPlans plans) throws ActionFailure {
        return wanted().of(plans);
    }

    /** A value as it is written down. */
    static String text(Value value) {
        return switch (value) {
            case Value.Text(var text) -> text;
            case Value.Whole(long number) -> Long.toString(number);
            case Value.Decimal(var number) -> number.toPlainString();
            case Value.Flag _, Value.Span _, Value.Items _, Value.Fields _ ->
                    throw new IllegalArgumentException("no setting is " + value);
        };
    }

    private Wanted wanted() {
        return switch (setting) {
            case SettingPlans.GRAPHICS_CLOCK -> clock(ClockKind.GRAPHICS);
            case SettingPlans.MEMORY_CLOCK -> clock(ClockKind.MEMORY);
            case SettingPlans.POWER_LIMIT -> {
                long milliwatts = milliwatts(known());
                yield plans -> plans.powerLimit(milliwatts);
            }
            case SettingPlans.PERSISTENCE -> {
                boolean isOn = isOn(known());
                yield plans -> plans.persistence(isOn);
            }
            case SettingPlans.ECC -> {
                boolean isOn = isOn(known());
                yield plans -> plans.eccMode(isOn);
            }
            case SettingPlans.COMPUTE_MODE -> {
                int number = ComputeMode.numberOf(known());
                yield plans -> plans.computeMode(number);
            }
            default ->
                    throw new IllegalArgumentException(
                            "'" + setting + "' is no setting of a profile");
        };
    }

    private Wanted clock(ClockKind kind) {
        var target = was.map(ClockTarget::parse).orElseGet(ClockTarget.Free::new);
        return plans -> plans.clock(kind, target);
    }

    private String known() {
        return was.orElseThrow(
                () -> new IllegalArgumentException(setting + ": what it was is missing"));
    }

    private static long milliwatts(String text) {
        if (!WATTS.matcher(text).matches()) {
            throw new IllegalArgumentException("'" + text + "': watts like 499.5 expected");
        }
        return new BigDecimal(text).movePointRight(3).longValueExact();
    }

    private static boolean isOn(String text) {
        int number = List.of("off", "on").indexOf(text);
        if (number < 0) {
            throw new IllegalArgumentException("'" + text + "': on or off expected");
        }
        return number == 1;
    }

    private static Instant time(String text) {
        try {
            return Instant.parse(text);
        } catch (DateTimeException e) {
            throw new IllegalArgumentException(
                    "'" + text + "': a time like 2026-11-22T09:00:00Z expected", e);
        }
    }
}
