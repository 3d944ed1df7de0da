package io.hypervigil.containers.action;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A CDI specification of two GPUs, of devices that every host has: a variable tells what came. */
final class NamedDevices {

    private static final String SPECIFICATION =
            """
            cdiVersion: 0.5.0
            kind: nvidia.com/gpu
            devices:
              - name: "0"
                containerEdits:
                  env: [GPU_ZERO=given]
              - name: GPU-b
                containerEdits:
                  env: [GPU_ONE=given]
                  deviceNodes:
                    - path: /dev/null
              - name: "1:1"
                containerEdits:
                  env: [GPU_PART=given]
              - name: all
                containerEdits:
                  env: [GPU_ALL=given]
            """;

    private NamedDevices() {}

    /** Writes it into a folder, which is made; answers the file. */
    static Path in(Path folder) throws IOException {
        return Files.writeString(
                Files.createDirectories(folder).resolve("nvidia.yaml"), SPECIFICATION);
    }
}
