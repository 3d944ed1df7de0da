package io.hypervigil.libvirt.quota;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hypervigil.collect.ManualClock;
import io.hypervigil.collect.Threads;
import io.hypervigil.collect.action.ActionFailure;
import io.hypervigil.collect.action.ActionFailure.Kind;
import io.hypervigil.collect.settings.SettingsBinder;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.stream.Collectors;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

final class QuotasTest {

    private final ManualClock clock = new ManualClock(Instant.EPOCH);
    private final List<Holding> domains = new ArrayList<>();
    private final Quotas quotas = quotas(limits(10, 100), limits(4, 40));

    private Quotas quotas(QuotaLimits host, QuotaLimits eachOwner) {
        var settings =
                new QuotaSettings(
                        host,
                        eachOwner,
                        Map.of(
                                "big",
                                new QuotaLimits(
                                        Optional.of(8L),
                                        Optional.empty(),
                                        Optional.empty(),
                                        Optional.of(2L))));
        return new Quotas(settings, () -> List.copyOf(domains), clock);
    }

    private static QuotaLimits limits(long vcpus, long memoryBytes) {
        return new QuotaLimits(
                Optional.of(vcpus), Optional.of(memoryBytes), Optional.empty(), Optional.of(1L));
    }

    private static Holding of(String domain, String owner, long vcpus, long memoryBytes) {
        return new Holding(domain, Optional.of(owner), new Amounts(vcpus, memoryBytes, 1, 0));
    }

    @Test
    void an_owners_quota_says_what_is_used_asked_for_and_allowed() {
        domains.add(of("a", "ada", 3, 10));

        assertThatThrownBy(() -> quotas.reserve(of("b", "ada", 2, 31)))
                .isInstanceOfSatisfying(
                        ActionFailure.class,
                        failure -> assertThat(failure.kind()).isEqualTo(Kind.QUOTA))
                .hasMessage(
                        "quota of ada: vcpus: 3 used, 2 asked for, 4 allowed; quota of ada: memory"
                                + " bytes: 10 used, 31 asked for, 40 allowed");
    }

    @Test
    void the_hosts_quota_counts_domains_without_an_owner_too() {
        domains.add(new Holding("a", Optional.empty(), new Amounts(7, 10, 0, 1)));

        assertThatThrownBy(() -> quotas.reserve(of("b", "ada", 4, 1)))
                .hasMessage("quota of the host: vcpus: 7 used, 4 asked for, 10 allowed");
        assertThatThrownBy(
                        () ->
                                quotas.reserve(
                                        new Holding(
                                                "b",
                                                Optional.empty(),
                                                new Amounts(1, 1, 1L << 60, 1))))
                .hasMessage("quota of the host: gpus: 1 used, 1 asked for, 1 allowed");
    }

    @Test
    void an_owner_may_have_a_quota_of_its_own_and_the_common_one_where_that_says_nothing()
            throws Exception {
        try (var _ = quotas.reserve(of("a", "big", 8, 40))) {
            assertThatThrownBy(() -> quotas.reserve(of("b", "big", 1, 1)))
                    .hasMessage(
                            "quota of big: vcpus: 8 used, 1 asked for, 8 allowed; quota of big:"
                                    + " memory bytes: 40 used, 1 asked for, 40 allowed");
        }
    }

    @Test
    void what_is_promised_counts_until_it_is_given_back() throws Exception {
        try (var _ = quotas.reserve(of("a", "ada", 3, 1))) {
            assertThatThrownBy(() -> quotas.reserve(of("b", "ada", 2, 1)))
                    .hasMessageContaining("3 used");
        }

        quotas.reserve(of("b", "ada", 2, 1));
    }

    @Test
    void a_domain_that_was_made_counts_once_before_and_after_it_is_seen() throws Exception {
        try (var reservation = quotas.reserve(of("a", "ada", 3, 1))) {
            reservation.keep();
        }

        assertThatThrownBy(() -> quotas.check(of("b", "ada", 2, 1))).hasMessageContaining("3 used");
        domains.add(of("a", "ada", 3, 1));
        quotas.check(of("b", "ada", 1, 1));
        domains.clear();
        quotas.check(of("b", "ada", 4, 1));
    }

