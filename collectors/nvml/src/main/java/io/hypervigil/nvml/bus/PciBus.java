package io.hypervigil.nvml.bus;

import io.hypervigil.collect.files.FileTree;
import io.hypervigil.collect.files.Text;
import io.hypervigil.collect.pci.PciAddress;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.BiConsumer;

/**
 * Finds NVIDIA's functions below /sys/bus/pci/devices.
 *
 * <p>What a device is, is read once; who drives it, each time. Nothing here wakes a device: the
 * kernel answers all of it from its own memory.
 *
 * <p>Thread: one.
 */
public final class PciBus {

    static final String DEVICES = "bus/pci/devices";

    private static final long NVIDIA = 0x10de;
    private static final String VIRTUAL_FUNCTION = "virtfn";

    private final FileTree sys;
    private final Map<String, PciIdentity> identities = new HashMap<>();
    private final Set<String> others = new HashSet<>();

    /** The bus of a host's /sys. */
    public PciBus(FileTree sys) {
        this.sys = sys;
    }

    /**
     * All functions that are there now, by address.
     *
     * @param flawed is told the address of a device whose files make no sense, and why; the rest is
     *     given
     */
    public List<PciFunction> functions(BiConsumer<String, Exception> flawed) {
        var listed = sys.list(DEVICES);
        others.retainAll(listed);
        identities.keySet().retainAll(listed);
        var functions = new ArrayList<PciFunction>();
        for (String address : listed) {
            if (others.contains(address) || PciAddress.of(address).isEmpty()) {
                continue;
            }
            try {
                function(address).ifPresentOrElse(functions::add, () -> others.add(address));
            } catch (NoSuchFileException _) {
                // Unplugged since it was listed.
            } catch (IOException | RuntimeException e) {
                flawed.accept(address, e);
            }
        }
        return functions;
    }

    private Optional<PciFunction> function(String address) throws IOException {
        var folder = DEVICES + "/" + address;
        var known = identities.get(address);
        if (known == null && hex(folder + "/vendor") != NVIDIA) {
            return Optional.empty();
        }
        var identity = known == null ? identity(folder) : known;
        var kind = FunctionKind.ofClass(identity.pciClass());
        if (kind.isEmpty()) {
            return Optional.empty();
        }
        identities.put(address, identity);
        return Optional.of(
                new PciFunction(
                        address,
                        kind.get(),
                        identity,
                        linked(folder + "/driver"),
                        iommuGroup(folder),
                        numaNode(folder),
                        linked(folder + "/physfn"),
                        virtualFunctions(folder)));
    }

    private PciIdentity identity(String folder) throws IOException {
        return new PciIdentity(
                hex(folder + "/class"),
                hex(folder + "/vendor"),
                hex(folder + "/device"),
                hex(folder + "/subsystem_vendor"),
                hex(folder + "/subsystem_device"),
                hex(folder + "/revision"));
    }

    private long hex(String file) throws IOException {
        return sys.read(file, PciBus::hex);
    }

    /** {@code 0x10de}. */
    static long hex(Text text) {
        if (!text.nextLine()) {
            throw text.malformed("a hexadecimal number expected");
        }
        return text.hex();
    }

    /** The name of what a link leads to. */
    private Optional<String> linked(String path) {
        return sys.link(path).map(target -> target.substring(target.lastIndexOf('/') + 1));
    }

    private OptionalInt iommuGroup(String folder) {
        return linked(folder + "/iommu_group")
                .filter(name -> name.matches("[0-9]{1,9}"))
                .map(name -> OptionalInt.of(Integer.parseInt(name)))
                .orElse(OptionalInt.empty());
    }

    /** -1 where the firmware does not say. */
    private OptionalInt numaNode(String folder) {
        var node = sys.wholeAttribute(folder + "/numa_node");
        return node.isPresent() && node.getAsLong() >= 0
                ? OptionalInt.of((int) node.getAsLong())
                : OptionalInt.empty();
    }

    private List<String> virtualFunctions(String folder) {
        if (sys.wholeAttribute(folder + "/sriov_numvfs").orElse(0) == 0) {
            return List.of();
        }
        return sys.list(folder).stream()
                .filter(name -> name.matches(VIRTUAL_FUNCTION + "[0-9]{1,9}"))
                .sorted(Comparator.comparingInt(PciBus::numberOf))
                .flatMap(name -> linked(folder + "/" + name).stream())
                .toList();
    }

    private static int numberOf(String virtualFunction) {
        return Integer.parseInt(virtualFunction.substring(VIRTUAL_FUNCTION.length()));
    }
}
