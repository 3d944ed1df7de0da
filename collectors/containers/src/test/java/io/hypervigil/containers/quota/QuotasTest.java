package io.hypervigil.containers.quota;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.hypervigil.collect.action.ActionFailure;
import io.hypervigil.collect.settings.SettingsBinder;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class QuotasTest {

    private static final long CPU = 1_000_000_000;

    private final Quotas quotas =
            new Quotas(
                    new QuotaSettings(
                            limits(8, 1000, 4),
                            limits(2.5, -1, 1),
                            Map.of("ada", limits(4, -1, -1))));

    private final List<Holding> others =
            List.of(
                    new Holding(Optional.of("ada"), new Amounts(3 * CPU, 400, 0)),
                    new Holding(Optional.of("bob"), new Amounts(CPU, 100, 1)),
                    new Holding(Optional.empty(), new Amounts(CPU, 100, 1)));

    @Test
    void what_fits_is_let_through_to_the_last_of_it() {
        assertThatCode(() -> quotas.check(others, "ada", new Amounts(CPU, 400, 1)))
                .doesNotThrowAnyException();
        assertThatCode(() -> quotas.check(others, "eve", new Amounts(5 * CPU / 2, 400, 1)))
                .doesNotThrowAnyException();
    }

    @Test
    void what_does_not_is_refused_with_used_asked_and_allowed() {
        assertThat(refusal("ada", new Amounts(CPU + 1, 401, 2)))
                .isEqualTo(
                        "quota of the host: memory bytes: 600 used, 401 asked for, 1000 allowed;"
                                + " quota of ada: cpus: 3 used, 1.000000001 asked for, 4 allowed;"
                                + " quota of ada: gpus: 0 used, 2 asked for, 1 allowed");
        assertThat(refusal("bob", new Amounts(0, 0, 1)))
                .isEqualTo("quota of bob: gpus: 1 used, 1 asked for, 1 allowed");
        assertThat(refusal("eve", new Amounts(Long.MAX_VALUE, Long.MAX_VALUE, Long.MAX_VALUE)))
                .contains("the host", "eve");
    }

    @Test
    void nothing_asked_for_is_never_refused() {
        var none = new Quotas(new QuotaSettings(limits(0, 0, 0), QuotaLimits.NONE, Map.of()));

        assertThatCode(() -> none.check(others, "eve", Amounts.NONE)).doesNotThrowAnyException();
    }

    @Test
    void a_limit_is_told_of_where_one_holds() {
        assertThat(quotas.isLimited("eve", Resources.CPUS)).isTrue();
        var byDefault = new Quotas(SettingsBinder.defaults(QuotaSettings.class));
        assertThat(byDefault.isLimited("eve")).isFalse();
    }

    private String refusal(String owner, Amounts wanted) {
        var failure =
                catchThrowableOfType(
                        ActionFailure.class, () -> quotas.check(others, owner, wanted));
        assertThat(failure.kind()).isEqualTo(ActionFailure.Kind.QUOTA);
        return String.valueOf(failure.getMessage());
    }

    /** What is negative is not limited. */
    private static QuotaLimits limits(double cpus, long memory, long gpus) {
        return new QuotaLimits(
                Optional.of(cpus).filter(given -> given >= 0),
                Optional.of(memory).filter(given -> given >= 0),
                Optional.of(gpus).filter(given -> given >= 0));
    }
}
