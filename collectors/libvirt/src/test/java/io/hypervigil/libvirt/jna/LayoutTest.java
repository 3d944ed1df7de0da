package io.hypervigil.libvirt.jna;

import static org.assertj.core.api.Assertions.assertThat;

import io.hypervigil.collect.RealPart;
import java.io.IOException;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What is read at an offset here lies there in libvirt's own headers, and numbers are as theirs.
 */
final class LayoutTest {

    private static final Path HEADER = Path.of("/usr/include/libvirt/libvirt.h");

    @TempDir Path folder;

    /** C expressions, with what stands here for each. */
    private final Map<String, Integer> ours = new LinkedHashMap<>();

    @Test
    void structs_lie_as_in_the_headers() throws Exception {
        size("virTypedParameter", TypedParameters.class, "BYTES");
        at("virTypedParameter", "type", TypedParameters.class, "TYPE");
        at("virTypedParameter", "value", TypedParameters.class, "VALUE");
        constant("VIR_TYPED_PARAM_FIELD_LENGTH", TypedParameters.class, "FIELD_BYTES");
        at("virDomainStatsRecord", "dom", 0);
        at("virDomainStatsRecord", "params", VirtConnection.class, "PARAMS");
        at("virDomainStatsRecord", "nparams", VirtConnection.class, "COUNT");
        at("virError", "code", 0);
        at("virError", "domain", VirtErrors.class, "DOMAIN");
        at("virError", "message", VirtErrors.class, "MESSAGE");
        size("virDomainControlInfo", VirtDomain.class, "CONTROL_INFO_BYTES");
        at("virDomainControlInfo", "state", 0);
        at("virDomainControlInfo", "stateTime", VirtDomain.class, "STATE_TIME");
        constant("VIR_UUID_STRING_BUFLEN", VirtDomain.class, "UUID_BYTES");
        size("virStoragePoolInfo", PoolInfo.class, "BYTES");
        at("virStoragePoolInfo", "state", 0);
        at("virStoragePoolInfo", "capacity", PoolInfo.class, "CAPACITY");
        at("virStoragePoolInfo", "allocation", PoolInfo.class, "ALLOCATION");
        at("virStoragePoolInfo", "available", PoolInfo.class, "AVAILABLE");
        size("virStorageVolInfo", VolumeInfo.class, "BYTES");
        at("virStorageVolInfo", "capacity", VolumeInfo.class, "CAPACITY");
        at("virStorageVolInfo", "allocation", VolumeInfo.class, "ALLOCATION");
        at("virNetworkDHCPLease", "expirytime", DhcpLease.class, "EXPIRY");
        at("virNetworkDHCPLease", "mac", DhcpLease.class, "MAC");
        at("virNetworkDHCPLease", "ipaddr", DhcpLease.class, "ADDRESS");
        at("virNetworkDHCPLease", "prefix", DhcpLease.class, "PREFIX");
        at("virNetworkDHCPLease", "hostname", DhcpLease.class, "HOSTNAME");
        size("virDomainDiskError", DiskError.class, "BYTES");
        at("virDomainDiskError", "disk", 0);
        at("virDomainDiskError", "error", DiskError.class, "ERROR");
        size("virNodeInfo", NodeInfo.class, "BYTES");
        at("virNodeInfo", "memory", NodeInfo.class, "MEMORY");
        at("virNodeInfo", "cpus", NodeInfo.class, "CPUS");
        at("virNodeInfo", "mhz", NodeInfo.class, "MEGAHERTZ");
        at("virNodeInfo", "nodes", NodeInfo.class, "NODES");
        at("virNodeInfo", "sockets", NodeInfo.class, "SOCKETS");
        at("virNodeInfo", "cores", NodeInfo.class, "CORES");
        at("virNodeInfo", "threads", NodeInfo.class, "THREADS");
        size("virNodeMemoryStats", NodeCalls.class, "STAT_BYTES");
        at("virNodeMemoryStats", "value", NodeCalls.class, "STAT_VALUE");

        assertThat(genuine()).isEqualTo(ours);
    }

