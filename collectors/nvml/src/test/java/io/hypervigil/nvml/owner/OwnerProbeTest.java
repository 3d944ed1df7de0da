package io.hypervigil.nvml.owner;

import static io.hypervigil.nvml.owner.OwnerRoom.owner;
import static org.assertj.core.api.Assertions.assertThat;

import io.hypervigil.collect.Fact.Basis;
import io.hypervigil.collect.Fact.Claim;
import io.hypervigil.collect.Fact.Device;
import io.hypervigil.collect.Fact.Owner;
import io.hypervigil.collect.Fact.OwnerType;
import io.hypervigil.collect.Outcome;
import io.hypervigil.collect.SampleBook;
import io.hypervigil.nvml.owner.MigInstances.MigInstance;
import io.hypervigil.nvml.owner.VirtualGpus.VirtualGpu;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class OwnerProbeTest {

    private static final String ID = "a1".repeat(32);
    private static final String DOCKER = "/system.slice/docker-" + ID + ".scope";
    private static final String UID = "5e0b3c1d-8a3f-4c55-9d6e-0123456789ab";
    private static final String POD = "/kubepods/besteffort/pod" + UID + "/" + ID;
    private static final Owner WEB = owner(OwnerType.VM, "vm-1", "web");
    private static final Owner DB = owner(OwnerType.VM, "vm-2", "db");
    private static final Owner TRAIN = owner(OwnerType.CONTAINER, ID, "train");

    @TempDir Path folder;

    private OwnerRoom room;

    @BeforeEach
    void open() throws IOException {
        room = new OwnerRoom(folder);
    }

    @Test
    void a_container_and_a_unit_on_one_gpu_share_its_memory_work_and_energy() throws IOException {
        room.gpu("GPU-1", 0, "0000:3b:00.0");
        room.claims(TRAIN, new Device.GpuIndex(0));
        room.process("GPU-1", 100, DOCKER, 4000, 0.6);
        room.process("GPU-1", 101, DOCKER, 500, 0.0);
        room.process("GPU-1", 200, "/system.slice/ollama.service", 700, 0.2);
        room.energy.read("GPU-1", 5000);
        room.sample();
        room.energy.read("GPU-1", 5400);

        assertThat(room.sample())
                .isEqualTo(
                        """
                        # HELP gpu_owner_energy_joules_total Energy of the GPU by the work of its owners, or by their shares while it is idle; of MIG instances without monitors, those before Hopper, an estimate by their compute slices. From nvmlDeviceGetTotalEnergyConsumption.
                        # TYPE gpu_owner_energy_joules_total counter
                        gpu_owner_energy_joules_total{gpu="GPU-1",owner_type="container",owner_id="ID"} 300
                        gpu_owner_energy_joules_total{gpu="GPU-1",owner_type="unit",owner_id="ollama.service"} 100
                        # HELP gpu_owner_info Share of the GPU that an owner has, from the configuration of virtual machines, containers and pods, from a scheduler's files and from what runs.
                        # TYPE gpu_owner_info gauge
                        gpu_owner_info{gpu="GPU-1",owner_type="container",owner_id="ID",owner_name="train"} 0.5
                        gpu_owner_info{gpu="GPU-1",owner_type="unit",owner_id="ollama.service",owner_name="ollama.service"} 0.5
                        # HELP gpu_owner_memory_bytes GPU memory that an owner uses, from nvmlDeviceGet*RunningProcesses and nvmlVgpuInstanceGetFbUsage.
                        # TYPE gpu_owner_memory_bytes gauge
                        gpu_owner_memory_bytes{gpu="GPU-1",owner_type="container",owner_id="ID"} 4500
                        gpu_owner_memory_bytes{gpu="GPU-1",owner_type="unit",owner_id="ollama.service"} 700
                        # HELP gpu_owner_sm_ratio Share of the GPU's streaming multiprocessors that an owner had, from nvmlDeviceGetProcessUtilization, nvmlDeviceGetVgpuUtilization and, in even parts for the processes of a MIG instance, nvmlGpmMigSampleGet.
                        # TYPE gpu_owner_sm_ratio gauge
                        gpu_owner_sm_ratio{gpu="GPU-1",owner_type="container",owner_id="ID"} 0.6
                        gpu_owner_sm_ratio{gpu="GPU-1",owner_type="unit",owner_id="ollama.service"} 0.2
                        """
                                .replace("ID", ID));
    }

    @Test
    void a_passed_through_gpu_is_known_by_its_address() {
        room.gpu("0000:3b:00.0");
        room.claims(WEB, new Device.Pci("0000:3B:00.0"));
        room.claims(WEB, new Device.Pci("0000:3b:00.1"));
        room.claims(WEB, new Device.Pci("0000:01:00.0"));

        assertThat(room.lines())
                .isEqualTo(
                        """
                        gpu_owner_info{gpu="0000:3b:00.0",owner_type="vm",owner_id="vm-1",owner_name="web"} 1
                        """);
    }

    @Test
    void a_virtual_function_is_a_part_of_the_physical_one() throws IOException {
        room.gpu("GPU-1", 0, "0000:3b:00.0");
        link("bus/pci/devices/0000:3b:00.4/physfn", "../0000:3b:00.0");
        link("bus/pci/devices/0000:3b:00.5/physfn", "../0000:3b:00.0");
        room.claims(WEB, new Device.Pci("0000:3b:00.4"));
        room.claims(DB, new Device.Pci("0000:3b:00.5"));

        assertThat(room.lines())
                .isEqualTo(
                        """
                        gpu_owner_info{gpu="GPU-1",owner_type="vm",owner_id="vm-1",owner_name="web"} 0.5
                        gpu_owner_info{gpu="GPU-1",owner_type="vm",owner_id="vm-2",owner_name="db"} 0.5
                        """);
    }

    @Test
    void a_virtual_machine_that_runs_has_its_idle_gpu_once() throws IOException {
        room.gpu("GPU-1", 0, "0000:3b:00.0");
        var whole = new Device.Pci("0000:3b:00.0");
        room.claims(WEB, whole);
        room.claims(new Claim(WEB, whole, Basis.RUNNING, OptionalDouble.empty()));
        room.energy.read("GPU-1", 5000);
        room.sample();
        room.energy.read("GPU-1", 5100);

        assertThat(room.lines())
                .isEqualTo(
                        """
                        gpu_owner_energy_joules_total{gpu="GPU-1",owner_type="vm",owner_id="vm-1"} 100
                        gpu_owner_info{gpu="GPU-1",owner_type="vm",owner_id="vm-1",owner_name="web"} 1
                        """);
    }

    @Test
    void a_mediated_device_is_found_by_its_parent() throws IOException {
        room.gpu("GPU-1", 0, "0000:3b:00.0");
        var device = "devices/pci0000:3a/0000:3b:00.4/4B20D080-1B54-4048-85B3-A6A62D165C01";
        Files.createDirectories(room.sys.resolve(device));
        link("bus/pci/devices/0000:3b:00.4/physfn", "../0000:3b:00.0");
        link("bus/mdev/devices/4b20d080-1b54-4048-85b3-a6a62d165c01", "../../../" + device);
        room.claims(WEB, new Device.Mediated("4b20d080-1b54-4048-85b3-a6a62d165c01"));

        assertThat(room.lines())
                .isEqualTo(
                        """
                        gpu_owner_info{gpu="GPU-1",owner_type="vm",owner_id="vm-1",owner_name="web"} 1
                        """);
    }

    @Test
    void a_virtual_gpu_in_use_tells_its_machine_its_size_and_its_work() {
        room.gpu("GPU-1", 0, "0000:3b:00.0");
        room.claims(WEB, new Device.Mediated("MDEV-1"));
        room.virtual.add(virtual("vm-1", Optional.of("mdev-1"), 4000, 0.25));
        room.virtual.add(virtual("VM-9", Optional.empty(), 1000, 0.5));

        assertThat(room.lines())
                .isEqualTo(
                        """
                        gpu_owner_info{gpu="GPU-1",owner_type="vm",owner_id="vm-1",owner_name="web"} 0.25
                        gpu_owner_info{gpu="GPU-1",owner_type="vm",owner_id="vm-9",owner_name="vm-9"} 0.5
                        gpu_owner_memory_bytes{gpu="GPU-1",owner_type="vm",owner_id="vm-1"} 4000
                        gpu_owner_memory_bytes{gpu="GPU-1",owner_type="vm",owner_id="vm-9"} 1000
                        gpu_owner_sm_ratio{gpu="GPU-1",owner_type="vm",owner_id="vm-1"} 0.1
                        gpu_owner_sm_ratio{gpu="GPU-1",owner_type="vm",owner_id="vm-9"} 0.1
                        """);
    }

    @Test
    void the_size_of_a_virtual_function_is_that_of_the_virtual_gpu_on_it() throws IOException {
        room.gpu("GPU-1", 0, "0000:3b:00.0");
        link("bus/pci/devices/0000:3b:00.4/physfn", "../0000:3b:00.0");
        room.claims(WEB, new Device.Pci("0000:3b:00.4"));
        room.virtual.add(virtual("vm-1", Optional.empty(), 4000, 0.25));

        assertThat(room.lines("gpu_owner_info"))
                .isEqualTo(
                        """
                        gpu_owner_info{gpu="GPU-1",owner_type="vm",owner_id="vm-1",owner_name="web"} 0.25
                        """);
    }

    @Test
    void instances_of_mig_are_parts_that_those_who_hold_them_divide() {
        room.gpu("GPU-1", 0, "0000:3b:00.0");
        room.instances.add(
                new MigInstance(
                        "MIG-a", "GPU-1", 1, OptionalDouble.of(0.5), OptionalDouble.empty()));
        room.instances.add(
                new MigInstance(
                        "MIG-b", "GPU-1", 2, OptionalDouble.of(0.25), OptionalDouble.empty()));
        room.claims(TRAIN, new Device.GpuUuid("MIG-a"));
        room.claims(WEB, new Device.GpuUuid("MIG-a"));
        room.claims(WEB, new Device.GpuUuid("MIG-b"));
        room.claims(DB, new Device.GpuUuid("MIG-gone"));

        assertThat(room.lines())
                .isEqualTo(
                        """
                        gpu_owner_info{gpu="GPU-1",owner_type="container",owner_id="ID",owner_name="train"} 0.25
                        gpu_owner_info{gpu="GPU-1",owner_type="vm",owner_id="vm-1",owner_name="web"} 0.5
                        """
                                .replace("ID", ID));
    }

    @Test
    void what_runs_in_an_instance_has_that_instance_and_its_work() throws IOException {
        room.gpu("GPU-1", 0, "0000:3b:00.0");
        room.instances.add(
                new MigInstance("MIG-a", "GPU-1", 1, OptionalDouble.of(0.5), OptionalDouble.of(1)));
        room.instances.add(
                new MigInstance(
                        "MIG-b", "GPU-1", 2, OptionalDouble.of(0.25), OptionalDouble.of(0.5)));
        room.claims(TRAIN, new Device.CgroupProcesses(DOCKER));
        room.energy.read("GPU-1", 1000);
        room.processInInstance("GPU-1", 1, 4242, DOCKER, 100);
        room.processInInstance("GPU-1", 2, 4300, "/system.slice/batch.service", 20);
        room.processInInstance("GPU-1", 2, 4301, "/system.slice/batch.service", 30);
        room.sample();
        room.energy.read("GPU-1", 1500);

        assertThat(room.lines())
                .isEqualTo(
                        """
                        gpu_owner_energy_joules_total{gpu="GPU-1",owner_type="container",owner_id="ID"} 400
                        gpu_owner_energy_joules_total{gpu="GPU-1",owner_type="unit",owner_id="batch.service"} 100
                        gpu_owner_info{gpu="GPU-1",owner_type="container",owner_id="ID",owner_name="train"} 0.5
                        gpu_owner_info{gpu="GPU-1",owner_type="unit",owner_id="batch.service",owner_name="batch.service"} 0.25
                        gpu_owner_memory_bytes{gpu="GPU-1",owner_type="container",owner_id="ID"} 100
                        gpu_owner_memory_bytes{gpu="GPU-1",owner_type="unit",owner_id="batch.service"} 50
                        gpu_owner_sm_ratio{gpu="GPU-1",owner_type="container",owner_id="ID"} 0.5
                        gpu_owner_sm_ratio{gpu="GPU-1",owner_type="unit",owner_id="batch.service"} 0.125
                        """
                                .replace("ID", ID));
    }

    @Test
    void the_energy_of_instances_without_monitors_goes_by_slices() throws IOException {
        room.gpu("GPU-1", 0, "0000:3b:00.0");
        instanceWithoutMonitors("MIG-a", 1, 3.0 / 7);
        instanceWithoutMonitors("MIG-b", 2, 2.0 / 7);
        instanceWithoutMonitors("MIG-c", 3, 1.0 / 7);
        room.claims(TRAIN, new Device.GpuUuid("MIG-a"));
        room.processInInstance("GPU-1", 1, 4242, DOCKER, 100);
        room.processInInstance("GPU-1", 2, 4300, "/system.slice/batch.service", 20);
        room.energy.read("GPU-1", 1000);
        room.sample();
        room.energy.read("GPU-1", 1700);

        assertThat(room.lines("gpu_owner_energy"))
                .isEqualTo(
                        """
                        gpu_owner_energy_joules_total{gpu="GPU-1",owner_type="container",owner_id="ID"} 300
                        gpu_owner_energy_joules_total{gpu="GPU-1",owner_type="unit",owner_id="batch.service"} 200
                        """
                                .replace("ID", ID));
        assertThat(room.sample()).doesNotContain("gpu_owner_sm_ratio");
    }

    @Test
    void an_instance_held_by_uuid_and_used_by_another_is_divided_between_the_two()
            throws IOException {
        room.gpu("GPU-1", 0, "0000:3b:00.0");
        room.instances.add(
                new MigInstance(
                        "MIG-a", "GPU-1", 1, OptionalDouble.of(0.5), OptionalDouble.empty()));
        room.claims(WEB, new Device.GpuUuid("MIG-a"));
        room.processInInstance("GPU-1", 1, 4300, "/system.slice/batch.service", 20);

        assertThat(room.lines("gpu_owner_info"))
                .isEqualTo(
                        """
                        gpu_owner_info{gpu="GPU-1",owner_type="unit",owner_id="batch.service",owner_name="batch.service"} 0.25
                        gpu_owner_info{gpu="GPU-1",owner_type="vm",owner_id="vm-1",owner_name="web"} 0.25
                        """);
    }

    @Test
    void a_gpu_claimed_by_number_and_uuid_is_claimed_once_and_all_gpus_are_the_drivers_own() {
        room.gpu("GPU-1", 0, "0000:3b:00.0");
        room.gpu("GPU-2", 1, "0000:3c:00.0");
        room.gpu("0000:3d:00.0");
        room.claims(TRAIN, new Device.AllGpus());
        room.claims(TRAIN, new Device.GpuUuid("GPU-2"));
        room.claims(
                new Claim(DB, new Device.GpuIndex(1), Basis.CONFIGURED, OptionalDouble.of(0.25)));

        assertThat(room.lines())
                .isEqualTo(
                        """
                        gpu_owner_info{gpu="GPU-1",owner_type="container",owner_id="ID",owner_name="train"} 1
                        gpu_owner_info{gpu="GPU-2",owner_type="container",owner_id="ID",owner_name="train"} 0.75
                        gpu_owner_info{gpu="GPU-2",owner_type="vm",owner_id="vm-2",owner_name="db"} 0.25
                        """
                                .replace("ID", ID));
    }

    @Test
    void a_process_on_two_gpus_has_each() throws IOException {
        room.gpu("GPU-1", 0, "0000:3b:00.0");
        room.gpu("GPU-2", 1, "0000:3c:00.0");
        room.process("GPU-1", 100, "/", 4000, 0.5);
        room.onGpu("GPU-2", 100, OptionalLong.empty(), OptionalDouble.empty());

        assertThat(room.lines())
                .isEqualTo(
                        """
                        gpu_owner_info{gpu="GPU-1",owner_type="process",owner_id="100:1100",owner_name="python3"} 1
                        gpu_owner_info{gpu="GPU-2",owner_type="process",owner_id="100:1100",owner_name="python3"} 1
                        gpu_owner_memory_bytes{gpu="GPU-1",owner_type="process",owner_id="100:1100"} 4000
                        gpu_owner_sm_ratio{gpu="GPU-1",owner_type="process",owner_id="100:1100"} 0.5
                        """);
    }

    @Test
    void a_control_group_names_the_owner_where_nobody_claims() throws IOException {
        room.gpu("GPU-1", 0, "0000:3b:00.0");
        room.process("GPU-1", 1, POD, 1, 0);
        room.process("GPU-1", 2, "/machine.slice/machine-qemu\\x2d3\\x2dlab.scope", 2, 0);
        room.process("GPU-1", 3, "/slurm/uid_0/job_77/step_0", 3, 0);
        room.process(
                "GPU-1", 4, "/user.slice/user-1.slice/user@1.service/app.slice/a.service", 4, 0);

        assertThat(room.lines("gpu_owner_info"))
                .isEqualTo(
                        """
                        gpu_owner_info{gpu="GPU-1",owner_type="pod",owner_id="UID",owner_name="UID"} 0.25
                        gpu_owner_info{gpu="GPU-1",owner_type="unit",owner_id="77",owner_name="77"} 0.25
                        gpu_owner_info{gpu="GPU-1",owner_type="unit",owner_id="user@1.service/a.service",owner_name="a.service"} 0.25
                        gpu_owner_info{gpu="GPU-1",owner_type="vm",owner_id="lab",owner_name="lab"} 0.25
                        """
                                .replace("UID", UID));
    }

    @Test
    void whoever_is_known_by_claims_goes_before_who_is_only_named() throws IOException {
        room.gpu("GPU-1", 0, "0000:3b:00.0");
        room.claims(WEB, new Device.Pci("0000:99:00.0"));
        room.claims(TRAIN, new Device.GpuUuid("GPU-other"));
        room.process("GPU-1", 1, POD, 1, 0);
        room.process("GPU-1", 2, "/machine.slice/machine-qemu\\x2d3\\x2dweb.scope", 2, 0);

        assertThat(room.lines("gpu_owner_memory"))
                .isEqualTo(
                        """
                        gpu_owner_memory_bytes{gpu="GPU-1",owner_type="container",owner_id="ID"} 1
                        gpu_owner_memory_bytes{gpu="GPU-1",owner_type="vm",owner_id="vm-1"} 2
                        """
                                .replace("ID", ID));
    }

    @Test
    void of_those_who_claim_a_process_the_nearest_has_it_unless_another_was_given_the_gpu()
            throws IOException {
        var pod = owner(OwnerType.POD, UID, "trainer-0");
        var job = owner(OwnerType.UNIT, "4711", "job 4711");
        room.gpu("GPU-1", 0, "0000:3b:00.0");
        room.gpu("GPU-2", 1, "0000:3c:00.0");
        room.claims(running(pod, new Device.CgroupProcesses("/kubepods/besteffort/pod" + UID)));
        room.claims(running(TRAIN, new Device.CgroupProcesses(POD)));
        room.claims(running(job, new Device.ProcessDevices(101)));
        room.claims(pod, new Device.GpuUuid("GPU-2"));
        room.process("GPU-1", 100, POD, 10, 0);
        room.process("GPU-1", 101, POD, 20, 0);
        room.process("GPU-2", 102, POD, 30, 0);

        assertThat(room.lines("gpu_owner_memory"))
                .isEqualTo(
                        """
                        gpu_owner_memory_bytes{gpu="GPU-1",owner_type="container",owner_id="ID"} 10
                        gpu_owner_memory_bytes{gpu="GPU-1",owner_type="unit",owner_id="4711"} 20
                        gpu_owner_memory_bytes{gpu="GPU-2",owner_type="pod",owner_id="UID"} 30
                        """
                                .replace("UID", UID)
                                .replace("ID", ID));
    }

    @Test
    void a_process_whose_pid_is_another_now_or_that_is_gone_is_nobodys() throws IOException {
        room.gpu("GPU-1", 0, "0000:3b:00.0");
        room.proc.runs(100, "other", 5, DOCKER);
        room.onGpu("GPU-1", 100, OptionalLong.of(1), OptionalDouble.empty());
        room.onGpu("GPU-1", 101, OptionalLong.of(1), OptionalDouble.empty());

        assertThat(room.sample()).isEmpty();
    }

    @Test
    void what_nobody_says_anew_is_not_repeated_for_ever() throws IOException {
        room.gpu("GPU-1", 0, "0000:3b:00.0");
        room.process("GPU-1", 100, DOCKER, 4000, 0.5);
        for (int round = 0; round < 4; round++) {
            assertThat(room.lines("gpu_owner_memory")).endsWith("} 4000\n");
        }

        assertThat(room.sample()).isEmpty();
    }

    @Test
    void a_scheduler_tells_by_files() throws IOException {
        room.gpu("GPU-1", 0, "0000:3b:00.0");
        room.gpu("GPU-2", 1, "0000:3c:00.0");
        room.instances.add(
                new MigInstance(
                        "MIG-a", "GPU-2", 3, OptionalDouble.of(0.25), OptionalDouble.empty()));
        Files.writeString(room.map.resolve("0"), "4711\n\n 4712 \n");
        Files.writeString(room.map.resolve("GPU-1"), "4711\n");
        Files.writeString(room.map.resolve("1.3"), "4713\n");
        Files.writeString(room.map.resolve("7"), "4714\n");
        Files.writeString(room.map.resolve(".0.swp"), "4715\n");
        Files.createDirectories(room.map.resolve("tmp"));

        assertThat(room.lines())
                .isEqualTo(
                        """
                        gpu_owner_info{gpu="GPU-1",owner_type="unit",owner_id="4711",owner_name="4711"} 0.5
                        gpu_owner_info{gpu="GPU-1",owner_type="unit",owner_id="4712",owner_name="4712"} 0.5
                        gpu_owner_info{gpu="GPU-2",owner_type="unit",owner_id="4713",owner_name="4713"} 0.25
                        """);
    }

    @Test
    void a_folder_that_is_not_there_is_missing() throws IOException {
        room.gpu("GPU-1", 0, "0000:3b:00.0");
        Files.delete(room.map);

        assertThat(room.sample()).isEmpty();
        assertThat(room.book.missing())
                .containsExactly(
                        new SampleBook.Missing(
                                "owners by the folder of a scheduler",
                                room.map + " does not exist"));
    }

    @Test
    void a_host_without_gpus_has_no_owners() {
        assertThat(room.outcome()).isEqualTo(new Outcome.Unavailable("no GPU is known"));
    }

    @Test
    void the_energy_of_an_idle_gpu_goes_to_those_it_was_given_to_and_the_rest_to_nobody()
            throws IOException {
        room.gpu("GPU-1", 0, "0000:3b:00.0");
        room.claims(
                new Claim(
                        WEB,
                        new Device.GpuUuid("GPU-1"),
                        Basis.CONFIGURED,
                        OptionalDouble.of(0.5)));
        room.process("GPU-1", 200, "/system.slice/dcgm.service", 700, 0);
        room.energy.read("GPU-1", 1000);
        room.sample();
        room.energy.read("GPU-1", 1100);

        assertThat(room.lines("gpu_owner_energy"))
                .isEqualTo(
                        """
                        gpu_owner_energy_joules_total{gpu="GPU-1",owner_type="unit",owner_id="dcgm.service"} 0
                        gpu_owner_energy_joules_total{gpu="GPU-1",owner_type="vm",owner_id="vm-1"} 50
                        """);
    }

    @Test
    void an_owner_that_goes_is_shown_for_a_while_and_goes_on_when_it_is_back() {
        room.gpu("GPU-1", 0, "0000:3b:00.0");
        room.claims(WEB, new Device.GpuUuid("GPU-1"));
        room.energy.read("GPU-1", 0);
        room.sample();
        room.energy.read("GPU-1", 10);
        room.sample();
        room.noClaims();
        room.energy.read("GPU-1", 30);
        var justGone = room.lines();
        room.clock.advance(Duration.ofMinutes(11));
        var longGone = room.sample();
        room.claims(WEB, new Device.GpuUuid("GPU-1"));
        room.energy.read("GPU-1", 31);

        var line =
                "gpu_owner_energy_joules_total{gpu=\"GPU-1\",owner_type=\"vm\",owner_id=\"vm-1\"}";
        assertThat(justGone).isEqualTo(line + " 10\n");
        assertThat(longGone).isEmpty();
        assertThat(room.lines("gpu_owner_energy")).isEqualTo(line + " 11\n");
    }

    @Test
    void a_counter_that_falls_is_a_driver_that_was_loaded_again() {
        room.gpu("GPU-1", 0, "0000:3b:00.0");
        room.claims(WEB, new Device.GpuUuid("GPU-1"));
        for (double joules : new double[] {1000, 1010, 5, 6}) {
            room.energy.read("GPU-1", joules);
            room.sample();
        }

        assertThat(room.lines("gpu_owner_energy")).endsWith("} 11\n");
    }

    private void instanceWithoutMonitors(String uuid, int number, double size) {
        room.instances.add(
                new MigInstance(
                        uuid, "GPU-1", number, OptionalDouble.of(size), OptionalDouble.empty()));
    }

    private static Claim running(Owner owner, Device device) {
        return new Claim(owner, device, Basis.RUNNING, OptionalDouble.empty());
    }

    private static VirtualGpu virtual(String vm, Optional<String> mdev, long memory, double size) {
        return new VirtualGpu(
                "GPU-1",
                vm,
                mdev,
                OptionalLong.of(memory),
                OptionalDouble.of(0.1),
                OptionalDouble.of(size));
    }

    private void link(String path, String target) throws IOException {
        var link = room.sys.resolve(path);
        Files.createDirectories(Objects.requireNonNull(link.getParent()));
        Files.createSymbolicLink(link, Path.of(target));
    }
}
