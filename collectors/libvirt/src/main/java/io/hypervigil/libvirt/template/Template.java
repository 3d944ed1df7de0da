package io.hypervigil.libvirt.template;

import io.hypervigil.libvirt.image.ImageRequest;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;

/**
 * What machines of one kind have in common.
 *
 * @param image what their first disk stands on; an empty disk where there is none
 * @param diskBytes of the first disk
 * @param user whom cloud-init makes
 * @param sshKeys that cloud-init lets in
 */
public record Template(
        String name,
        String summary,
        Machine machine,
        Optional<ImageRequest> image,
        long diskBytes,
        DiskBus diskBus,
        NetworkLink network,
        boolean hasAgent,
        boolean hasRandomness,
        Duration balloonPeriod,
        int sparePorts,
        Optional<String> user,
        List<String> sshKeys) {

    private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9._-]{0,62}");

    /** Refuses a name that is none. */
    public Template {
        checkName(name);
        sshKeys = List.copyOf(sshKeys);
    }

    static void checkName(String name) {
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException(
                    "template '" + name + "': lower case letters, digits, '.', '_', '-' expected");
        }
    }

    /** What one machine has beside what its template says. */
    public record Order(
            String name,
            UUID uuid,
            Optional<String> owner,
            Optional<Integer> vcpus,
            Optional<Long> memoryBytes,
            List<VmDisk> disks,
            Optional<Path> seed,
            Optional<NetworkLink> network,
            Optional<MacAddress> mac,
            List<PassedGpu> gpus,
            Optional<Path> consoleLog) {

        public Order {
            disks = List.copyOf(disks);
            gpus = List.copyOf(gpus);
        }
    }

    /**
     * A machine of this kind.
     *
     * @throws IllegalArgumentException with the parameter that makes no sense
     */
    public DomainPlan plan(Order order) {
        var link = order.network().orElse(network);
        List<NetworkCard> cards =
                link instanceof NetworkLink.None
                        ? List.of()
                        : List.of(new NetworkCard(link, order.mac()));
        return new DomainPlan(
                order.name(),
                order.uuid(),
                order.owner(),
                Optional.of(name),
                sized(order),
                new Devices(
                        order.disks(),
                        order.seed(),
                        cards,
                        order.gpus(),
                        order.consoleLog(),
                        hasAgent,
                        hasRandomness,
                        balloonPeriod,
                        sparePorts));
    }

    /** Asking for more than the template's maximum raises that too: the quota is the limit. */
    private Machine sized(Order order) {
        int vcpus = order.vcpus().orElse(machine.vcpus());
        long memoryBytes = order.memoryBytes().orElse(machine.memoryBytes());
        return new Machine(
                machine.hypervisor(),
                machine.architecture(),
                machine.board(),
                machine.firmware(),
                vcpus,
                Math.max(vcpus, machine.maxVcpus()),
                memoryBytes,
                Math.max(memoryBytes, machine.maxMemoryBytes()));
    }
}
