package io.hypervigil.host.sensor;

import io.hypervigil.collect.Family;
import io.hypervigil.collect.Group;
import io.hypervigil.collect.SampleSink;
import io.hypervigil.collect.files.FileTree;
import io.hypervigil.host.part.HostPart;
import io.hypervigil.host.part.NameFilter;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/**
 * Temperatures, fans, voltages, currents and powers that hardware monitoring chips measure.
 *
 * <pre>
 * node_hwmon_chip_names{chip="platform_coretemp_0",chip_name="coretemp"} 1
 * node_hwmon_sensor_label{chip="platform_coretemp_0",label="Package id 0",sensor="temp1"} 1
 * node_hwmon_temp_celsius{chip="platform_coretemp_0",sensor="temp1"} 48
 * </pre>
 *
 * <p>A file that a driver refuses costs its own sample.
 */
public final class Hwmon implements HostPart {

    public static final Group GROUP =
            Group.on("hwmon", "sensors of hardware monitoring chips, from /sys/class/hwmon");

    static final Family CHIP_NAMES =
            Family.gauge(
                    GROUP,
                    "node_hwmon_chip_names",
                    "The name that a driver gives its chip.",
                    "chip",
                    "chip_name");
    static final Family SENSOR_LABEL =
            Family.gauge(
                    GROUP,
                    "node_hwmon_sensor_label",
                    "The label that a driver gives a sensor.",
                    "chip",
                    "label",
                    "sensor");

    public static final List<Family> FAMILIES =
            List.of(CHIP_NAMES, SENSOR_LABEL, HwmonMetric.GAUGES, HwmonMetric.ENERGIES);

    private final FileTree sys;
    private final NameFilter chips;
    private final NameFilter sensors;
    private final Map<HwmonMetric.Key, HwmonMetric> metrics = new HashMap<>();
    private List<String> listed = List.of();
    private List<HwmonChip> known = List.of();

    public Hwmon(FileTree sys, HwmonSettings settings) {
        this.sys = sys;
        this.chips = NameFilter.of(settings.chipInclude(), settings.chipExclude());
        this.sensors = NameFilter.of(settings.sensorInclude(), settings.sensorExclude());
    }

    @Override
    public void sample(SampleSink sink) {
        lookAround();
        for (HwmonChip chip : known) {
            if (chips.accepts(chip.label())) {
                sample(chip, sink);
            }
        }
    }

    /** Which chips and files there are is found once: it costs more than to read them. */
    private void lookAround() {
        var nowListed = sys.list(HwmonChip.FOLDER);
        if (nowListed.isEmpty() || !nowListed.equals(listed)) {
            known = HwmonChip.all(sys);
            listed = nowListed;
        }
    }

    private void sample(HwmonChip chip, SampleSink sink) {
        if (!chip.driverName().isEmpty()) {
            sink.add(CHIP_NAMES, 1, chip.label(), chip.driverName());
        }
        var readings = chip.sensors(sys);
        if (readings.isEmpty() && !chip.files().isEmpty()) {
            // Perhaps its driver was loaded anew, under the same number in another place.
            listed = List.of();
        }
        readings.forEach(
                (sensor, elements) -> {
                    if (sensors.accepts(chip.label() + ";" + sensor.name())) {
                        sample(chip.label(), sensor, elements, sink);
                    }
                });
    }

    private void sample(
            String chip, HwmonFile.Sensor sensor, Map<String, String> elements, SampleSink sink) {
        var label = elements.get("label");
        if (label != null) {
            sink.add(SENSOR_LABEL, 1, chip, label, sensor.name());
        }
        if (sensor.type().equals("beep_enable")) {
            boolean isOn = "1".equals(elements.get(""));
            sink.add(metric("beep_enable", "", false).family(), isOn ? 1 : 0, chip, sensor.name());
            return;
        }
        for (var element : elements.entrySet()) {
            var value = number(element.getValue());
            if (value.isPresent() && !element.getKey().equals("label")) {
                boolean hasPlainValue = elements.containsKey("");
                var metric = metric(sensor.type(), element.getKey(), hasPlainValue);
                add(metric, value.getAsDouble(), chip, sensor, label, sink);
            }
        }
    }

    /** A clock has no name but its label: without one nobody knows what it drives. */
    private static void add(
            HwmonMetric metric,
            double value,
            String chip,
            HwmonFile.Sensor sensor,
            @Nullable String label,
            SampleSink sink) {
        if (!metric.isNamedByLabel()) {
            sink.add(metric.family(), metric.inUnit(value), chip, sensor.name());
        } else if (label != null) {
            sink.add(metric.family(), metric.inUnit(value), chip, HwmonChip.clean(label));
        }
    }

    private HwmonMetric metric(String type, String element, boolean hasPlainValue) {
        return metrics.computeIfAbsent(
                new HwmonMetric.Key(type, element, hasPlainValue), HwmonMetric::of);
    }

    private static OptionalDouble number(String text) {
        try {
            return OptionalDouble.of(Double.parseDouble(text));
        } catch (NumberFormatException _) {
            return OptionalDouble.empty();
        }
    }
}
