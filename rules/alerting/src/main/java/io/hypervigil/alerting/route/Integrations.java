package io.hypervigil.alerting.route;

import io.hypervigil.alerting.yaml.YamlMapping;
import java.util.Optional;
import java.util.Set;

/** Reads the parts of the file that belong to the integrations. */
public interface Integrations {

    /** The kinds there are: {@code slack} is what {@code slack_configs} lists. */
    Set<String> kinds();

    /**
     * Reads what the file says for all.
     *
     * @param global the mapping {@code global}, of which {@code resolve_timeout} is asked for
     *     already; the reader ends it; empty where there is none
     * @throws io.hypervigil.alerting.yaml.YamlException for what cannot be used
     */
    Reader globals(Optional<YamlMapping> global);

    /** Reads integrations, given what the file says for all. */
    interface Reader {

        /**
         * One integration of a receiver.
         *
         * @param kind one of {@link Integrations#kinds}
         * @throws io.hypervigil.alerting.yaml.YamlException for what cannot be used
         */
        Integration read(String kind, YamlMapping config);
    }
}
