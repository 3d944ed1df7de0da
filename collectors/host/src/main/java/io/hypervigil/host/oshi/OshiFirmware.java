package io.hypervigil.host.oshi;

import io.hypervigil.collect.Family;
import io.hypervigil.collect.Group;
import io.hypervigil.collect.SampleSink;
import io.hypervigil.host.part.HostPart;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What the firmware says the machine is.
 *
 * <pre>
 * node_dmi_info{board_vendor="Apple Inc.",product_name="Mac14,13",system_vendor="Apple Inc."} 1
 * </pre>
 */
public final class OshiFirmware implements HostPart {

    public static final Group GROUP = Group.on("dmi", "make and model, by OSHI");

    static final Family INFO =
            Family.gauge(GROUP, "node_dmi_info", "What the firmware says the machine is.", "*");

    public static final List<Family> FAMILIES = List.of(INFO);

    @Override
    public void sample(SampleSink sink) {
        var computer = Oshi.hardware().getComputerSystem();
        var firmware = computer.getFirmware();
        var board = computer.getBaseboard();
        var said = new LinkedHashMap<String, String>();
        said.put("bios_date", firmware.getReleaseDate());
        said.put("bios_vendor", firmware.getManufacturer());
        said.put("bios_version", firmware.getVersion());
        said.put("board_name", board.getModel());
        said.put("board_serial", board.getSerialNumber());
        said.put("board_vendor", board.getManufacturer());
        said.put("board_version", board.getVersion());
        said.put("product_name", computer.getModel());
        said.put("product_serial", computer.getSerialNumber());
        said.put("product_uuid", computer.getHardwareUUID());
        said.put("system_vendor", computer.getManufacturer());
        map(said, sink);
    }

    static void map(Map<String, String> said, SampleSink sink) {
        var labels = new ArrayList<String>();
        var values = new ArrayList<String>();
        said.forEach(
                (label, value) -> {
                    var known = Oshi.known(value);
                    if (!known.isEmpty()) {
                        labels.add(label);
                        values.add(known);
                    }
                });
        if (!labels.isEmpty()) {
            sink.add(INFO.withLabels(labels), 1, values.toArray(String[]::new));
        }
    }
}