    @Test
    void a_domain_that_is_never_seen_counts_for_a_minute() throws Exception {
        try (var reservation = quotas.reserve(of("a", "ada", 4, 1))) {
            reservation.keep();
        }
        clock.advance(Duration.ofMinutes(1));
        assertThatThrownBy(() -> quotas.check(of("b", "ada", 1, 1))).hasMessageContaining("4 used");

        clock.advance(Duration.ofMillis(1));

        quotas.check(of("b", "ada", 4, 1));
    }

    @Test
    void a_domain_that_grows_is_not_counted_twice() throws Exception {
        domains.add(of("a", "ada", 2, 30));

        try (var reservation = quotas.reserve(of("a", "ada", 4, 30))) {
            assertThatThrownBy(() -> quotas.check(of("b", "ada", 1, 1)))
                    .hasMessageContaining("4 used");
            reservation.keep();
        }
        assertThatThrownBy(() -> quotas.check(of("a", "ada", 5, 30)))
                .hasMessage("quota of ada: vcpus: 0 used, 5 asked for, 4 allowed");
    }

    @Test
    void who_has_too_much_may_still_ask_for_less() throws Exception {
        domains.add(of("a", "ada", 9, 90));

        quotas.check(of("a", "ada", 8, 90));
        assertThatThrownBy(() -> quotas.check(of("a", "ada", 8, 91)))
                .hasMessage("quota of ada: memory bytes: 0 used, 91 asked for, 40 allowed");
    }

    @Test
    void sums_that_no_number_holds_are_refused_not_negative() {
        domains.add(of("a", "ada", 1, Long.MAX_VALUE));
        domains.add(of("b", "bob", 1, Long.MAX_VALUE));

        assertThatThrownBy(() -> quotas.check(of("c", "eve", 1, 1)))
                .hasMessageStartingWith(
                        "quota of the host: memory bytes: 9223372036854775807 used, 1 asked");
    }

    @Test
    void of_many_who_ask_at_once_only_so_many_get_it() throws Exception {
        var begin = new CountDownLatch(1);
        var tasks = new ArrayList<FutureTask<Boolean>>();
        for (int i = 0; i < 16; i++) {
            var wanted = of("domain-" + i, "owner-" + i, 3, 1);
            var task =
                    new FutureTask<>(
                            () -> {
                                begin.await();
                                try {
                                    quotas.reserve(wanted).keep();
                                    return true;
                                } catch (ActionFailure _) {
                                    return false;
                                }
                            });
            tasks.add(task);
            Threads.start("test-quota", task);
        }
        begin.countDown();

        int served = 0;
        for (var task : tasks) {
            served += task.get() ? 1 : 0;
        }

        assertThat(served).isEqualTo(3);
    }

    @Test
    void who_is_given_anothers_domain_has_none_of_it_before() throws Exception {
        domains.add(of("a", "ada", 4, 40));
        domains.add(of("b", "bob", 1, 10));

        assertThatThrownBy(() -> quotas.check(of("a", "bob", 4, 30)))
                .hasMessage("quota of bob: vcpus: 1 used, 4 asked for, 4 allowed");
        quotas.check(of("a", "bob", 3, 30));
    }

    @Test
    void by_default_nothing_is_limited() throws Exception {
        var settings = SettingsBinder.defaults(QuotaSettings.class);

        assertThat(settings)
                .isEqualTo(new QuotaSettings(QuotaLimits.NONE, QuotaLimits.NONE, Map.of()));
        new Quotas(settings, List::of, clock).check(of("a", "ada", Long.MAX_VALUE, Long.MAX_VALUE));
    }

    /** Whatever is asked for, kept and given back: what is promised never exceeds the quota. */
    @Property(tries = 200)
    void a_quota_is_never_exceeded(
            @ForAll @Size(max = 40) List<@IntRange(min = 0, max = 99) Integer> steps) {
        var open = new ArrayList<Reservation>();
        for (int step : steps) {
            try {
                var reservation = quotas.reserve(of("d" + step % 10, "ada", step / 20, 1));
                if (step % 3 == 0) {
                    reservation.close();
                } else {
                    open.add(reservation);
                }
            } catch (ActionFailure e) {
                assertThat(e.kind()).isEqualTo(Kind.QUOTA);
            }
            long promised =
                    open.stream()
                            .collect(
                                    Collectors.toMap(
                                            one -> one.promised().domain(),
                                            one -> one.promised().amounts().vcpus(),
                                            Math::max))
                            .values()
                            .stream()
                            .mapToLong(vcpus -> vcpus)
                            .sum();
            assertThat(promised).isLessThanOrEqualTo(4);
        }
    }
}
