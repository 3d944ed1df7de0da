package io.hypervigil.containers.allocation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.hypervigil.collect.Fact;
import io.hypervigil.collect.FactBoard;
import io.hypervigil.collect.action.ActionFailure;
import io.hypervigil.containers.inventory.GpuRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** On a host of eight GPUs, GPU-0 to GPU-7. */
class GpuChoiceTest {

    private final FactBoard facts = new FactBoard();
    private final List<Fact> claims = new ArrayList<>();
    private List<GpuRequest> ofContainer = List.of();

    GpuChoiceTest() {
        var gpus = new ArrayList<Fact>();
        for (int i = 0; i < 8; i++) {
            gpus.add(
                    new Fact.Gpu(
                            Optional.of("GPU-" + i),
                            OptionalInt.of(i),
                            "0000:" + (i + 1) + "0:00.0"));
        }
        // Passed to a VM: no driver runs it, and no container can have it.
        gpus.add(new Fact.Gpu(Optional.empty(), OptionalInt.empty(), "0000:f0:00.0"));
        facts.publish("gpus", gpus);
    }

    @Test
    void packed_gpus_are_beside_each_other_and_beside_what_is_in_use() throws Exception {
        assertThat(some(2, GpuPolicy.PACK)).containsExactly("GPU-0", "GPU-1");
        claim(new Fact.Device.GpuIndex(4));
        assertThat(some(1, GpuPolicy.PACK)).containsExactly("GPU-3");
        assertThat(some(2, GpuPolicy.PACK)).containsExactly("GPU-2", "GPU-3");
        assertThat(some(4, GpuPolicy.PACK)).containsExactly("GPU-0", "GPU-1", "GPU-2", "GPU-3");
        assertThat(some(5, GpuPolicy.PACK))
                .containsExactly("GPU-0", "GPU-1", "GPU-2", "GPU-3", "GPU-5");
    }

    @Test
    void spread_gpus_are_far_from_each_other_and_from_what_is_in_use() throws Exception {
        assertThat(some(2, GpuPolicy.SPREAD)).containsExactly("GPU-0", "GPU-7");
        claim(new Fact.Device.GpuUuid("GPU-0"));
        assertThat(some(1, GpuPolicy.SPREAD)).containsExactly("GPU-7");
        assertThat(some(2, GpuPolicy.SPREAD)).containsExactly("GPU-3", "GPU-7");
    }

    @Test
    void an_instance_of_the_only_gpu_and_the_gpu_are_not_given_to_two() throws Exception {
        facts.publish(
                "gpus",
                List.of(new Fact.Gpu(Optional.of("GPU-0"), OptionalInt.of(0), "0000:10:00.0")));
        assertThat(chosen("MIG-7d0a")).extracting(ChosenGpu::id).containsExactly("MIG-7d0a");

        claim(new Fact.Device.GpuUuid("MIG-7d0a"));
        assertThat(failure("0")).isEqualTo("CONFLICT: GPU 0 (GPU-0) is taken by vm trainer");
        assertThat(chosen("MIG-91bc")).hasSize(1);

        claims.clear();
        claim(new Fact.Device.GpuIndex(0));
        assertThat(failure("MIG-7d0a"))
                .isEqualTo("CONFLICT: GPU part MIG-7d0a is taken by vm trainer");
    }

    @Test
    void an_instance_whose_gpu_is_not_known_is_refused_where_all_are_taken() throws Exception {
        for (int i = 0; i < 7; i++) {
            claim(new Fact.Device.GpuIndex(i));
        }
        assertThat(chosen("MIG-7d0a")).hasSize(1);

        claim(new Fact.Device.GpuIndex(7));
        assertThat(failure("MIG-7d0a"))
                .isEqualTo("CONFLICT: GPU part MIG-7d0a is taken by vm trainer");
    }

    @Test
    void neighbours_by_nvlink_come_first() throws Exception {
        facts.publish(
                "links",
                List.of(
                        new Fact.GpuLink("GPU-0", "GPU-5", 2),
                        new Fact.GpuLink("GPU-5", "GPU-6", 4),
                        new Fact.GpuLink("GPU-2", "GPU-6", 4),
                        new Fact.GpuLink("GPU-2", "GPU-5", 4)));

        assertThat(some(2, GpuPolicy.NVLINK)).containsExactly("GPU-2", "GPU-5");
        assertThat(some(3, GpuPolicy.NVLINK)).containsExactly("GPU-2", "GPU-5", "GPU-6");
        claim(new Fact.Device.GpuUuid("GPU-6"));
        claim(new Fact.Device.GpuUuid("GPU-2"));
        assertThat(some(2, GpuPolicy.NVLINK)).containsExactly("GPU-0", "GPU-5");
    }

