package io.hypervigil.alerting.route;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hypervigil.alerting.receiver.ReceiverKinds;
import io.hypervigil.promql.labels.Labels;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class RoutingConfigTest {

    @Test
    void what_is_not_said_is_as_with_alertmanager() {
        var config = parse("route: {receiver: a}\nreceivers: [{name: a}]");

        assertThat(config.resolveTimeout()).isEqualTo(Duration.ofMinutes(5));
        assertThat(config.root().options())
                .isEqualTo(
                        new RouteOptions(
                                "a",
                                new GroupBy(false, Set.of()),
                                Duration.ofSeconds(30),
                                Duration.ofMinutes(5),
                                Duration.ofHours(4)));
        assertThat(config.root().key()).isEqualTo("{}");
        assertThat(config.receivers().get("a")).extracting("integrations").isEqualTo(List.of());
        assertThat(config.ignored()).isEmpty();
    }

    @Test
    void a_route_inherits_what_it_does_not_say() {
        var config =
                parse(
                        """
                        global: {resolve_timeout: 1m}
                        templates: [x/*.tmpl]
                        route:
                          receiver: a
                          group_by: [job]
                          group_wait: 1s
                          routes:
                          - matchers: ['x="y"', '{b=~"c"}']
                            match_re: {z: 'q|r'}
                            continue: true
                            repeat_interval: 1d
                            routes: [{receiver: b, group_by: ['...'], match: {m: n}}]
                          - receiver: b
                        receivers: [{name: a}, {name: b, labels: {team: t}}]
                        tracing: {endpoint: 'localhost:4317'}
                        """);

        var first = config.root().children().getFirst();
        var below = first.children().getFirst();
        assertThat(first.key()).isEqualTo("{}/{b=~\"c\",x=\"y\",z=~\"^(?:q|r)$\"}");
        assertThat(first.id()).isEqualTo(first.key() + "/0");
        assertThat(below.id()).isEqualTo(first.key() + "/{m=\"n\"}/0/0");
        assertThat(below.options())
                .isEqualTo(
                        new RouteOptions(
                                "b",
                                new GroupBy(true, Set.of()),
                                Duration.ofSeconds(1),
                                Duration.ofMinutes(5),
                                Duration.ofDays(1)));
        assertThat(config.receivers().get("b"))
                .extracting("labels")
                .hasToString("{name=b, team=t}");
        assertThat(config.templates()).containsExactly("x/*.tmpl");
        assertThat(config.ignored()).containsExactly("tracing");
        assertThat(config.receiversOf(Labels.of("x", "y", "b", "c", "z", "q")))
                .containsExactly("a", "b");
        assertThat(config.receiversOf(Labels.of("x", "y"))).containsExactly("b");
    }

    @Test
    void an_empty_list_of_labels_makes_one_group_and_none_inherits() {
        var config =
                parse(
                        """
                        route:
                          receiver: a
                          group_by: [job]
                          routes: [{group_by: []}, {}, {group_by: null}]
                        receivers: [{name: a}]
                        """);

        assertThat(config.root().children())
                .extracting(route -> route.options().groupBy().names())
                .containsExactly(Set.of(), Set.of("job"), Set.of("job"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "''                                                           | 1:1: no route provided in config",
                "receivers: []                                                | 1:1: no routes provided",
                "route: {}                                                    | 1:8: root route must specify a default receiver",
                "route: {receiver: a, match: {b: c}}                          | 1:8: root route must not have any matchers",
                "route: {receiver: a, continue: yes}                          | 1:32: continue: cannot have continue in root route",
                "route: {receiver: b}                                         | 1:19: receiver: undefined receiver \"b\" used in route",
                "route: {receiver: a, grup_by: [x]}                           | 1:22: field grup_by is not known here",
                "route: {receiver: a, group_by: [x, x]}                       | 1:32: group_by: duplicated label \"x\" in group_by",
                "route: {receiver: a, group_interval: 0s}                     | 1:38: group_interval: group_interval cannot be zero",
                "route: {receiver: a, group_wait: 1}                          | 1:34: group_wait: not a valid duration string: \"1\"",
                "route: {receiver: a, routes: [{matchers: ['a']}]}            | 1:42: matchers: bad matcher format: a",
                "route: {receiver: a, routes: [{match_re: {a: '('}}]}         | 1:42: match_re: error parsing regexp: missing closing ): `^(?:()$`",
                "route: {receiver: a, routes: [{mute_time_intervals: [x]}]}   | 1:53: mute_time_intervals: undefined time interval \"x\" used in route",
                "route: {receiver: a, routes: [null]}                         | 1:31: an item of routes must be a mapping",
                "tracing: {}                                                  | 1:10: tracing endpoint must be set",
            })
    void what_is_wrong_is_told_with_its_place(String route, String message) {
        var text = route.isEmpty() ? "" : route + "\nreceivers: [{name: a}]";
        var whole = route.startsWith("tracing") ? text + "\nroute: {receiver: a}" : text;

        assertThatThrownBy(() -> parse(route.startsWith("receivers") ? route : whole))
                .hasMessage("f.yml:" + message);
    }

    @Test
    void shown_to_anybody_it_has_no_secret() {
        assertThat(
                        RoutingConfig.shown(
                                """
                                # who
                                global: {smtp_auth_password: hunter2, smtp_hello: me}
                                route: {receiver: a}
                                receivers:
                                - name: a
                                  webhook_configs:
                                  - url: https://user:hunter2@x/y
                                    http_config:
                                      basic_auth: {username: u, password_file: /p}
                                      http_headers: {X: {values: [hunter2]}}
                                """,
                                "f.yml"))
                .isEqualTo(
                        """
                        global:
                          smtp_auth_password: <secret>
                          smtp_hello: me
                        route:
                          receiver: a
                        receivers:
                        - name: a
                          webhook_configs:
                          - url: <secret>
                            http_config:
                              basic_auth:
                                username: u
                                password_file: /p
                              http_headers: <secret>
                        """);
    }

    private static RoutingConfig parse(String text) {
        return RoutingConfig.parse(text, "f.yml", new ReceiverKinds());
    }
}
