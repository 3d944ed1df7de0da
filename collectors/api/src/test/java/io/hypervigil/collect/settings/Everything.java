package io.hypervigil.collect.settings;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A settings record with a component of every kind. */
record Everything(
        @Setting(help = "some text", byDefault = "none") String text,
        @Setting(help = "a switch") boolean isOn,
        @Setting(help = "a port", byDefault = "80", min = 1, max = 65535, formerly = "tcp_port")
                int port,
        @Setting(help = "a size", byDefault = "5", min = 0) long sizeBytes,
        @Setting(help = "a share", byDefault = "0.5", min = 0, max = 1) double ratio,
        @Setting(help = "a time", byDefault = "1m30s") Duration pause,
        @Setting(help = "a folder", byDefault = "/srv") Path folder,
        @Setting(help = "a password") Optional<Secret> password,
        @Setting(help = "a colour", byDefault = "deep_blue") Colour colour,
        @Setting(help = "names", byDefault = "a, b") List<String> names,
        @Setting(help = "weights") Map<String, Integer> weights,
        @Setting(help = "doors") List<Door> doors,
        @Setting(help = "the front door") Door front,
        @Setting(help = "a limit") Optional<Integer> limit) {

    Everything {
        if (isOn && port == 81) {
            throw new IllegalArgumentException("port: 81, another one expected while it is on");
        }
    }

    enum Colour {
        RED,
        DEEP_BLUE
    }

    record Door(
            @Setting(help = "its width", byDefault = "1") int width,
            @Setting(help = "its key") Optional<Secret> token) {

        Door {
            if (width == 13) {
                throw new IllegalArgumentException("nobody walks through 13");
            }
        }
    }
}
