package io.hypervigil.host.power;

import io.hypervigil.collect.Family;
import io.hypervigil.collect.Group;
import io.hypervigil.collect.SampleSink;
import io.hypervigil.collect.files.FileTree;
import io.hypervigil.collect.settings.Setting;
import io.hypervigil.host.part.HostPart;
import io.hypervigil.host.part.KernelNumber;
import io.hypervigil.host.part.NameFilter;
import io.hypervigil.host.part.SysDevice;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Batteries, chargers and supplies that the kernel has a driver for.
 *
 * <pre>
 * node_power_supply_info{power_supply="AC",type="Mains"} 1
 * node_power_supply_online{power_supply="AC"} 1
 * </pre>
 */
public final class PowerSupplies implements HostPart {

    public static final Group GROUP =
            Group.on("powersupplyclass", "power supplies, from /sys/class/power_supply");

    static final Family INFO =
            Family.gauge(
                    GROUP,
                    "node_power_supply_info",
                    "What a power supply says of itself, from /sys/class/power_supply/NAME.",
                    "*");
    static final Family VALUE =
            Family.gauge(
                    GROUP,
                    "node_power_supply_*",
                    "A value of a power supply, from /sys/class/power_supply/NAME.",
                    "power_supply");

    public static final List<Family> FAMILIES = List.of(INFO, VALUE);

    private static final String FOLDER = "class/power_supply";

    private static final List<String> TEXTS =
            List.of(
                    "capacity_level",
                    "charge_type",
                    "health",
                    "manufacturer",
                    "model_name",
                    "scope",
                    "serial_number",
                    "status",
                    "technology",
                    "type",
                    "usb_type");

    private final FileTree sys;
    private final NameFilter ignored;
    private final Map<List<String>, Family> infos = new HashMap<>();

    /**
     * @param ignoredSupplies supplies to leave out
     */
    public record Settings(
            @Setting(help = "pattern of power supplies to leave out", byDefault = "^$")
                    String ignoredSupplies) {

        public Settings {
            NameFilter.requirePattern("ignored_supplies", ignoredSupplies);
        }
    }

    public PowerSupplies(FileTree sys, Settings settings) {
        this.sys = sys;
        this.ignored = NameFilter.excluding(settings.ignoredSupplies());
    }

    @Override
    public void sample(SampleSink sink) {
        for (SysDevice supply : SysDevice.in(sys, FOLDER)) {
            if (ignored.accepts(supply.name())) {
                sampleValues(supply, sink);
                sampleInfo(supply, sink);
            }
        }
    }

    private void sampleValues(SysDevice supply, SampleSink sink) {
        for (String file : sys.list(supply.path())) {
            var value = PowerSupplyValue.OF_FILE.get(file);
            if (value != null) {
                KernelNumber.signedIn(sys, supply.file(file))
                        .ifPresent(
                                raw -> sink.add(value.family(), value.inUnit(raw), supply.name()));
            }
        }
    }

    /** What a supply does not say is no label, rather than an empty one. */
    private void sampleInfo(SysDevice supply, SampleSink sink) {
        var labels = new ArrayList<String>();
        var values = new ArrayList<String>();
        for (String name : TEXTS) {
            var text = sys.attribute(supply.file(name)).filter(value -> !value.isEmpty());
            if (text.isPresent()) {
                labels.add(name);
                values.add(text.get());
            }
        }
        labels.addFirst("power_supply");
        values.addFirst(supply.name());
        var family = infos.computeIfAbsent(List.copyOf(labels), INFO::withLabels);
        sink.add(family, 1, values.toArray(String[]::new));
    }
}
