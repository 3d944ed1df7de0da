package io.hypervigil.admin.call;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.hypervigil.admin.TestSource;
import io.hypervigil.collect.Collector;
import io.hypervigil.collect.action.Action;
import io.hypervigil.collect.action.Action.Head;
import io.hypervigil.collect.action.ActionResult;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import org.junit.jupiter.api.Test;

final class ActionCatalogTest {

    @Test
    void actions_of_all_collectors_are_found_by_name() {
        var catalog =
                ActionCatalog.of(
                        List.of(
                                source("kitchen", "tea.pour", "tea.brew"),
                                source("hall", "door.open")));

        assertThat(catalog.all())
                .extracting(Action::name)
                .containsExactly("door.open", "tea.brew", "tea.pour");
        assertThat(catalog.find("tea.pour")).isPresent();
        assertThat(catalog.find("tea.spill")).isEmpty();
    }

    @Test
    void a_name_that_is_there_twice_is_refused_with_both_places() {
        assertThatIllegalArgumentException()
                .isThrownBy(
                        () ->
                                ActionCatalog.of(
                                        List.of(
                                                source("kitchen", "tea.pour"),
                                                source("hall", "tea.pour"))))
                .withMessage(
                        "action tea.pour is declared by the collector kitchen and by hall: a name"
                                + " means one action");
        assertThatIllegalArgumentException()
                .isThrownBy(
                        () -> ActionCatalog.of(List.of(source("kitchen", "tea.pour", "tea.pour"))))
                .withMessageStartingWith(
                        "action tea.pour is declared twice by the collector kitchen");
    }

    @Test
    void the_collectors_that_ship_declare_each_name_once() {
        var collectors =
                ServiceLoader.load(Collector.class).stream()
                        .map(ServiceLoader.Provider::get)
                        .toList();

        assertThat(ActionCatalog.of(collectors).all())
                .extracting(Action::name)
                .contains("gpu.list", "vm.start", "container.launch", "image.fetch");
    }

    private static Collector source(String name, String... actions) {
        return new TestSource(
                name,
                List.of(actions).stream()
                        .map(
                                action ->
                                        Head.reads(action, action)
                                                .with(
                                                        List.of(),
                                                        _ -> ActionResult.unchanged(Map.of())))
                        .toList());
    }
}
