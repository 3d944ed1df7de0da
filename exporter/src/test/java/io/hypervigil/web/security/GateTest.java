package io.hypervigil.web.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class GateTest {

    private static final PasswordHash HASH = PasswordHash.ofNobody(4);

    private final Gate gate =
            new Gate(
                    Optional.of(
                            new UserCheck(
                                    (password, _) -> password.length > 3, Duration.ofSeconds(5))),
                    () -> 0);

    @Test
    void without_users_everybody_is_let_in_and_nobody_in_particular() {
        var decision = gate.decide(LoadedWebConfig.NONE, basic("alice", "secret"), null);

        assertThat(decision).isEqualTo(new Decision.Admitted(new Caller.Anonymous()));
    }

    @Test
    void a_user_is_let_in_by_name() {
        var decision = gate.decide(users(), basic("alice", "secret"), null);

        assertThat(decision).isEqualTo(new Decision.Admitted(new Caller.User("alice")));
    }

    @Test
    void no_credentials_wrong_ones_and_those_of_nobody_are_refused_alike() {
        assertThat(gate.decide(users(), null, null)).isEqualTo(Decision.Refused.CREDENTIALS);
        assertThat(gate.decide(users(), "Bearer x", null)).isEqualTo(Decision.Refused.CREDENTIALS);
        assertThat(gate.decide(users(), basic("alice", "x"), null))
                .isEqualTo(Decision.Refused.CREDENTIALS);
        assertThat(gate.decide(users(), basic("mallory", "secret"), null))
                .isEqualTo(Decision.Refused.CREDENTIALS);
    }

    @Test
    void users_that_nothing_can_check_are_not_let_in() {
        var unable = new Gate(Optional.empty(), () -> 0);

        assertThat(unable.decide(users(), basic("alice", "secret"), null))
                .isEqualTo(Decision.Refused.CREDENTIALS);
    }

    @Test
    void the_rate_comes_before_all_and_a_reload_does_not_fill_the_bucket() {
        assertThat(gate.decide(limited(1), null, null)).isInstanceOf(Decision.Admitted.class);
        assertThat(gate.decide(limited(1), null, null)).isEqualTo(Decision.Refused.RATE);
        assertThat(gate.decide(limited(2), null, null)).isInstanceOf(Decision.Admitted.class);
    }

    @Test
    void each_decision_is_counted() {
        gate.decide(users(), basic("alice", "secret"), null);
        gate.decide(users(), null, null);
        gate.decide(limited(0), null, null);

        assertThat(gate.counts(7, 8)).isEqualTo(new SecurityCounts(1, 1, 1, 0, 7, 8));
    }

    @Test
    void a_request_without_a_caller_is_granted_nothing() {
        assertThatThrownBy(() -> Caller.of(null)).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> Caller.of("alice")).isInstanceOf(IllegalStateException.class);
        assertThat(Caller.of(new Caller.User("alice"))).isEqualTo(new Caller.User("alice"));
    }

    private static LoadedWebConfig users() {
        return new LoadedWebConfig(
                new WebConfig(
                        Optional.empty(), true, Map.of(), Map.of("alice", HASH), Optional.empty()),
                Optional.empty());
    }

    private static LoadedWebConfig limited(int burst) {
        var limit = new RateLimit(Duration.ofSeconds(1), burst);
        return new LoadedWebConfig(
                new WebConfig(Optional.empty(), true, Map.of(), Map.of(), Optional.of(limit)),
                Optional.empty());
    }

    private static String basic(String user, String password) {
        var pair = (user + ":" + password).getBytes(StandardCharsets.UTF_8);
        return "Basic " + Base64.getEncoder().encodeToString(pair);
    }
}
