package io.hypervigil.containers.instance;

import io.hypervigil.containers.inventory.Container;
import io.hypervigil.containers.inventory.Container.Health;
import io.hypervigil.containers.inventory.Container.State;
import io.hypervigil.containers.inventory.OomKills;
import io.hypervigil.containers.json.Json;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * What Docker and Podman say alike of one container ({@code GET /containers/ID/json}).
 *
 * @param json the whole answer
 */
public record Inspected(Json json) {

    /** What is shown of a word is cut there too. */
    private static final int MAX_WORD = 1024;

    /** Of all labels of a container together. */
    private static final int MAX_LABELS_LENGTH = 16 * 1024;

    /** What a runtime calls never: {@code 0001-01-01T00:00:00Z}. */
    private static final Instant NEVER_BEFORE = Instant.EPOCH;

    /** {@code Id}. */
    public String id() {
        return json.at("Id").textOrEmpty();
    }

    /** {@code Name}, which Docker begins with a slash. */
    public String name() {
        var name = cut(json.at("Name").textOrEmpty());
        return name.startsWith("/") ? name.substring(1) : name;
    }

    /** At most 1,024 characters of it: no name is that long. */
    public static String cut(String word) {
        return word.length() <= MAX_WORD ? word : word.substring(0, MAX_WORD);
    }

    public State state() {
        return state(json.at("State", "Status").textOrEmpty());
    }

    /** The words of Docker, and those that Podman has beside them. */
    public static State state(String word) {
        return switch (word) {
            case "created", "configured", "initialized" -> State.CREATED;
            case "running", "stopping" -> State.RUNNING;
            case "paused" -> State.PAUSED;
            case "restarting" -> State.RESTARTING;
            case "removing" -> State.REMOVING;
            case "exited", "stopped" -> State.EXITED;
            case "dead" -> State.DEAD;
            default -> State.UNKNOWN;
        };
    }

    /** Of its first process, while it runs. */
    public OptionalLong pid() {
        var pid = json.at("State", "Pid").whole();
        return pid.orElse(0) > 0 ? pid : OptionalLong.empty();
    }

    /** Of the last run that has ended. */
    public OptionalInt exitCode() {
        var code = json.at("State", "ExitCode").whole();
        boolean isOver =
                switch (state()) {
                    case EXITED, DEAD, RESTARTING, REMOVING -> true;
                    case CREATED, RUNNING, PAUSED, UNKNOWN -> false;
                };
        return isOver && finished().isPresent() && code.isPresent()
                ? OptionalInt.of((int) code.getAsLong())
                : OptionalInt.empty();
    }

    /** Podman 3 has it below {@code Healthcheck}. */
    public Health health() {
        var word =
                json.at("State", "Health", "Status")
                        .text()
                        .or(() -> json.at("State", "Healthcheck", "Status").text());
        return switch (word.orElse("")) {
            case "starting" -> Health.STARTING;
            case "healthy" -> Health.HEALTHY;
            case "unhealthy" -> Health.UNHEALTHY;
            default -> Health.NONE;
        };
    }

    /** Whether the kernel killed a process of the last run for want of memory. */
    public OomKills oomKills() {
        return OomKills.ofLastRun(json.at("State", "OOMKilled").isTrue());
    }

    public OptionalLong restarts() {
        return json.at("RestartCount").whole();
    }

    public Container.Times times() {
        return new Container.Times(
                instant(json.at("Created")), instant(json.at("State", "StartedAt")), finished());
    }

    private Optional<Instant> finished() {
        return instant(json.at("State", "FinishedAt"));
    }

    /** A time that was; empty for none and for the year 1. */
    public static Optional<Instant> instant(Json text) {
        try {
            return text.text()
                    .map(each -> OffsetDateTime.parse(each).toInstant())
                    .filter(NEVER_BEFORE::isBefore);
        } catch (DateTimeException _) {
            return Optional.empty();
        }
    }

    /** Whether its network is not the host's, another container's or somebody else's. */
    public boolean ownNetwork() {
        var mode = json.at("HostConfig", "NetworkMode").textOrEmpty();
        return !mode.equals("host") && !mode.startsWith("container:") && !mode.startsWith("ns:");
    }

    /** As many as are 16,384 characters together. */
    public Map<String, String> labels() {
        return bounded(json.at("Config", "Labels").textsByKey());
    }

    /** As many labels, and as much of each, as anybody shows. */
    public static Map<String, String> bounded(Map<String, String> labels) {
        var kept = new LinkedHashMap<String, String>();
        int length = 0;
        for (Map.Entry<String, String> label : labels.entrySet()) {
            var value = cut(label.getValue());
            length += label.getKey().length() + value.length();
            if (length > MAX_LABELS_LENGTH) {
                break;
            }
            kept.put(label.getKey(), value);
        }
        return kept;
    }
}
