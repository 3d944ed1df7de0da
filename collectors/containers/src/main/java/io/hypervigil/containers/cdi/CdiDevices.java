package io.hypervigil.containers.cdi;

import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.yaml.snakeyaml.LoaderOptions;

/**
 * The devices that CDI specifications name, as {@code nvidia-ctk cdi generate} writes them
 * (Container Device Interface, SPEC.md: {@code *.yaml} and {@code *.json} in /etc/cdi and
 * /var/run/cdi):
 *
 * <pre>
 * kind: nvidia.com/gpu
 * devices:
 *   - name: "0"
 *     containerEdits:
 *       deviceNodes:
 *         - path: /dev/nvidia0
 *   - name: GPU-4cf8db2d-06c0-7d70-1a51-e59b25b2c16c
 *   - name: all
 * </pre>
 *
 * @param folders that were looked through
 * @param names {@code nvidia.com/gpu=0}
 * @param nodes of each name, files below /dev of the host, of NVIDIA's alone
 * @param problems files that make no sense; the others hold all the same
 */
public record CdiDevices(
        List<Path> folders,
        Set<String> names,
        Map<String, List<String>> nodes,
        List<String> problems) {

    /** NVIDIA's GPUs, whole and in parts. */
    public static final String NVIDIA_GPU = "nvidia.com/gpu";

    /** One of eight GPUs in seven parts each has 120 kB. */
    private static final int MAX_BYTES = 4 * 1024 * 1024;

    private static final String NODES = "/dev/nvidia";
    private static final int MAX_NODES = 256;
    private static final int MAX_FILES = 64;
    private static final int MAX_DEPTH = 50;
    private static final int MAX_NAMES = 4096;

    private static final ObjectMapper YAML = new ObjectMapper(factory());

    /** Keeps what it was given from changing. */
    public CdiDevices {
        folders = List.copyOf(folders);
        names = Set.copyOf(names);
        nodes = Map.copyOf(nodes);
        problems = List.copyOf(problems);
    }

    private static YAMLFactory factory() {
        var limits = new LoaderOptions();
        limits.setCodePointLimit(MAX_BYTES);
        limits.setNestingDepthLimit(MAX_DEPTH);
        limits.setMaxAliasesForCollections(0);
        return YAMLFactory.builder()
                .loaderOptions(limits)
                .streamReadConstraints(
                        StreamReadConstraints.builder().maxNestingDepth(MAX_DEPTH).build())
                .build();
    }

    /** Reads all specifications of some folders; those that are not there have none. */
    public static CdiDevices read(List<Path> folders) {
        var names = new LinkedHashMap<String, List<String>>();
        var problems = new ArrayList<String>();
        for (Path folder : folders) {
            for (Path file : files(folder, problems)) {
                read(file, names, problems);
            }
        }
        return new CdiDevices(folders, names.keySet(), names, problems);
    }

    /** Whether any of NVIDIA's GPUs is named. */
    public boolean hasGpus() {
        return names.stream().anyMatch(name -> name.startsWith(NVIDIA_GPU + "="));
    }

    /** The first of these devices of NVIDIA's that there is, {@code nvidia.com/gpu=0}. */
    public Optional<String> firstGpu(List<String> devices) {
        return devices.stream()
                .map(device -> NVIDIA_GPU + "=" + device)
                .filter(names::contains)
                .findFirst();
    }

    private static List<Path> files(Path folder, List<String> problems) {
        try (var listed = Files.newDirectoryStream(folder, "*.{yaml,json}")) {
            var files = new ArrayList<Path>();
            for (Path file : listed) {
                if (files.size() == MAX_FILES) {
                    problems.add(folder + ": more than " + MAX_FILES + " files");
                    break;
                }
                files.add(file);
            }
            files.sort(null);
            return files;
        } catch (NoSuchFileException | NotDirectoryException _) {
            return List.of();
        } catch (IOException e) {
            problems.add(folder + ": " + e.getMessage());
            return List.of();
        }
    }

    private static void read(Path file, Map<String, List<String>> names, List<String> problems) {
        try {
            if (Files.size(file) > MAX_BYTES) {
                throw new IOException("more than " + MAX_BYTES + " bytes");
            }
            add(YAML.readTree(Files.readAllBytes(file)), names);
        } catch (IOException | RuntimeException e) {
            problems.add(file + ": " + firstLine(e));
        }
    }

    private static void add(JsonNode spec, Map<String, List<String>> names) throws IOException {
        var kind = spec.path("kind").asText();
        if (kind.isEmpty()) {
            throw new IOException("no kind");
        }
        for (JsonNode device : spec.path("devices")) {
            var name = device.path("name").asText();
            if (!name.isEmpty() && names.size() < MAX_NAMES) {
                names.putIfAbsent(kind + "=" + name, nodes(device));
            }
        }
    }

    private static List<String> nodes(JsonNode device) {
        var nodes = new ArrayList<String>();
        for (JsonNode node : device.path("containerEdits").path("deviceNodes")) {
            var path = node.path("hostPath").asText(node.path("path").asText());
            if (path.startsWith(NODES) && nodes.size() < MAX_NODES) {
                nodes.add(path);
            }
        }
        return List.copyOf(nodes);
    }

    private static String firstLine(Exception e) {
        return String.valueOf(e.getMessage()).lines().findFirst().orElse("");
    }
}