    @Test
    void without_links_they_are_packed() throws Exception {
        assertThat(some(3, GpuPolicy.NVLINK)).containsExactly("GPU-0", "GPU-1", "GPU-2");
    }

    @Test
    void whoever_claims_a_gpu_holds_it_however_it_is_named() {
        claim(new Fact.Device.Pci("0000:10:00.0"));
        claim(new Fact.Device.GpuInstance(new Fact.Device.GpuUuid("GPU-1"), 3));
        claim(new Fact.Device.ProcessDevices(77));
        claims.add(
                new Fact.GpuProcess("GPU-2", 77, 1, OptionalLong.empty(), OptionalDouble.empty()));
        facts.publish("claims", claims);
        ofContainer =
                List.of(
                        new GpuRequest.Uuid("GPU-3"),
                        new GpuRequest.Index(4),
                        new GpuRequest.MigIndex(5, 1),
                        new GpuRequest.Uuid("MIG-x"),
                        new GpuRequest.CdiName("example.org/gpu=x"));

        for (String taken : List.of("0", "1", "2", "3", "4", "5", "5:1", "MIG-x", "0:3")) {
            assertThat(failure(taken)).as(taken).startsWith("CONFLICT");
        }
        assertThat(failure("all")).startsWith("CONFLICT");
        assertThat(failure("5")).isEqualTo("CONFLICT: GPU 5 (GPU-5) is taken by container web");
        assertThat(failure("0")).isEqualTo("CONFLICT: GPU 0 (GPU-0) is taken by vm trainer");
    }

    @Test
    void free_gpus_are_given_by_every_name() throws Exception {
        ofContainer = List.of(new GpuRequest.MigIndex(5, 1));

        assertThat(chosen("6", "GPU-7", "5:2", "MIG-free"))
                .extracting(ChosenGpu::id)
                .containsExactly("GPU-6", "GPU-7", "5:2", "MIG-free");
        assertThat(chosen("6").getFirst().cdiNames()).containsExactly("GPU-6", "6");
    }

    @Test
    void what_is_not_here_is_not_given() {
        assertThat(failure("8"))
                .isEqualTo("NOT_FOUND: GPU 8 is not on this host, or no driver runs it");
        assertThat(failure("GPU-9")).startsWith("NOT_FOUND: GPU-9");
        assertThat(failure("9:0")).startsWith("NOT_FOUND: GPU 9");
        facts.withdraw("gpus");
        assertThat(failure("0"))
                .isEqualTo("UNAVAILABLE: no GPU of this host is known whose driver runs");
    }

    @Test
    void words_that_name_no_gpu_are_refused() {
        for (String odd : List.of("", "gpu0", "-1", "0:", "99999", "GPU-", "GPU-a b", "ALL")) {
            assertThat(failure(odd)).isEqualTo("INVALID: gpus: '" + odd + "' names no GPU");
        }
        var mixed =
                catchThrowableOfType(
                        ActionFailure.class,
                        () -> GpuWish.of(List.of("all", "0"), 0, GpuPolicy.PACK, false));
        assertThat(mixed).hasMessage("gpus: 'all', names, or a count, one of these");
    }

    @Test
    void an_instance_is_the_same_by_each_of_its_names() throws Exception {
        divide();

        for (String name : List.of("MIG-a1", "MIG-GPU-0/2/0", "0:1")) {
            var instance = chosen(name).getFirst();
            assertThat(instance.id()).as(name).isEqualTo("MIG-a1");
            assertThat(instance.cdiNames()).containsExactly("MIG-a1", "0:1", "mig0:1");
        }
        for (GpuRequest taken :
                List.of(
                        new GpuRequest.Uuid("MIG-a1"),
                        new GpuRequest.Uuid("MIG-GPU-0/2/0"),
                        new GpuRequest.MigIndex(0, 1))) {
            ofContainer = List.of(taken);
            for (String name : List.of("MIG-a1", "MIG-GPU-0/2/0", "0:1")) {
                assertThat(failure(name))
                        .isEqualTo("CONFLICT: GPU part MIG-a1 is taken by container web");
            }
            assertThat(failure("0")).isEqualTo("CONFLICT: GPU 0 (GPU-0) is taken by container web");
            assertThat(chosen("0:0", "MIG-b0", "2")).hasSize(3);
        }
    }

    @Test
    void an_instance_is_taken_with_its_gpu_and_with_its_gpu_instance() {
        divide();
        claim(new Fact.Device.GpuIndex(0));
        claim(new Fact.Device.GpuInstance(new Fact.Device.GpuIndex(1), 5));

        assertThat(failure("MIG-a0")).isEqualTo("CONFLICT: GPU part MIG-a0 is taken by vm trainer");
        assertThat(failure("1:0")).isEqualTo("CONFLICT: GPU part MIG-b0 is taken by vm trainer");
    }

