package io.hypervigil.admin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.hypervigil.admin.call.Caller;
import io.hypervigil.admin.call.Question;
import io.hypervigil.admin.job.Job;
import io.hypervigil.admin.job.JobFolder;
import io.hypervigil.admin.job.JobLimits;
import io.hypervigil.admin.job.Jobs;
import io.hypervigil.collect.Eventually;
import io.hypervigil.collect.action.Action;
import io.hypervigil.collect.action.Action.Head;
import io.hypervigil.collect.action.Action.Role;
import io.hypervigil.collect.action.ActionCall;
import io.hypervigil.collect.action.ActionFailure;
import io.hypervigil.collect.action.ActionFailure.Kind;
import io.hypervigil.collect.action.ActionResult;
import io.hypervigil.collect.action.Parameter;
import io.hypervigil.collect.action.Value;
import io.hypervigil.sampling.Ticker;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ActionDeskTest {

    private static final Duration SOON = Duration.ofSeconds(20);
    private static final Caller VIEWER = new Caller("vic", Role.VIEWER);
    private static final Caller OPERATOR = new Caller("olga", Role.OPERATOR);
    private static final Caller ADMIN = new Caller("ada", Role.ADMIN);

    @TempDir Path folder;

    private final Trail trail = new Trail();
    private final CountDownLatch release = new CountDownLatch(1);

    @SuppressWarnings("NullAway.Init")
    private ActionDesk desk;

    @BeforeEach
    void open() throws IOException {
        desk = desk(folder);
    }

    private ActionDesk desk(Path path) throws IOException {
        var jobs =
                Jobs.open(
                        JobFolder.open(Optional.of(path)),
                        JobLimits.DEFAULT,
                        InstantSource.system(),
                        Ticker.SYSTEM);
        return new ActionDesk(TestSource.catalog(look(), brew()), trail, jobs, Ticker.SYSTEM);
    }

    @AfterEach
    void close() {
        desk.close();
    }

    private static Action look() {
        return Head.reads("tea.look", "Look at the tea")
                .with(List.of(), _ -> ActionResult.unchanged(Map.of()));
    }

    private Action brew() {
        return Head.rules("tea.brew", "Brew tea")
                .longly()
                .with(
                        List.of(
                                Parameter.positional(
                                        "leaf", new Parameter.Type.Text(20), "which leaf"),
                                Parameter.optional(
                                        "recipe", new Parameter.Type.SecretText(40), "how")),
                        this::brew);
    }

    private ActionResult brew(ActionCall call) throws ActionFailure {
        var said = new Value.Text("as " + call.text("recipe").orElse("always") + " says");
        if (call.isDryRun()) {
            return ActionResult.changed(Map.of("would", said));
        }
        call.progress(0.5, "steeping as " + call.text("recipe").orElse("always"));
        try {
            while (!release.await(2, TimeUnit.MILLISECONDS)) {
                if (call.isCancelled()) {
                    throw new ActionFailure(Kind.CANCELLED, "poured away", "brew again", null);
                }
            }
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
        return ActionResult.changed(Map.of("brewed", said));
    }

    @Test
    void a_short_action_is_done_with_the_answer() throws ActionFailure {
        var answer = desk.ask(Question.of(VIEWER, "tea.look", Map.of(), false), Optional.empty());

        assertThat(answer).isEqualTo(new ActionAnswer.Done(ActionResult.unchanged(Map.of())));
        assertThat(trail.lines()).containsExactly("vic(VIEWER) tea.look {} unchanged");
        assertThat(desk.actions()).extracting(Action::name).containsExactly("tea.brew", "tea.look");
    }

    @Test
    void a_long_one_becomes_a_job_and_its_end_is_audited_too() throws Exception {
        var job = taken(brewing(false), Optional.empty());
        release.countDown();
        var ended = desk.await(ADMIN, job.id().text(), SOON);

        assertThat(ended.state().name()).isEqualTo("succeeded");
        assertThat(trail.lines())
                .containsExactlyInAnyOrder(
                        "ada(ADMIN) tea.brew {\"leaf\":\"oolong\",\"recipe\":\"<secret>\"} job begun",
                        "ada(ADMIN) tea.brew {\"leaf\":\"oolong\",\"recipe\":\"<secret>\"} job changed");
    }

    @Test
    void a_dry_run_of_a_long_one_is_answered_at_once() throws ActionFailure {
        var answer = desk.ask(brewing(true), Optional.empty());

        assertThat(answer)
                .isEqualTo(
                        new ActionAnswer.Done(
                                ActionResult.changed(
                                        Map.of("would", new Value.Text("as <secret> says")))));
        assertThat(desk.jobs(ADMIN)).isEmpty();
    }

    @Test
    void a_secret_is_in_no_job_and_in_no_file() throws Exception {
        var job = taken(brewing(false), Optional.of("k-1"));
        while (!desk.job(ADMIN, job.id().text()).state().toString().contains("steeping")) {
            Thread.onSpinWait();
        }
        assertThat(texts(folder)).doesNotContain("grandmother");
        release.countDown();
        var ended = desk.await(ADMIN, job.id().text(), SOON);

        assertThat(ended.toString())
                .contains("steeping as <secret>", "as <secret> says")
                .doesNotContain("grandmother");
        assertThat(texts(folder)).contains("as <secret> says").doesNotContain("grandmother");
        assertThat(brewing(false).toString()).isEqualTo("tea.brew by ada");
    }

    @Test
    void a_request_that_is_sent_again_makes_no_second_job() throws ActionFailure {
        var first = taken(brewing(false), Optional.of("k-1"));
        var again = (ActionAnswer.Taken) desk.ask(brewing(false), Optional.of("k-1"));

        assertThat(again.isNew()).isFalse();
        assertThat(again.job().id()).isEqualTo(first.id());
        var refused =
                catchThrowableOfType(
                        ActionFailure.class, () -> desk.ask(brewing(false), Optional.of(" ")));
        assertThat(refused.kind()).isEqualTo(Kind.INVALID);
        assertThat(trail.lines()).last().asString().contains("INVALID: the key of the request");
    }

    @Test
    void jobs_are_seen_and_cancelled_by_who_may_ask_for_their_action() throws Exception {
        var id = taken(brewing(false), Optional.empty()).id().text();

        assertThat(desk.jobs(OPERATOR)).isEmpty();
        assertThat(failure(() -> desk.job(OPERATOR, id))).hasMessage("there is no job " + id);
        assertThat(failure(() -> desk.cancel(OPERATOR, id)).kind()).isEqualTo(Kind.NOT_FOUND);
        assertThat(failure(() -> desk.await(ADMIN, "../etc", SOON)).kind())
                .isEqualTo(Kind.NOT_FOUND);

        // One that waits for its turn would end at once, with nothing to pour away.
        Eventually.get(
                SOON, () -> assertThat(desk.job(ADMIN, id).state().name()).isEqualTo("running"));
        var other = new Caller("bob", Role.ADMIN);
        desk.cancel(other, id);
        desk.cancel(other, id);
        assertThat(desk.await(ADMIN, id, SOON).state().name()).isEqualTo("cancelled");
        assertThat(trail.lines())
                .contains(
                        "olga(OPERATOR) job.cancel {\"job\":\"ID\"} job NOT_FOUND: there is no job ID"
                                .replace("ID", id),
                        "bob(ADMIN) job.cancel {\"job\":\"ID\"} job changed".replace("ID", id),
                        "ada(ADMIN) tea.brew {\"leaf\":\"oolong\",\"recipe\":\"<secret>\"} job"
                                + " CANCELLED: poured away");
    }

    @Test
    void after_a_reload_jobs_go_on_and_new_questions_find_the_new_actions() throws Exception {
        var job = taken(brewing(false), Optional.empty());

        desk.use(TestSource.catalog(look()));

        assertThat(failure(() -> desk.ask(brewing(false), Optional.empty())).kind())
                .isEqualTo(Kind.NOT_FOUND);
        release.countDown();
        assertThat(desk.await(ADMIN, job.id().text(), SOON).state().name()).isEqualTo("succeeded");
    }

    @Test
    void at_the_end_nothing_new_is_begun_and_jobs_take_back_what_they_made() throws Exception {
        var job = taken(brewing(false), Optional.empty());

        desk.close();

        assertThat(desk.job(ADMIN, job.id().text()).state().name()).isEqualTo("cancelled");
        assertThat(
                        failure(
                                () ->
                                        desk.ask(
                                                Question.of(VIEWER, "tea.look", Map.of(), false),
                                                Optional.empty())))
                .hasMessage("the process ends");
        assertThat(trail.lines())
                .last()
                .isEqualTo("vic(VIEWER) tea.look {} UNAVAILABLE: the process ends");
        try (var next = desk(folder)) {
            assertThat(next.job(ADMIN, job.id().text()).state().name()).isEqualTo("cancelled");
        }
    }

    private static Question brewing(boolean isDryRun) {
        return Question.of(
                ADMIN,
                "tea.brew",
                Map.of("leaf", new Value.Text("oolong"), "recipe", new Value.Text("grandmother")),
                isDryRun);
    }

    private Job taken(Question question, Optional<String> key) throws ActionFailure {
        return ((ActionAnswer.Taken) desk.ask(question, key)).job();
    }

    private interface Asking {
        Object run() throws ActionFailure, InterruptedException;
    }

    private static ActionFailure failure(Asking asking) {
        return catchThrowableOfType(ActionFailure.class, asking::run);
    }

    private static String texts(Path folder) throws IOException {
        try (var files = Files.list(folder)) {
            return files.map(ActionDeskTest::text).reduce("", String::concat);
        }
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
