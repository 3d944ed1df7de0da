package io.hypervigil.host.sensor;

import io.hypervigil.collect.Family;

/**
 * How an element of a sensor is exposed.
 *
 * @param family its family
 * @param scale from the driver's unit to ours
 */
record HwmonMetric(Family family, Scale scale) {

    static final Family GAUGES =
            Family.gauge(
                    Hwmon.GROUP,
                    "node_hwmon_*",
                    "A value of a sensor, from /sys/class/hwmon/hwmonN.",
                    "chip",
                    "sensor");
    static final Family ENERGIES =
            Family.counter(
                    Hwmon.GROUP,
                    "node_hwmon_energy*_joule_total",
                    "Energy that a sensor counted, from energyN files.",
                    "chip",
                    "sensor");

    /** The exact operation, so that values equal node_exporter's to the last bit. */
    enum Scale {
        AS_IS,
        MILLI,
        MICRO,
        MEGAHERTZ
    }

    /**
     * What decides the name.
     *
     * @param type the sensor's
     * @param element the file's, "" where it has none
     * @param hasPlainValue whether the sensor has a file without element beside
     */
    record Key(String type, String element, boolean hasPlainValue) {}

    static HwmonMetric of(Key key) {
        return switch (key.type) {
            case "beep_enable" -> plain("beep_enabled", "Whether the chip beeps.");
            case "vrm" -> plain("voltage_regulator_version", "Version of the voltage regulator.");
            case "update_interval" ->
                    gauge(
                            "update_interval_seconds",
                            "Time between two measurements of the chip.",
                            Scale.MILLI);
            default -> ofElement(key);
        };
    }

    private static HwmonMetric ofElement(Key key) {
        var stem = stem(key);
        return switch (key.element) {
            case "fault", "alarm" -> plain(stem, "Whether a sensor reports: " + said(key) + ".");
            case "beep" -> plain(stem + "_enabled", "Whether the chip beeps for a sensor.");
            default -> ofUnit(key, stem);
        };
    }

    private static HwmonMetric ofUnit(Key key, String stem) {
        return switch (key.type) {
            case "in", "cpu" ->
                    gauge(stem + "_volts", "Voltage in volts: " + said(key) + ".", Scale.MILLI);
            case "temp" ->
                    key.element.equals("type")
                            ? plain(stem, "What kind of sensor measures a temperature.")
                            : gauge(
                                    stem + "_celsius",
                                    "Temperature in degrees Celsius: " + said(key) + ".",
                                    Scale.MILLI);
            case "curr" ->
                    gauge(stem + "_amps", "Current in amperes: " + said(key) + ".", Scale.MILLI);
            case "energy" -> energy(key, stem);
            case "power" -> power(key, stem);
            case "humidity" -> gauge(stem, "Humidity as a ratio: " + said(key) + ".", Scale.MICRO);
            case "fan" -> fan(key, stem);
            case "freq" -> frequency(key, stem);
            default -> dumped(key, stem);
        };
    }

    private static HwmonMetric energy(Key key, String stem) {
        var between = stem.substring("energy".length());
        return new HwmonMetric(
                ENERGIES.named(between, "Energy in joules: " + said(key) + "."), Scale.MICRO);
    }

    private static HwmonMetric power(Key key, String stem) {
        return switch (key.element) {
            case "accuracy" -> gauge(stem, "Accuracy of a power meter as a ratio.", Scale.MICRO);
            case "average_interval", "average_interval_min", "average_interval_max" ->
                    gauge(
                            stem + "_seconds",
                            "Time over which a power is averaged: " + said(key) + ".",
                            Scale.MILLI);
            default -> gauge(stem + "_watt", "Power in watts: " + said(key) + ".", Scale.MICRO);
        };
    }

    private static HwmonMetric fan(Key key, String stem) {
        return switch (key.element) {
            case "input", "min", "max", "target" ->
                    plain(stem + "_rpm", "Revolutions of a fan a minute: " + said(key) + ".");
            default -> dumped(key, stem);
        };
    }

    private static HwmonMetric frequency(Key key, String stem) {
        return key.element.equals("input")
                ? gauge(stem + "_freq_mhz", "A clock in megahertz, by its label.", Scale.MEGAHERTZ)
                : dumped(key, stem);
    }

    private static HwmonMetric dumped(Key key, String stem) {
        return plain(stem, "Element " + said(key) + " of a sensor of type " + key.type + ".");
    }

    private static HwmonMetric plain(String name, String help) {
        return gauge(name, help, Scale.AS_IS);
    }

    private static HwmonMetric gauge(String name, String help, Scale scale) {
        return new HwmonMetric(GAUGES.named(name, help), scale);
    }

    /** The input is the value itself, unless a file without element is. */
    private static String stem(Key key) {
        if (key.element.equals("input")) {
            return key.hasPlainValue ? key.type + "_input" : key.type;
        }
        return key.element.isEmpty() ? key.type : key.type + "_" + HwmonChip.clean(key.element);
    }

    private static String said(Key key) {
        return key.element.isEmpty() ? "value" : key.element;
    }

    boolean isNamedByLabel() {
        return scale == Scale.MEGAHERTZ;
    }

    double inUnit(double driverValue) {
        return switch (scale) {
            case AS_IS -> driverValue;
            case MILLI -> driverValue * 0.001;
            case MICRO, MEGAHERTZ -> driverValue / 1_000_000.0;
        };
    }
}
