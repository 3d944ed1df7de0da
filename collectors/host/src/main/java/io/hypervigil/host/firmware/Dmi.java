package io.hypervigil.host.firmware;

import io.hypervigil.collect.Family;
import io.hypervigil.collect.Group;
import io.hypervigil.collect.SampleSink;
import io.hypervigil.collect.files.FileTree;
import io.hypervigil.host.part.HostPart;
import io.hypervigil.host.part.NotHere;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the firmware says the machine is. Serial numbers and the UUID only where we run as root.
 *
 * <pre>
 * node_dmi_info{bios_date="03/30/2023",bios_vendor="Dell Inc.",product_name="PowerEdge R750xa",…} 1
 * </pre>
 */
public final class Dmi implements HostPart {

    public static final Group GROUP = Group.on("dmi", "make and model, from /sys/class/dmi/id");

    static final Family INFO =
            Family.gauge(
                    GROUP,
                    "node_dmi_info",
                    "What the firmware says the machine is, from /sys/class/dmi/id.",
                    "*");

    public static final List<Family> FAMILIES = List.of(INFO);

    private static final String FOLDER = "class/dmi/id";

    /** Labels, each with the file of its name; sys_vendor is the one that differs. */
    private static final List<String> LABELS =
            List.of(
                    "bios_date",
                    "bios_release",
                    "bios_vendor",
                    "bios_version",
                    "board_asset_tag",
                    "board_name",
                    "board_serial",
                    "board_vendor",
                    "board_version",
                    "chassis_asset_tag",
                    "chassis_serial",
                    "chassis_vendor",
                    "chassis_version",
                    "product_family",
                    "product_name",
                    "product_serial",
                    "product_sku",
                    "product_uuid",
                    "product_version",
                    "system_vendor");

    private final FileTree sys;
    private @Nullable Identity identity;

    /** What the firmware says. */
    private record Identity(Family family, List<String> values) {}

    public Dmi(FileTree sys) {
        this.sys = sys;
    }

    @Override
    public void sample(SampleSink sink) {
        // Read once: the firmware says the same as long as the machine runs.
        if (identity == null) {
            identity = read();
        }
        if (identity.values.isEmpty()) {
            throw new NotHere(sys.root().resolve(FOLDER) + " says nothing");
        }
        sink.add(identity.family, 1, identity.values.toArray(String[]::new));
    }

    private Identity read() {
        var labels = new ArrayList<String>();
        var values = new ArrayList<String>();
        for (String label : LABELS) {
            var file = label.equals("system_vendor") ? "sys_vendor" : label;
            sys.attribute(FOLDER + "/" + file)
                    .ifPresent(
                            value -> {
                                labels.add(label);
                                values.add(value);
                            });
        }
        return new Identity(INFO.withLabels(labels), List.copyOf(values));
    }
}
