package io.hypervigil.kubernetes.device;

import io.hypervigil.collect.Fact;
import io.hypervigil.collect.Fact.Device;
import io.hypervigil.collect.FactBoard;
import io.hypervigil.collect.files.FileTree;
import io.hypervigil.collect.files.HostFiles;
import io.hypervigil.collect.pci.PciAddress;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What the names mean that NVIDIA's, Google's and KubeVirt's device plugins and drivers give to
 * GPUs. A name that does not say for certain which GPU it is means none.
 *
 * <pre>
 * GPU-7f3c…  MIG-5e0a…  GPU-7f3c…::2      NVIDIA's plugin; ::N is one of several shares
 * nvidia0  nvidia0/gi3  nvidia0/vgpu1     Google's: device file, MIG GPU instance, share
 * 14                                      KubeVirt's and NVIDIA's for KubeVirt: an IOMMU group
 * 4b20d080-…                              the same: a mediated device
 * 0000:3b:00.0                            an address on the bus
 * nvidia.com/gpu=0  nvidia.com/gpu=all    CDI: index, UUID or all, by NVIDIA's own generator
 * gpu-0                                   NVIDIA's driver of dynamic resources
 * </pre>
 *
 * <p>Made for one round: it looks up each GPU once.
 */
public final class DeviceNames {

    private static final Pattern UUID =
            Pattern.compile("((?:GPU|MIG)-[0-9A-Za-z][0-9A-Za-z/-]{0,127})(?:::[0-9]{1,6})?");
    private static final Pattern FILE =
            Pattern.compile("nvidia([0-9]{1,4})(?:/gi([0-9]{1,4}))?(?:/vgpu[0-9]{1,6})?");
    private static final Pattern GROUP = Pattern.compile("[0-9]{1,9}");
    private static final Pattern MEDIATED =
            Pattern.compile("[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}");

    private static final String DRIVER = "gpu.nvidia.com";
    private static final String CDI = "nvidia.com/gpu=";
    private static final Pattern CDI_INDEX = Pattern.compile("(?:gpu)?([0-9]{1,4})");

    /** What NVIDIA's driver of dynamic resources calls a whole GPU. */
    private static final Pattern CLAIMED = Pattern.compile("gpu-([0-9]{1,4})");

    private static final String NVIDIA = "0x10de";

    /** Display controllers, and the processing accelerators that some GPUs without outputs are. */
    private static final Pattern CLASS = Pattern.compile("0x(?:03|12).*");

    private final FileTree sys;
    private final MinorNumbers minors;
    private final Map<Integer, String> indices = new HashMap<>();

    /** What is known of the host's GPUs now. */
    public DeviceNames(HostFiles files, FactBoard facts) {
        this.sys = files.sys();
        this.minors = new MinorNumbers(files.proc());
        for (Fact.Gpu gpu : facts.facts(Fact.Gpu.class)) {
            gpu.index().ifPresent(index -> indices.put(index, gpu.pciAddress()));
        }
    }

    /** What a device plugin's name means. */
    public Meaning ofPlugin(String name) {
        var lower = name.toLowerCase(Locale.ROOT);
        if (GROUP.matcher(name).matches()) {
            return new Meaning.Devices(ofGroup(name));
        }
        if (MEDIATED.matcher(lower).matches()) {
            return Meaning.of(new Device.Mediated(lower));
        }
        if (PciAddress.of(lower).isPresent()) {
            return new Meaning.Devices(gpuAt(lower).toList());
        }
        var file = FILE.matcher(name);
        return file.matches() ? ofFile(file) : ofUuid(name);
    }

    /**
     * What a device of a resource claim is.
     *
     * @param driver that gave it
     * @param name as the driver calls it
     * @param cdiNames by which the container runtime is told of it
     */
    public Meaning ofClaim(String driver, String name, List<String> cdiNames) {
        var byCdi = cdiNames.stream().flatMap(cdi -> ofCdi(cdi).stream()).distinct().toList();
        if (!byCdi.isEmpty() || !driver.equals(DRIVER)) {
            return new Meaning.Devices(byCdi);
        }
        var claimed = CLAIMED.matcher(name);
        return claimed.matches()
                ? ofClaimed(claimed.group(1))
                : new Meaning.Unclear("its driver alone knows which GPU it is");
    }

    private static Optional<Device> ofCdi(String name) {
        if (!name.startsWith(CDI)) {
            return Optional.empty();
        }
        var device = name.substring(CDI.length());
        if (device.equals("all")) {
            return Optional.of(new Device.AllGpus());
        }
        var index = CDI_INDEX.matcher(device);
        return index.matches()
                ? Optional.of(new Device.GpuIndex(Integer.parseInt(index.group(1))))
                : uuid(device);
    }

    /** The number was the index at first, and has been that of the device file since. */
    private Meaning ofClaimed(String number) {
        var byIndex = Optional.ofNullable(indices.get(Integer.parseInt(number)));
        return minors.address(number)
                .filter(address -> byIndex.filter(address::equals).isPresent())
                .map(address -> Meaning.of(new Device.Pci(address)))
                .orElseGet(
                        () ->
                                new Meaning.Unclear(
                                        "its number is an index or that of a device file, and"
                                                + " these are not known to be of one GPU"));
    }

    private static Meaning ofUuid(String name) {
        return new Meaning.Devices(uuid(name).stream().toList());
    }

    private static Optional<Device> uuid(String name) {
        var uuid = UUID.matcher(name);
        return uuid.matches() ? Optional.of(new Device.GpuUuid(uuid.group(1))) : Optional.empty();
    }

    private Meaning ofFile(Matcher file) {
        return minors.address(file.group(1))
                .map(address -> Meaning.of(part(new Device.Pci(address), file.group(2))))
                .orElseGet(
                        () ->
                                new Meaning.Unclear(
                                        "/proc/driver/nvidia/gpus has no GPU with this device"
                                                + " file"));
    }

    private static Device part(Device gpu, @Nullable String instance) {
        return instance == null ? gpu : new Device.GpuInstance(gpu, Integer.parseInt(instance));
    }

    /** A group has all functions that cannot be parted: the GPU's sound, and bridges as well. */
    private List<Device> ofGroup(String number) {
        return sys.list("kernel/iommu_groups/" + number + "/devices").stream()
                .map(address -> address.toLowerCase(Locale.ROOT))
                .filter(address -> PciAddress.of(address).isPresent())
                .flatMap(this::gpuAt)
                .toList();
    }

    private Stream<Device> gpuAt(String address) {
        var folder = "bus/pci/devices/" + address;
        boolean isGpu =
                sys.attribute(folder + "/vendor").filter(NVIDIA::equals).isPresent()
                        && sys.attribute(folder + "/class")
                                .filter(text -> CLASS.matcher(text).matches())
                                .isPresent();
        return isGpu ? Stream.of(new Device.Pci(address)) : Stream.empty();
    }
}
