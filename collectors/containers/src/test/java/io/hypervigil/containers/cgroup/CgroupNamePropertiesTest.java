package io.hypervigil.containers.cgroup;

import static org.assertj.core.api.Assertions.assertThat;

import io.hypervigil.containers.cgroup.CgroupKind.Container;
import io.hypervigil.containers.cgroup.CgroupKind.Payload;
import java.util.HexFormat;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.AlphaChars;
import net.jqwik.api.constraints.NumericChars;
import net.jqwik.api.constraints.StringLength;

final class CgroupNamePropertiesTest {

    @Property
    void any_path_is_something(@ForAll String path) {
        assertThat(CgroupName.of(path)).isNotNull();
    }

    @Property
    void an_id_is_found_behind_every_prefix(
            @ForAll("ids") String id, @ForAll("frames") String frame) {
        var kind = CgroupName.of(frame.replace("%s", id));

        assertThat(kind)
                .isInstanceOfSatisfying(Container.class, of -> assertThat(of.id()).isEqualTo(id));
    }

    @Property
    void whatever_lies_below_a_container_is_a_part_of_it(
            @ForAll("ids") String id,
            @ForAll("frames") String frame,
            @ForAll @AlphaChars @NumericChars @StringLength(min = 1, max = 20) String child) {
        assertThat(CgroupName.of(frame.replace("%s", id) + "/" + child)).isEqualTo(new Payload());
    }

    @Property
    void an_id_that_is_cut_names_no_container(
            @ForAll("ids") String id, @ForAll("frames") String frame) {
        var kind = CgroupName.of(frame.replace("%s", id.substring(1)));

        assertThat(kind).isNotInstanceOf(Container.class);
    }

    @Provide
    Arbitrary<String> ids() {
        return Arbitraries.bytes()
                .array(byte[].class)
                .ofSize(32)
                .map(bytes -> HexFormat.of().formatHex(bytes));
    }

    @Provide
    Arbitrary<String> frames() {
        return Arbitraries.of(
                "/system.slice/docker-%s.scope",
                "/docker/%s",
                "/machine.slice/libpod-%s.scope",
                "/system.slice/web.service/libpod-payload-%s",
                "/user.slice/user-1.slice/user@1.service/user.slice/libpod-%s.scope",
                "/system.slice/nerdctl-%s.scope",
                "/kubepods/pod7c9e6679-7425-40de-944b-e07fc1f90ae7/%s",
                "/system.slice/system.slice:cri-containerd:%s",
                "/system.slice/crio-%s.scope");
    }
}
