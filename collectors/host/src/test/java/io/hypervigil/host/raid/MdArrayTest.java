package io.hypervigil.host.raid;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hypervigil.collect.files.MalformedTextException;
import io.hypervigil.collect.files.Text;
import java.util.List;
import java.util.OptionalDouble;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class MdArrayTest {

    @Test
    void an_array_at_rest_is_in_sync() {
        assertThat(
                        parse(
                                """
                                Personalities : [raid1]
                                md3 : active raid6 sda1[8] sdh1[7] sdd1[10](S) sdc1[1](F)
                                      5853468288 blocks super 1.2 level 6, 64k chunk, algorithm 2 [8/7] [U_UUUUUU]
                                      bitmap: 0/30 pages [0KB], 65536KB chunk

                                unused devices: <none>
                                """))
                .containsExactly(
                        new MdArray(
                                "md3",
                                "active",
                                7,
                                8,
                                1,
                                1,
                                blocks(5853468288.0),
                                blocks(5853468288.0)));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "[=>..]  recovery =  8.5% (16775552/195310144) finish=17.0min speed=259783K/sec | recovering | 16775552",
                "[=>..]  resync =  8.5% (16775552/195310144) finish=17.0min speed=259783K/sec | resyncing | 16775552",
                "[=>..]  check =  5.7% (114176/1993728) finish=0.2min speed=114176K/sec | checking | 114176",
                "[=>..]  reshape = 32.1% (336384/1046528) finish=0.2min speed=48054K/sec | reshaping | 336384",
                "resync=DELAYED | resyncing | 0",
                "resync=PENDING | resyncing | 0",
                "check=DELAYED | checking | 0",
                "recovery=DELAYED | recovering | 0",
            })
    void what_an_array_does_comes_before_what_it_is(String sync, String state, double synced) {
        var array =
                one(
                        "md1 : active raid1 a[0] b[1]\n      195310144 blocks [2/2] [UU]\n      "
                                + sync
                                + "\n");

        assertThat(array.state()).isEqualTo(state);
        assertThat(array.blocksSynced()).isEqualTo(blocks(synced));
        assertThat(array.blocks()).isEqualTo(blocks(195310144));
    }

    @Test
    void a_synchronisation_that_another_host_does_tells_no_progress() {
        var array =
                one(
                        "md1 : active raid1 a[0] b[1]\n      4190208 blocks [2/2] [UU]\n      \tresync=REMOTE\n");

        assertThat(array.state()).isEqualTo("resyncing");
        assertThat(array.blocksSynced()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "active raid0 sda1[0] sdb1[1] | 314159265 blocks 64k chunks | active | 2 | 2",
                "active linear sda1[1] sdb1[0] sdc1[2] | 2095104 blocks super 1.2 0k rounding | active | 3 | 3",
                "active (read-only) raid0 sdb[2] sdd[1] sdc[0] | 322560 blocks super 1.2 512k chunks | active | 3 | 3",
                "active (auto-read-only) raid1 b2[0] c2[1] | 4190208 blocks super 1.2 [2/2] [UU] | active | 2 | 2",
                "inactive sdb[2](S) sdc[1](S) | 7932 blocks super external:imsm | inactive | 0 | 0",
                "broken raid0 sda1[0] sdb1[1] | 314159265 blocks 64k chunks | broken | 2 | 2",
                "active raid1 n2[1] n3[0] | 976759808 blocks super external:/md127/0 [2/1] [_U] | active | 1 | 2",
            })
    void the_disks_of_an_array_depend_on_its_kind(
            String first, String status, String state, double active, double required) {
        var array = one("md9 : " + first + "\n      " + status + "\n\n");

        assertThat(array.state()).isEqualTo(state);
        assertThat(array.disksActive()).isEqualTo(active);
        assertThat(array.disksRequired()).isEqualTo(required);
    }

    @Test
    void an_inactive_array_without_disks_has_no_size() {
        assertThat(one("md0 : inactive\n      super 1.2\n"))
                .isEqualTo(
                        new MdArray(
                                "md0",
                                "inactive",
                                0,
                                0,
                                0,
                                0,
                                OptionalDouble.empty(),
                                OptionalDouble.empty()));
    }

    @Test
    void without_arrays_there_is_none() {
        assertThat(parse("Personalities : \nunused devices: <none>\n")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "md0 active raid1\n",
                "md0 :\n",
                "md0 : active raid1 a[0]\n      4190208 blocks\n",
                "md0 : active raid5 a[0]\n      nothing [x/y] [UU]\n",
            })
    void a_malformed_array_is_refused(String text) {
        assertThatThrownBy(() -> parse(text))
                .isInstanceOf(MalformedTextException.class)
                .hasMessageStartingWith("line ");
    }

    @Property
    void any_text_is_parsed_or_refused(@ForAll String text) {
        try {
            assertThat(parse("md0 : active raid1 " + text)).isNotNull();
        } catch (MalformedTextException refused) {
            assertThat(refused).hasMessageStartingWith("line ");
        }
    }

    private static MdArray one(String text) {
        var arrays = parse(text);
        assertThat(arrays).hasSize(1);
        return arrays.getFirst();
    }

    private static List<MdArray> parse(String text) {
        return MdArray.parse(Text.of(text));
    }

    private static OptionalDouble blocks(double blocks) {
        return OptionalDouble.of(blocks);
    }
}
