package io.hypervigil.host.oshi;

import io.hypervigil.collect.SampleSink;
import io.hypervigil.host.inventory.Inventory;
import io.hypervigil.host.part.HostPart;
import java.util.List;
import oshi.hardware.CentralProcessor;
import oshi.hardware.HWDiskStore;
import oshi.hardware.PhysicalMemory;

/** What the machine is made of, as {@link Inventory} tells it on Linux. */
public final class OshiInventory implements HostPart {

    @Override
    public void sample(SampleSink sink) {
        var hardware = Oshi.hardware();
        mapProcessor(hardware.getProcessor(), sink);
        mapModules(hardware.getMemory().getPhysicalMemory(), sink);
        mapDisks(hardware.getDiskStores(), sink);
    }

    /** Processors in one machine are alike. */
    static void mapProcessor(CentralProcessor processor, SampleSink sink) {
        var design = processor.getProcessorIdentifier();
        int packages = Math.max(1, processor.getPhysicalPackageCount());
        for (int i = 0; i < packages; i++) {
            var number = Integer.toString(i);
            sink.add(
                    Inventory.PROCESSOR,
                    1,
                    design.getFamily(),
                    Oshi.known(design.getMicroarchitecture()),
                    design.getModel(),
                    design.getName(),
                    number,
                    design.getStepping(),
                    design.getVendor());
            sink.add(
                    Inventory.CORES,
                    (double) processor.getPhysicalProcessorCount() / packages,
                    number);
            sink.add(
                    Inventory.THREADS,
                    (double) processor.getLogicalProcessorCount() / packages,
                    number);
        }
    }

    static void mapModules(List<PhysicalMemory> modules, SampleSink sink) {
        for (int i = 0; i < modules.size(); i++) {
            var module = modules.get(i);
            var slot = Integer.toString(i);
            sink.add(
                    Inventory.MODULE,
                    1,
                    Oshi.known(module.getBankLabel()),
                    "",
                    "",
                    Oshi.known(module.getManufacturer()),
                    Oshi.known(module.getPartNumber()),
                    Oshi.known(module.getSerialNumber()),
                    slot,
                    Oshi.known(module.getMemoryType()));
            sink.add(Inventory.MODULE_SIZE, (double) module.getCapacity(), slot);
            if (module.getClockSpeed() > 0) {
                sink.add(Inventory.MODULE_SPEED, (double) module.getClockSpeed(), slot);
            }
        }
    }

    static void mapDisks(List<HWDiskStore> disks, SampleSink sink) {
        for (HWDiskStore disk : disks) {
            if (disk.getSize() > 0) {
                var device = OshiDisks.device(disk.getName());
                sink.add(Inventory.DISK_SIZE, (double) disk.getSize(), device);
            }
        }
    }
}
