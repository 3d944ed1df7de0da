package io.hypervigil.nvml.owner;

import io.hypervigil.collect.Fact.Basis;
import io.hypervigil.collect.Fact.Device;
import io.hypervigil.collect.Fact.OwnerType;
import io.hypervigil.collect.files.FileTree;
import io.hypervigil.collect.files.Text;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A folder in which a scheduler says whose a GPU is: a file for each, one job a line.
 *
 * <pre>
 * 0                  the GPU that the driver numbers so
 * GPU-7f3c…  MIG-…   by UUID
 * 0.3                GPU instance 3 of GPU 0
 * </pre>
 */
final class OwnerMap {

    private static final Pattern NAME =
            Pattern.compile("([0-9]{1,4}|(?:GPU|MIG)-[^.]+)(?:\\.([0-9]{1,4}))?");

    private final FileTree folder;

    OwnerMap(FileTree folder) {
        this.folder = folder;
    }

    /** Whether there is such a folder now. */
    boolean isThere() {
        return folder.exists("");
    }

    String path() {
        return folder.root().toString();
    }

    /**
     * Who has what. A file whose name is of no GPU is passed over.
     *
     * @throws IOException where a file cannot be read, with its path
     */
    List<Holding> read(HeldParts parts) throws IOException {
        var holdings = new ArrayList<Holding>();
        for (String file : folder.list("")) {
            var name = NAME.matcher(file);
            if (name.matches()) {
                var jobs = folder.find(file, Text::trimmed).orElse("");
                var held = held(name.group(1), name.group(2), parts);
                jobs.lines()
                        .map(String::strip)
                        .filter(job -> !job.isEmpty())
                        .forEach(job -> held.forEach(part -> holdings.add(holding(job, part))));
            }
        }
        return holdings;
    }

    private static List<HeldPart> held(String gpu, @Nullable String instance, HeldParts parts) {
        var device =
                Character.isDigit(gpu.charAt(0))
                        ? new Device.GpuIndex(Integer.parseInt(gpu))
                        : new Device.GpuUuid(gpu);
        return instance == null
                ? parts.of(device)
                : parts.ofInstance(device, Integer.parseInt(instance));
    }

    private static Holding holding(String job, HeldPart part) {
        var owner = new OwnerKey(OwnerType.UNIT, job);
        return new Holding(owner, part, Basis.CONFIGURED, OptionalDouble.empty());
    }
}
