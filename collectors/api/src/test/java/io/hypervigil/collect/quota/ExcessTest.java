package io.hypervigil.collect.quota;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.hypervigil.collect.action.ActionFailure;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class ExcessTest {

    private static final Resource<Cake, Allowed> PIECES =
            new Resource<>("pieces", Cake::pieces, Allowed::pieces);

    private static final Resource<Cake, Allowed> GRAMS =
            new Resource<>("cake", Cake::grams, Allowed::grams, grams -> grams + " g");

    private static final Cake NONE = new Cake(0, 0);

    private record Cake(long pieces, long grams) {}

    private record Allowed(Optional<Long> pieces, Optional<Long> grams) {}

    private static Allowed allowed(long pieces, long grams) {
        return new Allowed(Optional.of(pieces), Optional.of(grams));
    }

    private static Excess<Cake, Allowed> asking(long pieces, long grams) {
        return new Excess<>(List.of(PIECES, GRAMS), new Cake(pieces, grams));
    }

    @Test
    void all_that_is_beyond_any_quota_is_told_at_once() {
        var excess =
                asking(2, 300)
                        .over("the host", allowed(10, 1000), new Cake(8, 701), NONE)
                        .over("ada", allowed(3, 1000), new Cake(2, 100), NONE);

        var failure =
                catchThrowableOfType(
                        ActionFailure.class, () -> excess.refuse("cakes", "confectionery"));

        assertThat(failure)
                .hasMessage(
                        "quota of the host: cake: 701 g used, 300 g asked for, 1000 g allowed;"
                                + " quota of ada: pieces: 2 used, 2 asked for, 3 allowed");
        assertThat(failure.kind()).isEqualTo(ActionFailure.Kind.QUOTA);
        assertThat(failure.remedy())
                .isEqualTo("ask for less, remove cakes, or raise collectors.confectionery.quotas");
    }

    @Test
    void the_last_of_it_may_be_taken_and_what_is_not_limited_too() throws ActionFailure {
        asking(2, 300).over("ada", allowed(10, 1000), new Cake(8, 700), NONE).refuse("", "");
        asking(Long.MAX_VALUE, 1)
                .over("ada", new Allowed(Optional.empty(), Optional.of(1L)), NONE, NONE)
                .refuse("", "");
    }

    @Test
    void what_one_had_before_is_not_refused_however_little_is_allowed_now() throws ActionFailure {
        asking(2, 0).over("ada", allowed(1, 1), new Cake(9, 9), new Cake(2, 0)).refuse("", "");
    }
}
