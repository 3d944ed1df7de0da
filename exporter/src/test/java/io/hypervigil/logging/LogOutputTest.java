package io.hypervigil.logging;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

final class LogOutputTest {

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final LogOutput output =
            new LogOutput(out, InstantSource.fixed(Instant.parse("2026-11-21T04:26:51.123456Z")));
    private final Logger logger = new ProcessLogger("io.hypervigil.Daemon", output);
    private final Logger library = new ProcessLogger("org.eclipse.jetty.Server", output);

    @Test
    void keys_stay_keys_in_text() {
        logger.atInfo()
                .addKeyValue("address", "http://[::]:10048/")
                .addKeyValue("collector", "host")
                .addKeyValue("durationMs", 12)
                .addKeyValue("reason", "two words")
                .addKeyValue("none", (Object) null)
                .addKeyValue("empty", "")
                .log("listening now");

        assertThat(written())
                .isEqualTo(
                        """
                        time=2026-11-21T04:26:51.123Z level=INFO msg="listening now" address=http://[::]:10048/ collector=host durationMs=12 reason="two words" none=null empty=""
                        """);
    }

    @Test
    void keys_and_their_types_stay_in_json() {
        output.set(LogLevel.INFO, LogFormat.JSON);

        logger.atWarn()
                .addKeyValue("group", "a\"b")
                .addKeyValue("durationMs", 12L)
                .addKeyValue("ratio", 0.5)
                .addKeyValue("broken", Double.NaN)
                .addKeyValue("isOn", true)
                .log("degraded");

        assertThat(written())
                .isEqualTo(
                        """
                        {"time":"2026-11-21T04:26:51.123Z","level":"WARN","msg":"degraded","group":"a\\"b","durationMs":12,"ratio":0.5,"broken":"NaN","isOn":true}
                        """);
    }

    @Test
    void what_comes_from_outside_stays_within_its_line_and_its_key() {
        logger.atInfo()
                .addKeyValue("path", "a\nlevel=ERROR msg=\"x\u001b[31m\u2028\u202e")
                .addKeyValue("level", "forged")
                .addKeyValue("a b=\n", 1)
                .log("evil {}", "\r\n");

        assertThat(written())
                .isEqualTo(
                        """
                        time=2026-11-21T04:26:51.123Z level=INFO msg="evil {}" path="a\\nlevel=ERROR msg=\\"x\\u001b[31m\\u2028\\u202e" level_=forged a_b__=1
                        """
                                .replace("evil {}", "evil \\r\\n"));
    }

    @Test
    void arguments_are_filled_in() {
        logger.info("{} of {}", 1, 2);
        logger.info("none");

        assertThat(written())
                .isEqualTo(
                        """
                        time=2026-11-21T04:26:51.123Z level=INFO msg="1 of 2"
                        time=2026-11-21T04:26:51.123Z level=INFO msg=none
                        """);
    }

    @Test
    void below_the_level_nothing_is_written() {
        logger.debug("quiet");
        logger.atDebug().log("quiet");
        library.info("quiet");
        library.warn("heard");

        assertThat(written())
                .isEqualTo(
                        """
                        time=2026-11-21T04:26:51.123Z level=WARN msg=heard logger=org.eclipse.jetty.Server
                        """);
    }

    @Test
    void the_level_holds_from_the_next_line_on() {
        output.set(LogLevel.ERROR, LogFormat.TEXT);
        logger.warn("quiet");
        output.set(LogLevel.DEBUG, LogFormat.TEXT);
        logger.debug("heard");
        library.info("heard too");
        library.debug("a flood");
        logger.trace("never");

        assertThat(written())
                .isEqualTo(
                        """
                        time=2026-11-21T04:26:51.123Z level=DEBUG msg=heard
                        time=2026-11-21T04:26:51.123Z level=INFO msg="heard too" logger=org.eclipse.jetty.Server
                        """);
    }

    @Test
    void an_exception_is_one_line_and_has_its_stack_where_someone_must_act() {
        var failure = new IllegalStateException("no such file");

        logger.warn("degraded", failure);
        logger.atError().setCause(failure).log("failed");

        var lines = written().lines().toList();
        assertThat(lines).hasSize(2);
        assertThat(lines.getFirst())
                .endsWith(
                        "msg=degraded exception=\"java.lang.IllegalStateException: no such file\"");
        assertThat(lines.getLast())
                .contains(
                        "stack=\"java.lang.IllegalStateException: no such file\\n\\tat "
                                + LogOutputTest.class.getName());
    }

    @Test
    void with_debug_every_exception_has_its_stack() {
        output.set(LogLevel.DEBUG, LogFormat.TEXT);

        logger.warn("degraded", new IllegalStateException("why"));

        assertThat(written()).contains(" stack=");
    }

    @Test
    void slf4j_finds_this_provider() {
        assertThat(LoggerFactory.getLogger("x")).isInstanceOf(ProcessLogger.class);
        assertThat(LoggerFactory.getLogger("x")).isSameAs(LoggerFactory.getLogger("x"));
    }

    @Property
    void any_event_is_one_line(@ForAll String message, @ForAll String key, @ForAll String value) {
        for (LogFormat format : LogFormat.values()) {
            out.reset();
            output.set(LogLevel.INFO, format);

            logger.atInfo().addKeyValue(key, value).log(message);

            assertThat(written().codePoints().filter(Character::isISOControl).count()).isOne();
            assertThat(written()).endsWith("\n");
        }
    }

    private String written() {
        return out.toString(StandardCharsets.UTF_8);
    }
}
