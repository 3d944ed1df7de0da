package io.hypervigil.host;

import io.hypervigil.collect.Collector;
import io.hypervigil.collect.CollectorContext;
import io.hypervigil.collect.Family;
import io.hypervigil.collect.Group;
import io.hypervigil.collect.Schema;
import io.hypervigil.host.part.HostPart;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.stream.Stream;

/** Reads the machine itself: /proc, /sys, system calls, D-Bus; OSHI where there is no /proc. */
public final class HostCollector implements Collector {

    private static final List<PartType> PARTS =
            Stream.of(KernelParts.ALL, StorageParts.ALL, HardwareParts.ALL)
                    .flatMap(List::stream)
                    .toList();

    private static final List<PartType> OSHI_PARTS =
            Stream.concat(
                            new OshiParts(schemaOf(PARTS)).all(),
                            PARTS.stream().filter(type -> type.lane() == Lane.TEXTFILE))
                    .toList();

    private static final Schema SCHEMA =
            schemaOf(Stream.concat(PARTS.stream(), OSHI_PARTS.stream()).distinct().toList());

    private final List<HostPart> open = new ArrayList<>();

    @Override
    public String name() {
        return "host";
    }

    @Override
    public String summary() {
        return "the machine itself in node_exporter's names, from /proc, /sys and D-Bus";
    }

    @Override
    public Schema schema() {
        return SCHEMA;
    }

    private static Schema schemaOf(List<PartType> parts) {
        var groups = new LinkedHashSet<Group>();
        var families = new LinkedHashSet<Family>();
        for (PartType part : parts) {
            groups.add(part.group());
            families.addAll(part.families());
            families.addAll(LaneProbe.families(part.group()));
        }
        return new Schema(List.copyOf(groups), List.copyOf(families));
    }

    @Override
    public Class<? extends Record> settings() {
        return HostSettings.class;
    }

    /** As node_exporter's: {@code --collector.filesystem.mount-points-exclude}. */
    @Override
    public String flagPrefix() {
        return "collector";
    }

    @Override
    public synchronized void open(CollectorContext context) {
        var settings = context.settings(HostSettings.class);
        boolean isOshi = OshiParts.read(settings.reader(), System.getProperty("os.name", ""));
        for (Lane lane : Lane.values()) {
            var files = context.files();
            var parts = new ArrayList<LaneProbe.Part>();
            for (PartType type : isOshi ? OSHI_PARTS : PARTS) {
                if (type.lane() == lane && context.isOn(type.group())) {
                    var part = type.factory().make(files, settings, context);
                    open.add(part);
                    parts.add(new LaneProbe.Part(type.group(), part));
                }
            }
            if (!parts.isEmpty()) {
                context.start(new LaneProbe(lane, parts));
            }
        }
    }

    @Override
    public synchronized void close() {
        open.forEach(HostPart::close);
        open.clear();
    }
}
