package io.hypervigil.libvirt.stats;

import io.hypervigil.libvirt.jna.StatsRecord;

/** The disks of a record, each with the labels that all its samples have. */
final class Disks {

    static final String[] LABELS = {"domain", "target_device"};

    private static final Count COUNT = new Count("block.count");
    private static final Key NAME = Key.of("block.N.name");

    private Disks() {}

    /** What is done with a disk. */
    @FunctionalInterface
    interface Visitor {
        void visit(int number, String[] labels);
    }

    /** The images behind a disk, where a driver lists them, follow it by the same name. */
    static void forEach(StatsRecord record, Visitor visitor) {
        int count = COUNT.in(record.values());
        var last = "";
        for (int n = 0; n < count; n++) {
            var name = record.values().text(NAME.at(n)).orElse("");
            if (!name.isEmpty() && !name.equals(last)) {
                visitor.visit(n, new String[] {record.name(), name});
                last = name;
            }
        }
    }
}
