package io.hypervigil.containers.docker;

import io.hypervigil.containers.json.Json;
import java.util.List;
import java.util.Set;

/**
 * What {@code GET /info} says of an engine.
 *
 * @param cgroupDriver {@code systemd} or {@code cgroupfs}
 * @param cgroupVersion {@code 1} or {@code 2}
 * @param defaultRuntime {@code runc}, {@code nvidia}
 * @param runtimes all that it may be told to use
 * @param cdiSpecFolders where it looks for CDI specifications; none where it does not know CDI
 */
public record EngineInfo(
        String cgroupDriver,
        String cgroupVersion,
        String defaultRuntime,
        Set<String> runtimes,
        List<String> cdiSpecFolders) {

    /** Keeps what it was given from changing. */
    public EngineInfo {
        runtimes = Set.copyOf(runtimes);
        cdiSpecFolders = List.copyOf(cdiSpecFolders);
    }

    static EngineInfo parse(Json info) {
        return new EngineInfo(
                info.at("CgroupDriver").textOrEmpty(),
                info.at("CgroupVersion").text().orElse("1"),
                info.at("DefaultRuntime").textOrEmpty(),
                info.at("Runtimes").keys(),
                info.at("CDISpecDirs").texts());
    }
}
