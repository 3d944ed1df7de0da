package io.hypervigil.web.security;

import static io.hypervigil.web.security.UserCheck.Verdict.RIGHT;
import static io.hypervigil.web.security.UserCheck.Verdict.TOO_BUSY;
import static io.hypervigil.web.security.UserCheck.Verdict.WRONG;
import static org.assertj.core.api.Assertions.assertThat;

import io.hypervigil.collect.Threads;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

final class UserCheckTest {

    private static final PasswordHash OF_ALICE = hash(10, 'A');
    private static final PasswordHash OF_BOB = hash(12, 'B');
    private static final Map<String, PasswordHash> USERS = Map.of("alice", OF_ALICE, "bob", OF_BOB);

    private final CountingCheck bcrypt = new CountingCheck();
    private final UserCheck check = new UserCheck(bcrypt, Duration.ofSeconds(5));

    /** Takes a user's hash for the password "right"; notes every hash it is asked about. */
    private static final class CountingCheck implements PasswordCheck {

        final List<PasswordHash> asked = new CopyOnWriteArrayList<>();

        @Override
        public boolean matches(byte[] password, PasswordHash hash) {
            asked.add(hash);
            return new String(password, java.nio.charset.StandardCharsets.UTF_8).equals("right");
        }
    }

    @Test
    void a_right_password_is_computed_once() {
        assertThat(verdict("alice", "right")).isEqualTo(RIGHT);
        assertThat(verdict("alice", "right")).isEqualTo(RIGHT);

        assertThat(bcrypt.asked).containsExactly(OF_ALICE);
    }

    @Test
    void a_wrong_password_is_computed_once() {
        assertThat(verdict("alice", "wrong")).isEqualTo(WRONG);
        assertThat(verdict("alice", "wrong")).isEqualTo(WRONG);

        assertThat(bcrypt.asked).containsExactly(OF_ALICE);
    }

    @Test
    void an_unknown_user_costs_what_a_known_one_does() {
        assertThat(verdict("mallory", "wrong")).isEqualTo(WRONG);
        assertThat(verdict("mallory", "wrong")).isEqualTo(WRONG);

        assertThat(bcrypt.asked).hasSize(1);
        assertThat(bcrypt.asked.getFirst().cost()).isIn(10, 12);
    }

    @Test
    void an_unknown_user_costs_the_same_each_time() {
        IntStream.range(0, 50).forEach(i -> verdict("mallory", "wrong" + i));

        assertThat(bcrypt.asked).extracting(PasswordHash::cost).containsOnly(cost("mallory"));
    }

    @Test
    void unknown_users_are_spread_over_the_costs_of_the_known() {
        IntStream.range(0, 100).forEach(i -> verdict("mallory" + i, "wrong"));

        assertThat(bcrypt.asked).extracting(PasswordHash::cost).contains(10, 12);
    }

    @Test
    void an_unknown_user_stays_out_even_with_a_password_that_matches() {
        assertThat(verdict("mallory", "right")).isEqualTo(WRONG);
        assertThat(verdict("mallory", "right")).isEqualTo(WRONG);
    }

    @Test
    void a_thousand_wrong_passwords_push_no_right_one_out() {
        verdict("alice", "right");

        IntStream.range(0, 1_000).forEach(i -> verdict("alice", "wrong" + i));

        assertThat(verdict("alice", "right")).isEqualTo(RIGHT);
        assertThat(bcrypt.asked).hasSize(1_001);
    }

    @Test
    void a_new_hash_makes_an_old_password_wrong() {
        verdict("alice", "right");
        var users = Map.of("alice", hash(10, 'C'));

        check.check(Credentials.of("alice", "right"), users);

        assertThat(bcrypt.asked).containsExactly(OF_ALICE, hash(10, 'C'));
    }

    @Test
    @Timeout(60)
    void few_are_computed_at_once_and_those_known_do_not_wait() throws Exception {
        var blocked = new CountDownLatch(UserCheck.AT_ONCE);
        var release = new CountDownLatch(1);
        var running = new AtomicInteger();
        var most = new AtomicInteger();
        var slow =
                new UserCheck(
                        (password, _) -> {
                            if (password.length == 0) {
                                return true;
                            }
                            most.accumulateAndGet(running.incrementAndGet(), Math::max);
                            blocked.countDown();
                            await(release);
                            running.decrementAndGet();
                            return false;
                        },
                        Duration.ofMillis(50));
        slow.check(Credentials.of("alice", ""), USERS);
        var threads =
                IntStream.range(0, UserCheck.AT_ONCE)
                        .mapToObj(
                                i ->
                                        Threads.start(
                                                "test",
                                                () ->
                                                        slow.check(
                                                                Credentials.of("alice", "x" + i),
                                                                USERS)))
                        .toList();
        await(blocked);

        var another = slow.check(Credentials.of("bob", "right"), USERS);
        var known = slow.check(Credentials.of("alice", ""), USERS);

        release.countDown();
        for (Thread thread : threads) {
            thread.join();
        }
        assertThat(another).isEqualTo(TOO_BUSY);
        assertThat(known).isEqualTo(RIGHT);
        assertThat(most).hasValue(UserCheck.AT_ONCE);
    }

    private UserCheck.Verdict verdict(String user, String password) {
        return check.check(Credentials.of(user, password), USERS);
    }

    private int cost(String user) {
        verdict(user, "again");
        return bcrypt.asked.getLast().cost();
    }

    private static PasswordHash hash(int cost, char filler) {
        return new PasswordHash("$2y$" + cost + "$" + String.valueOf(filler).repeat(53));
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
