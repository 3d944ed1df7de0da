package io.hypervigil.libvirt.description;

import io.hypervigil.libvirt.xml.Element;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What a disk is held to.
 *
 * @param values libvirt's names, as {@code read_bytes_sec} and {@code total_iops_sec_max}, with the
 *     value of each that is set; 0 is no limit and not among them
 * @param group of disks that share the limits
 */
public record DiskLimits(SortedMap<String, Long> values, Optional<String> group) {

    /** None. */
    static final DiskLimits NONE = new DiskLimits(new TreeMap<>(), Optional.empty());

    private static final Set<String> OPERATIONS = Set.of("total", "read", "write");
    private static final List<String> KINDS = List.of("bytes_sec", "iops_sec");
    private static final List<String> ENDS = List.of("", "_max", "_max_length");

    public DiskLimits {
        values = Collections.unmodifiableSortedMap(new TreeMap<>(values));
    }

    static DiskLimits of(Element tune) {
        if (tune.children().isEmpty()) {
            return NONE;
        }
        var values = new TreeMap<String, Long>();
        for (String operation : OPERATIONS) {
            for (String kind : KINDS) {
                for (String end : ENDS) {
                    put(operation + "_" + kind + end, tune, values);
                }
            }
        }
        put("size_iops_sec", tune, values);
        return new DiskLimits(values, tune.at("group_name").content());
    }

    private static void put(String name, Element tune, Map<String, Long> values) {
        var value = tune.at(name).whole();
        if (value.orElse(0) > 0) {
            values.put(name, value.getAsLong());
        }
    }
}