    @Test
    @SuppressWarnings("EnumOrdinal")
    void numbers_are_as_in_the_headers() throws Exception {
        for (String type :
                Set.of("INT", "UINT", "LLONG", "ULLONG", "DOUBLE", "BOOLEAN", "STRING")) {
            constant("VIR_TYPED_PARAM_" + type, ParameterType.class, type);
        }
        for (var code : VirtErrorCode.class.getDeclaredFields()) {
            if (Modifier.isPublic(code.getModifiers())) {
                constant(code.getName(), VirtErrorCode.class, code.getName());
            }
        }
        for (StatsGroup group : StatsGroup.values()) {
            ours.put("VIR_DOMAIN_STATS_" + group, StatsGroup.bits(Set.of(group)));
        }
        for (DomainFilter filter : DomainFilter.values()) {
            var name = filter == DomainFilter.MANAGED_SAVE ? "MANAGEDSAVE" : filter.name();
            ours.put("VIR_CONNECT_LIST_DOMAINS_" + name, DomainFilter.bits(Set.of(filter)));
        }
        for (ControlInfo.State state : ControlInfo.State.values()) {
            ours.put("VIR_DOMAIN_CONTROL_" + state, state.ordinal());
        }
        for (DomainMessages.Kind kind : DomainMessages.Kind.values()) {
            ours.put("VIR_DOMAIN_MESSAGE_" + kind, kind.bit());
        }
        ours.put("VIR_DOMAIN_DISK_ERROR_NONE", DiskError.Kind.NONE.ordinal());
        ours.put("VIR_DOMAIN_DISK_ERROR_UNSPEC", DiskError.Kind.UNSPECIFIED.ordinal());
        ours.put("VIR_DOMAIN_DISK_ERROR_NO_SPACE", DiskError.Kind.NO_SPACE.ordinal());
        ours.put("VIR_STORAGE_POOL_INACTIVE", 0);
        constant("VIR_NODE_MEMORY_STATS_ALL_CELLS", NodeCalls.class, "ALL_CELLS");
        constant("VIR_CONNECT_GET_ALL_DOMAINS_STATS_NOWAIT", VirtConnection.class, "NOWAIT");

        assertThat(genuine()).isEqualTo(ours);
    }

    private void size(String struct, Class<?> holder, String name) throws Exception {
        constant("sizeof(" + struct + ")", holder, name);
    }

    private void at(String struct, String field, Class<?> holder, String name) throws Exception {
        constant("offsetof(" + struct + ", " + field + ")", holder, name);
    }

    private void at(String struct, String field, int offset) {
        ours.put("offsetof(" + struct + ", " + field + ")", offset);
    }

    private void constant(String expression, Class<?> holder, String name) throws Exception {
        var field = holder.getDeclaredField(name);
        field.setAccessible(true);
        ours.put(expression, field.getInt(null));
    }

    /** What the compiler says of the same expressions. */
    private Map<String, Integer> genuine() throws IOException {
        if (!Files.exists(HEADER)) {
            throw RealPart.missing(HEADER.toString(), "apt-get install libvirt-dev");
        }
        var gcc = RealPart.require("gcc", "apt-get install gcc").toString();
        Files.writeString(folder.resolve("layout.c"), source());
        var compiled = RealPart.run(folder, "", Arrays.asList(gcc, "layout.c", "-o", "layout"));
        assertThat(compiled.exitCode()).as(compiled.output()).isZero();
        var genuine = new LinkedHashMap<String, Integer>();
        var run = RealPart.run(folder, "", Arrays.asList(folder.resolve("layout").toString()));
        run.output()
                .lines()
                .map(line -> line.split("=", 2))
                .forEach(pair -> genuine.put(pair[0], Integer.valueOf(pair[1])));
        return genuine;
    }

    private String source() {
        return ours.keySet().stream()
                .map(each -> "printf(\"" + each + "=%d\\n\", (int) (" + each + "));\n")
                .collect(
                        Collectors.joining(
                                "",
                                """
                                #include <libvirt/libvirt.h>
                                #include <libvirt/virterror.h>
                                #include <stddef.h>
                                #include <stdio.h>
                                int main(void) {
                                """,
                                "return 0;\n}\n"));
    }
}
