package io.hypervigil.host.sensor;

import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * A file of a hardware monitoring chip: {@code temp1_crit_alarm} is element {@code crit_alarm} of
 * sensor {@code temp1}.
 *
 * @param sensor whose file it is
 * @param element what of it, "" where the name says nothing more
 */
record HwmonFile(Sensor sensor, String element) {

    private static final Pattern NAME = Pattern.compile("([^0-9]+)([0-9]*)(?:_(.+))?");

    private static final Set<String> TYPES =
            Set.of(
                    "beep_enable",
                    "cpu",
                    "curr",
                    "energy",
                    "fan",
                    "freq",
                    "humidity",
                    "in",
                    "intrusion",
                    "power",
                    "pwm",
                    "temp",
                    "update_interval",
                    "vrm");

    /**
     * @param type what it measures: {@code temp}
     * @param name with its number, 0 where it has none: {@code temp1}
     */
    record Sensor(String type, String name) {}

    /** What a file name means, or empty where it is no sensor's. */
    static Optional<HwmonFile> of(String fileName) {
        var matcher = NAME.matcher(fileName);
        if (!matcher.matches() || !TYPES.contains(matcher.group(1))) {
            return Optional.empty();
        }
        var type = matcher.group(1);
        var number = matcher.group(2);
        var element = matcher.group(3);
        // Every device has a folder "power", which is no sensor.
        if (fileName.equals("power") || number.length() > 18) {
            return Optional.empty();
        }
        long index = number.isEmpty() ? 0 : Long.parseLong(number);
        return Optional.of(
                new HwmonFile(new Sensor(type, type + index), element == null ? "" : element));
    }
}
