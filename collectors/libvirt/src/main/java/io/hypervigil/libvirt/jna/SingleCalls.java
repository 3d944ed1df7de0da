package io.hypervigil.libvirt.jna;

import static io.hypervigil.libvirt.jna.VirtErrors.check;

import com.sun.jna.Pointer;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Statistics that libvirt had before the bulk ones, asked of one domain at a time and named as the
 * bulk ones are. What a driver does not know of them (-1) is left out.
 *
 * <p>Thread: one at a time.
 */
final class SingleCalls {

    /** virDomainInfo: maxMem at 8, memory at 16, nrVirtCpu at 24, cpuTime at 32. */
    private static final int INFO_BYTES = 40;

    private static final int MAXIMUM = 8;
    private static final int MEMORY = 16;
    private static final int VCPUS = 24;
    private static final int CPU_TIME = 32;

    /** virDomainBlockStatsStruct, in its order. */
    private static final List<String> BLOCK =
            List.of("rd.reqs", "rd.bytes", "wr.reqs", "wr.bytes", "errors");

    /** virDomainInterfaceStatsStruct, in its order. */
    private static final List<String> INTERFACE =
            List.of(
                    "rx.bytes",
                    "rx.pkts",
                    "rx.errs",
                    "rx.drop",
                    "tx.bytes",
                    "tx.pkts",
                    "tx.errs",
                    "tx.drop");

    private SingleCalls() {}

    static Map<String, Long> load(Pointer domain) throws VirtException {
        var bytes = new byte[INFO_BYTES];
        check("virDomainGetInfo", DomainFunctions.virDomainGetInfo(domain, bytes));
        var info = ByteBuffer.wrap(bytes).order(ByteOrder.nativeOrder());
        return Map.of(
                "cpu.time", info.getLong(CPU_TIME),
                "balloon.current", info.getLong(MEMORY),
                "balloon.maximum", info.getLong(MAXIMUM),
                "vcpu.current", (long) Short.toUnsignedInt(info.getShort(VCPUS)));
    }

    static Map<String, Long> block(Pointer domain, String target) throws VirtException {
        var bytes = new byte[BLOCK.size() * Long.BYTES];
        check(
                "virDomainBlockStats",
                DomainFunctions.virDomainBlockStats(domain, target, bytes, bytes.length));
        return named(BLOCK, bytes);
    }

    static Map<String, Long> networkInterface(Pointer domain, String device) throws VirtException {
        var bytes = new byte[INTERFACE.size() * Long.BYTES];
        check(
                "virDomainInterfaceStats",
                DomainFunctions.virDomainInterfaceStats(domain, device, bytes, bytes.length));
        return named(INTERFACE, bytes);
    }

    private static Map<String, Long> named(List<String> names, byte[] bytes) {
        var counts = ByteBuffer.wrap(bytes).order(ByteOrder.nativeOrder());
        var known = new LinkedHashMap<String, Long>();
        for (String name : names) {
            long count = counts.getLong();
            if (count >= 0) {
                known.put(name, count);
            }
        }
        return known;
    }
}