    @Test
    void instances_that_the_driver_does_not_tell_of_are_not_given() {
        divide();

        assertThat(failure("0:7"))
                .isEqualTo("NOT_FOUND: instance 0:7 is none of the MIG instances of this host");
        assertThat(failure("MIG-gone"))
                .isEqualTo("NOT_FOUND: MIG-gone is none of the MIG instances of this host");
    }

    @Test
    void a_divided_gpu_is_none_that_is_free() throws Exception {
        divide();

        assertThat(some(1, GpuPolicy.PACK)).containsExactly("GPU-2");
        assertThat(catchThrowableOfType(ActionFailure.class, () -> some(7, GpuPolicy.PACK)))
                .hasMessage(
                        "7 GPUs asked for, 6 of 8 free: GPU 0 (GPU-0) is divided into MIG"
                                + " instances; GPU 1 (GPU-1) is divided into MIG instances");
    }

    @Test
    void free_instances_of_a_profile_are_chosen_by_policy() throws Exception {
        divide();
        assertThat(instances(1, GpuPolicy.PACK)).containsExactly("MIG-a0");
        assertThat(instances(2, GpuPolicy.PACK)).containsExactly("MIG-a0", "MIG-a1");
        assertThat(instances(2, GpuPolicy.SPREAD)).containsExactly("MIG-a0", "MIG-b0");

        ofContainer = List.of(new GpuRequest.Uuid("MIG-b1"));
        assertThat(instances(1, GpuPolicy.PACK)).containsExactly("MIG-b0");
        assertThat(instances(1, GpuPolicy.SPREAD)).containsExactly("MIG-a0");
        assertThat(instances(1, GpuPolicy.NVLINK)).containsExactly("MIG-b0");

        claim(new Fact.Device.GpuUuid("MIG-a1"));
        assertThat(catchThrowableOfType(ActionFailure.class, () -> instances(3, GpuPolicy.PACK)))
                .hasMessage(
                        "3 MIG instances 1g.10gb asked for, 2 of 3 free: MIG-a1 has vm trainer");
        var odd =
                catchThrowableOfType(
                        ActionFailure.class,
                        () -> GpuWish.ofInstances("big", 1, GpuPolicy.PACK, false));
        assertThat(odd).hasMessage("gpu_mig: 'big' is no profile of MIG instances");
    }

    /** GPU-0 into two instances, GPU-1 into two, of which one is of another profile. */
    private void divide() {
        facts.publish(
                "parts",
                List.of(
                        part("MIG-a0", 0, 0, 1, "1g.10gb"),
                        part("MIG-a1", 0, 1, 2, "1g.10gb"),
                        part("MIG-b0", 1, 0, 5, "1g.10gb"),
                        part("MIG-b1", 1, 1, 6, "2g.20gb")));
    }

    private static Fact.GpuPart part(
            String uuid, int gpu, int index, int gpuInstance, String profile) {
        return new Fact.GpuPart(uuid, "GPU-" + gpu, index, gpuInstance, 0, Optional.of(profile));
    }

    private List<String> instances(int count, GpuPolicy policy) throws ActionFailure {
        return choice().choose(GpuWish.ofInstances("1g.10gb", count, policy, false)).stream()
                .map(ChosenGpu::id)
                .toList();
    }

    private void claim(Fact.Device device) {
        claims.add(
                new Fact.Claim(
                        new Fact.Owner(Fact.OwnerType.VM, "id", "trainer"),
                        device,
                        Fact.Basis.RUNNING,
                        OptionalDouble.empty()));
        facts.publish("claims", claims);
    }

    private List<String> some(int count, GpuPolicy policy) throws ActionFailure {
        return choice().choose(GpuWish.of(List.of(), count, policy, false)).stream()
                .map(ChosenGpu::id)
                .toList();
    }

    private List<ChosenGpu> chosen(String... names) throws ActionFailure {
        return choice().choose(GpuWish.of(List.of(names), 0, GpuPolicy.PACK, false));
    }

    private String failure(String name) {
        var failure = catchThrowableOfType(ActionFailure.class, () -> chosen(name));
        assertThat(failure).as(name).isNotNull();
        return failure.kind() + ": " + failure.getMessage();
    }

    private GpuChoice choice() {
        var gpus = HostGpu.all(facts);
        var holders = new GpuHolders(facts, gpus, "dcgm"::equals);
        holders.addContainer("web", ofContainer);
        holders.addContainer("dcgm", List.of(new GpuRequest.All()));
        holders.addClaims(Set.of("except"));
        return new GpuChoice(facts, gpus, holders);
    }
}
