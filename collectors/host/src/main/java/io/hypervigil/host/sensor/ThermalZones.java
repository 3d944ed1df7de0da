package io.hypervigil.host.sensor;

import io.hypervigil.collect.Family;
import io.hypervigil.collect.Group;
import io.hypervigil.collect.SampleSink;
import io.hypervigil.collect.files.FileTree;
import io.hypervigil.host.part.HostPart;
import io.hypervigil.host.part.SysDevice;
import java.util.List;

/**
 * The kernel's thermal zones, and what cools them.
 *
 * <pre>
 * node_thermal_zone_temp{type="x86_pkg_temp",zone="0"} 48
 * node_cooling_device_cur_state{name="0",type="Processor"} 0
 * node_cooling_device_max_state{name="0",type="Processor"} 3
 * </pre>
 */
public final class ThermalZones implements HostPart {

    public static final Group GROUP =
            Group.on("thermal_zone", "thermal zones and cooling devices, from /sys/class/thermal");

    static final Family TEMPERATURE =
            Family.gauge(
                    GROUP,
                    "node_thermal_zone_temp",
                    "Temperature of a thermal zone in degrees Celsius.",
                    "type",
                    "zone");
    static final Family CURRENT_STATE =
            Family.gauge(
                    GROUP,
                    "node_cooling_device_cur_state",
                    "How far a cooling device throttles now.",
                    "name",
                    "type");
    static final Family MAX_STATE =
            Family.gauge(
                    GROUP,
                    "node_cooling_device_max_state",
                    "How far a cooling device can throttle.",
                    "name",
                    "type");

    public static final List<Family> FAMILIES = List.of(TEMPERATURE, CURRENT_STATE, MAX_STATE);

    private static final String FOLDER = "class/thermal";
    private static final String ZONE = "thermal_zone";
    private static final String DEVICE = "cooling_device";

    private final FileTree sys;

    public ThermalZones(FileTree sys) {
        this.sys = sys;
    }

    /** As in node_exporter, a machine without zones is read well: it has none. */
    @Override
    public void sample(SampleSink sink) {
        if (!sys.exists(FOLDER)) {
            sink.missing(GROUP.name(), sys.root().resolve(FOLDER) + " does not exist");
            return;
        }
        for (SysDevice device : SysDevice.in(sys, FOLDER)) {
            if (isNumbered(device.name(), ZONE)) {
                sampleZone(device, sink);
            } else if (isNumbered(device.name(), DEVICE)) {
                sampleCoolingDevice(device, sink);
            }
        }
    }

    private void sampleZone(SysDevice zone, SampleSink sink) {
        var type = sys.attribute(zone.file("type"));
        var milliCelsius = sys.wholeAttribute(zone.file("temp"));
        if (type.isPresent() && milliCelsius.isPresent()) {
            var number = zone.name().substring(ZONE.length());
            sink.add(TEMPERATURE, milliCelsius.getAsLong() / 1000.0, type.get(), number);
        }
    }

    private void sampleCoolingDevice(SysDevice device, SampleSink sink) {
        var type = sys.attribute(device.file("type"));
        var current = sys.wholeAttribute(device.file("cur_state"));
        var max = sys.wholeAttribute(device.file("max_state"));
        if (type.isPresent() && current.isPresent() && max.isPresent()) {
            var number = device.name().substring(DEVICE.length());
            sink.add(CURRENT_STATE, (double) current.getAsLong(), number, type.get());
            sink.add(MAX_STATE, (double) max.getAsLong(), number, type.get());
        }
    }

    private static boolean isNumbered(String name, String prefix) {
        return name.length() > prefix.length()
                && name.startsWith(prefix)
                && Character.isDigit(name.charAt(prefix.length()));
    }
}
